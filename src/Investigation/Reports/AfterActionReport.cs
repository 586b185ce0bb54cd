using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>What a case leaves behind: what happened, who and what took part, when it was observed and by which source, what people did and said, and what was not learned.</summary>
public sealed record AfterActionReport
{
    /// <summary>What the case was about; untrusted text.</summary>
    public required string Title { get; init; }

    /// <summary>Where the case stands.</summary>
    public required ReportState State { get; init; }

    /// <summary>The window that limited what was asked, and where it came from.</summary>
    public required ScopeTime Scope { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Whether it tells of sample data; the report then says so.</summary>
    public bool IsSample { get; init; }

    /// <summary>Findings of the case, in the order first observed.</summary>
    public IReadOnlyList<FindingSummary> Findings { get; init; } = [];

    /// <summary>Entities, in the order a card shows them.</summary>
    public IReadOnlyList<EntityMention> Entities { get; init; } = [];

    /// <summary>Addresses that turned out to be an instance's own.</summary>
    public IReadOnlyList<OwnAddress> OwnAddresses { get; init; } = [];

    /// <summary>Observation spans that were asked for.</summary>
    public IReadOnlyList<ObservationSpan> Spans { get; init; } = [];

    /// <summary>Answers from logs that were given in the case, in the order asked.</summary>
    public IReadOnlyList<ReportAnswer> Answers { get; init; } = [];

    /// <summary>What was asked of roles: what they may do, what of it was used, and what would have been enough.</summary>
    public IReadOnlyList<ReportAnswer> Roles { get; init; } = [];

    /// <summary>Everything that happened in the case. The report puts it in order of time.</summary>
    public IReadOnlyList<ReportEvent> Timeline { get; init; } = [];

    /// <summary>Links that outlive the case: entities rather than findings.</summary>
    public IReadOnlyList<ReportLink> Links { get; init; } = [];

    /// <summary>What was not learned beyond what the spans themselves tell; may hold untrusted text.</summary>
    public IReadOnlyList<string> NotLearned { get; init; } = [];
}

/// <summary>Where a case stands.</summary>
/// <param name="Words">Our own words, such as "closed".</param>
/// <param name="By">Who brought it there; untrusted text; null when nobody did.</param>
/// <param name="At">When; null when it always was so.</param>
public sealed record ReportState(string Words, string? By = null, DateTimeOffset? At = null);

/// <summary>One line of a case's timeline.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Author">Who did or said it; untrusted text; null for the program itself.</param>
/// <param name="Text">What was done, said or answered; untrusted text.</param>
public sealed record ReportEvent(DateTimeOffset At, ReportEventKind Kind, string? Author, string Text);

/// <summary>Kinds of events.</summary>
public enum ReportEventKind
{
    /// <summary>A finding arrived or changed.</summary>
    Alert,

    /// <summary>Somebody did something in the case.</summary>
    Action,

    /// <summary>Somebody wrote a note.</summary>
    Note,

    /// <summary>The program answered a question.</summary>
    Answer,
}

/// <summary>A link of the report.</summary>
/// <param name="Label">Our own words, such as "Detective".</param>
/// <param name="Target">What it leads to; untrusted text.</param>
/// <param name="Link">The link, or why there is none.</param>
public sealed record ReportLink(string Label, string Target, ConsoleLink Link);
