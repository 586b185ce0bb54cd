namespace ChatOps.Bot.Jobs;

/// <summary>Something to be done after a fact was written, at least once. The queue carries it without reading it.</summary>
/// <param name="Lane">Destination: claimed as a whole by one worker, paced as a whole ("web:security", "slack:T1/C1", "answers/…").</param>
/// <param name="Order">Jobs of one lane with the same order key run strictly one after the other (the thread).</param>
/// <param name="Kind">Which handler; a stored name.</param>
/// <param name="Payload">JSON the handler understands.</param>
/// <param name="Priority">Among jobs of a lane that could run now, the lower goes first.</param>
/// <param name="Coalesce">A job with the same lane and key that is still waiting stands for this one too; null to never coalesce.</param>
internal sealed record Job(string Lane, string Order, string Kind, string Payload, JobPriority Priority = JobPriority.Reply, string? Coalesce = null)
{
    /// <summary>Not before this time; null means now.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What is ready to be said goes before what has to be worked out: roots before replies before edits, then answers people asked for, then what nobody waits for.</summary>
internal enum JobPriority
{
    Root = 0,
    Reply = 1,
    Edit = 2,
    Answer = 3,
    Background = 4,
}

/// <summary>A job as the queue hands it out.</summary>
/// <param name="Id">Its number, growing.</param>
/// <param name="Attempt">1 for the first time. Recorded before the job is handed out, so 2 or more means that an earlier run may have done its work, whole or half.</param>
internal sealed record ClaimedJob(long Id, Job Job, int Attempt, DateTimeOffset CreatedAt)
{
    /// <summary>State of the job as handed out. A job that came to stand for another one meanwhile has a higher one and waits again after this run.</summary>
    public long Revision { get; init; }

    /// <summary>Attempts that count against the bound: not those before a resend, nor those a rate limit turned away.</summary>
    public int CountedAttempt { get; init; } = Attempt;
}
