namespace ChatOps.Bot.Jobs;

/// <summary>One transaction that holds facts and the jobs that follow from them. Committed durably before the task completes.</summary>
internal interface IUnitOfWork
{
    /// <summary>Runs the work inside a transaction. It may be run again after a conflict with another host, so it has no effect of its own outside the stores.
    /// On SQLite it runs on the one writer and shares its commit with others: it must not wait for anything but the stores.</summary>
    Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken);
}

/// <summary>A transaction in progress.</summary>
internal interface IWork
{
    /// <summary>Writes a job; it can run once the transaction is committed.</summary>
    ValueTask EnqueueAsync(Job job);
}
