using System.Runtime.ExceptionServices;
using Dapper;

namespace ChatOps.Bot.Persistence.Sqlite;

/// <summary>The one writer of a file: a group of work items, a savepoint each, one commit. A failing item undoes itself alone. When the transaction itself fails
/// (disk full, file locked) each item is tried once more on its own, so that only those that cannot be written are told so; the connection is made anew and the next group starts afresh.</summary>
internal sealed class SqliteWriter(Func<Task<PreparedConnection>> open, Func<PreparedConnection, DbWork> begin, Action<DbWork> committed) : IAsyncDisposable
{
    public const int LargestGroup = 256;

    private PreparedConnection? connection;

    /// <summary>Every item has its outcome when this returns. Never throws.</summary>
    public async Task WriteAsync(IReadOnlyList<SqliteWrite> group)
    {
        foreach (var abandoned in group.Where(static item => item.IsAbandoned)) abandoned.Cancel();
        var wanted = group.Where(static item => !item.IsAbandoned).ToList();
        if (wanted.Count == 0) return;

        var transaction = CommitAsync(wanted);
        await ((Task)transaction).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (transaction.IsCompletedSuccessfully)
        {
            foreach (var settle in await transaction) settle();
            return;
        }

        await ForgetConnectionAsync();
        if (wanted.Count > 1) foreach (var item in wanted) await WriteAsync([item]);
        else wanted[0].Fail(transaction.Exception?.InnerException ?? new OperationCanceledException());
    }

    public async ValueTask DisposeAsync() => await ForgetConnectionAsync();

    /// <summary>Writes a group in one transaction.</summary>
    /// <returns>What is to be told to each caller now that it is durable.</returns>
    private async Task<List<Action>> CommitAsync(List<SqliteWrite> group)
    {
        connection ??= await open();
        await connection.ExecuteAsync("BEGIN IMMEDIATE");
        var settled = new List<Action>(group.Count);
        foreach (var item in group) settled.Add(await RunAsync(item, connection));
        await connection.ExecuteAsync("COMMIT");
        return settled;
    }

    private async Task<Action> RunAsync(SqliteWrite item, PreparedConnection writer)
    {
        await writer.ExecuteAsync("SAVEPOINT item");
        var work = begin(writer);
        var run = item.RunAsync(work);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompletedSuccessfully)
        {
            await writer.ExecuteAsync("RELEASE item");
            return () =>
            {
                committed(work);
                item.Complete();
            };
        }

        var failure = run.Exception?.InnerException ?? new OperationCanceledException();
        var undo = writer.ExecuteAsync("ROLLBACK TO item; RELEASE item");
        await ((Task)undo).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Full disk and the like have ended the whole transaction, savepoints and all: the group fails for the same reason.
        if (!undo.IsCompletedSuccessfully) ExceptionDispatchInfo.Throw(failure);
        return () => item.Fail(failure);
    }

    private async Task ForgetConnectionAsync()
    {
        if (connection is null) return;
        await connection.DisposeAsync();
        connection = null;
    }
}
