using System.Data.Common;
using ChatOps.Bot.Jobs;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>A transaction in progress on one connection.</summary>
internal sealed class DbWork(DbConnection connection, TimeProvider time) : IWork
{
    public DbConnection Connection => connection;

    public bool Enqueued { get; private set; }

    public static DbWork Of(IWork work) => (DbWork)work;

    public async ValueTask EnqueueAsync(Job job)
    {
        var now = time.GetUtcNow();
        await ExecuteAsync(job.Coalesce is null ? JobSql.Enqueue : JobSql.Coalesce, new
        {
            job.Lane,
            OrderKey = job.Order,
            job.Kind,
            job.Payload,
            Priority = (long)job.Priority,
            CoalesceKey = job.Coalesce,
            Now = now,
            DueAt = job.DueAt ?? now,
        });
        Enqueued = true;
    }

    public async ValueTask<List<T>> QueryAsync<T>(string sql, object arguments) => (await connection.QueryAsync<T>(sql, arguments)).AsList();

    public async ValueTask<T?> FirstAsync<T>(string sql, object arguments) => await connection.QueryFirstOrDefaultAsync<T>(sql, arguments);

    /// <summary>Runs once for each element when the arguments are a sequence.</summary>
    public async ValueTask<int> ExecuteAsync(string sql, object arguments) => await connection.ExecuteAsync(sql, arguments);
}
