using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence.Sqlite;

/// <summary>A piece of work that waits for the writer, and its caller who waits for the commit.</summary>
internal abstract class SqliteWrite(CancellationToken cancellationToken)
{
    public bool IsAbandoned => cancellationToken.IsCancellationRequested;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>Does the work; its result is kept until the commit.</summary>
    public abstract Task RunAsync(IWork work);

    /// <summary>Tells the caller that the work is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);

    /// <summary>For work its caller no longer wants and that was not begun.</summary>
    public abstract void Cancel();
}

internal sealed class SqliteWrite<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken) : SqliteWrite(cancellationToken)
{
    private readonly TaskCompletionSource<T> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;

    public Task<T> Outcome => outcome.Task;

    public override async Task RunAsync(IWork transaction) => result = await work(transaction);

    public override void Complete() => outcome.TrySetResult(result!);

    public override void Fail(Exception failure) => outcome.TrySetException(failure);

    public override void Cancel() => outcome.TrySetCanceled(CancellationToken);
}
