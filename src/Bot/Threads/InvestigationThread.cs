using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Threads;

/// <summary>One finding, one entity or one storm summary in one channel.</summary>
internal sealed record InvestigationThread
{
    public required ThreadId Id { get; init; }

    public required ChannelRef Channel { get; init; }

    /// <summary>The finding the thread is about; null for entity and summary threads.</summary>
    public FindingId? Finding { get; init; }

    /// <summary>The finding's ARN; null as above.</summary>
    public string? FindingArn { get; init; }

    /// <summary>The entity the thread is about; null for finding and summary threads.</summary>
    public EntityRef? Entity { get; init; }

    /// <summary>Title in words; holds untrusted text.</summary>
    public required string Title { get; init; }

    public Severity? Severity { get; init; }

    public required ThreadState State { get; init; }

    /// <summary>Occurrences of the finding, or findings in a summary.</summary>
    public long Count { get; init; }

    /// <summary>First and last seen as the finding itself says; null for entity and summary threads.</summary>
    public ObservedInterval? Seen { get; init; }

    /// <summary>Interval set for the thread by a person; null while the default scope applies.</summary>
    public ScopeTime? Interval { get; init; }

    /// <summary>The summary thread that stands for this one while it is <see cref="ThreadState.Summarised"/>.</summary>
    public ThreadId? SummarisedIn { get; init; }

    /// <summary>The thread elsewhere that stands for this one, which the chat did not take; null when there was no need.</summary>
    public ThreadId? RoutedTo { get; init; }

    /// <summary>By what a summary groups the thread; null for entity and summary threads.</summary>
    public SummaryGroup? Group { get; init; }

    /// <summary>The case it belongs to; null for summaries, for searches, and before it is saved first.</summary>
    public CaseNumber? Case { get; init; }

    public bool IsSample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The vendor's name of the thread (Slack: ts of the root); null until the root was delivered.</summary>
    public string? ExternalId { get; init; }
}

/// <param name="Type">Type of the finding.</param>
/// <param name="About">Its main resource in words; untrusted text.</param>
internal sealed record SummaryGroup(string Type, string About);

/// <param name="Findings">How many threads are in the group.</param>
/// <param name="Highest">The highest severity among them.</param>
internal sealed record SummarisedGroup(SummaryGroup Group, long Findings, Severity Highest);

/// <summary>Wire words are the lower-cased names.</summary>
internal enum ThreadState
{
    Open,
    Investigating,
    Snoozed,
    Closed,
    Summarised,
}
