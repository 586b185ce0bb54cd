using System.Data.Common;
using ChatOps.Bot.Jobs;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>The store's database. What differs between the two kinds stands in the two classes that derive from this one; every statement runs on both.</summary>
internal abstract class Database(TimeProvider time, JobSignal signal) : IUnitOfWork, IAsyncDisposable
{
    static Database() => StoredValues.Register();

    /// <summary>Appended to the statement that picks a lane to claim.</summary>
    public abstract string LockingClause { get; }

    /// <summary>How often other hosts may have written work without telling this one; null when nobody else writes.</summary>
    public abstract TimeSpan? PollInterval { get; }

    protected TimeProvider Time => time;

    /// <summary>Makes the database when missing and brings its schema up to date.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    public abstract Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken);

    public async ValueTask<List<T>> QueryAsync<T>(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken))).AsList();
    }

    public async ValueTask<T?> FirstAsync<T>(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken));
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>An open connection for reading.</summary>
    protected abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    protected DbWork Begin(DbConnection connection) => new(connection, time);

    /// <summary>To be called once the work is durable.</summary>
    protected void Committed(DbWork work)
    {
        if (work.Enqueued) signal.Raise();
    }
}
