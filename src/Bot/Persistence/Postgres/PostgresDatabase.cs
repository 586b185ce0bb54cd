using System.Data;
using System.Data.Common;
using ChatOps.Bot.Jobs;
using Dapper;
using Npgsql;

namespace ChatOps.Bot.Persistence.Postgres;

/// <summary>A database shared by several hosts. One transaction per piece of work on a snapshot; what conflicts with another host's work is run again.</summary>
internal sealed class PostgresDatabase(string connectionString, TimeProvider time, JobSignal signal) : Database(time, signal)
{
    private const int MostAttempts = 20;

    // Any number, the same in every host: the lock that lets one of them migrate at a time.
    private const long MigrationLock = 7_305_418_221;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override string LockingClause => "FOR UPDATE OF l SKIP LOCKED";

    public override TimeSpan? PollInterval => TimeSpan.FromSeconds(2);

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock });
        await Migrator.MigrateAsync(connection, "Postgres", Time);
        await transaction.CommitAsync(cancellationToken);
    }

    public override async Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TransactAsync(work, cancellationToken);
            }
            catch (PostgresException conflict) when (attempt < MostAttempts && IsConflict(conflict))
            {
                // The other transaction has ended, or the server would not have told us: trying again at once is soon enough.
            }
        }
    }

    public override async ValueTask DisposeAsync() => await source.DisposeAsync();

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    private static bool IsConflict(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;

    private async Task<T> TransactAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var begun = Begin(connection);
        var result = await work(begun);
        // From here on the outcome counts, not the wish to cancel: a commit that is under way cannot be taken back.
        await transaction.CommitAsync(CancellationToken.None);
        Committed(begun);
        return result;
    }
}
