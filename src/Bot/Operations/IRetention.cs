namespace ChatOps.Bot.Operations;

/// <summary>Removes what is older than an age. Every bite is one small transaction that looks again whether what it removes may go, so a sweep may end anywhere and begin anew.
/// Nothing is removed that a case needs which is not closed.</summary>
internal interface IRetention
{
    /// <param name="before">What was received, written or changed last before this goes.</param>
    /// <param name="after">Where the bite before ended; null to begin.</param>
    /// <param name="cancellationToken">Ends the sweep between two bites.</param>
    Task<RetentionBite> BiteAsync(Remains what, DateTimeOffset before, string? after, CancellationToken cancellationToken);
}

/// <summary>What is removed, each by itself and in this order: a case goes when nothing is left in it.</summary>
internal enum Remains
{
    /// <summary>Notes of closed cases and of threads without a case.</summary>
    Notes,

    /// <summary>Versions of reports of closed cases.</summary>
    Reports,

    /// <summary>Contents of files that go with notes of closed cases; that there was a file stays with the note.</summary>
    Files,

    /// <summary>Closed cases without notes and reports: their threads, messages, buttons, events.</summary>
    Cases,

    /// <summary>Threads that belong to no case: summaries, searches.</summary>
    Threads,

    /// <summary>Findings that have no case and no thread any more, with their deliveries and entities.</summary>
    Findings,

    /// <summary>Investigations of Detective's.</summary>
    DetectiveRuns,

    /// <summary>Messages and jobs that failed for good.</summary>
    Failures,

    /// <summary>Conversations that were closed to us.</summary>
    ClosedPlaces,

    Audit,

    /// <summary>Names of people nobody heard of since.</summary>
    People,

    /// <summary>Files in the data folder that no note names, for whatever reason.</summary>
    OrphanedFiles,
}

/// <param name="Removed">Rows or files that went, those that hang on them not counted.</param>
/// <param name="Next">Where to go on; null when all was looked at.</param>
internal sealed record RetentionBite(int Removed, string? Next);
