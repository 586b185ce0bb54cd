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

    /// <summary>Number of the case; null for what is none, such as a summary of many findings.</summary>
    public long? Case { get; init; }

    /// <summary>Name of what the case is mainly about, such as an instance; untrusted text; null when it is not known.</summary>
    public string? Subject { get; init; }

    /// <summary>Where the case stands.</summary>
    public required ReportState State { get; init; }

    /// <summary>Which of the reports that are kept it is; null for one that is made to be read once.</summary>
    public ReportVersion? Version { get; init; }

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

    /// <summary>Whose credentials were used from the actors' addresses in the scope, by calls.</summary>
    public IReadOnlyList<CredentialUse> Uses { get; init; } = [];

    /// <summary>Notes marked as key evidence, in order of time.</summary>
    public IReadOnlyList<ReportNote> Key { get; init; } = [];

    /// <summary>Answers somebody pinned, in the order pinned.</summary>
    public IReadOnlyList<ReportAnswer> Pinned { get; init; } = [];

    /// <summary>What was asked of new behavior.</summary>
    public IReadOnlyList<ReportAnswer> NewBehavior { get; init; } = [];

    /// <summary>Other answers from logs that were given in the case, in the order asked.</summary>
    public IReadOnlyList<ReportAnswer> Answers { get; init; } = [];

    /// <summary>What was asked of roles: what they may do, what of it was used, and what would have been enough.</summary>
    public IReadOnlyList<ReportAnswer> Roles { get; init; } = [];

    /// <summary>Everything that happened in the case. The report puts it in order of time; what happened at the same instant stays in the order given.</summary>
    public IReadOnlyList<ReportEvent> Timeline { get; init; } = [];

    /// <summary>Where the whole timeline is, for a report that leaves out some of it; our own words.</summary>
    public string TimelineAt { get; init; } = "the thread";

    /// <summary>Links that outlive the case: entities rather than findings.</summary>
    public IReadOnlyList<ReportLink> Links { get; init; } = [];

    /// <summary>What was not learned beyond what the spans themselves tell; may hold untrusted text.</summary>
    public IReadOnlyList<string> NotLearned { get; init; } = [];
}

/// <summary>Where a case stands.</summary>
/// <param name="Words">Our own words, such as "closed".</param>
/// <param name="By">Who brought it there; untrusted text; null when nobody did.</param>
/// <param name="At">When; null when it always was so.</param>
public sealed record ReportState(string Words, string? By = null, DateTimeOffset? At = null)
{
    /// <summary>Why, in the words of whoever brought it there; untrusted text; null when no reason was given.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the verdict is that nothing happened that has to be put right.</summary>
    public bool IsHarmless { get; init; }
}

/// <summary>Which of the reports of a case that are kept one is.</summary>
/// <param name="Number">From 1.</param>
/// <param name="By">Who had it made; untrusted text.</param>
public sealed record ReportVersion(int Number, string By);

/// <summary>Something a person wrote in the case.</summary>
/// <param name="At">When it was written, where it was written.</param>
/// <param name="Author">Who wrote it; untrusted text.</param>
/// <param name="Where">In which chat; empty where that is not known.</param>
/// <param name="Text">What was written; untrusted text.</param>
/// <param name="IsEdited">Whether it was changed since.</param>
public sealed record ReportNote(DateTimeOffset At, string Author, string Where, string Text, bool IsEdited);

/// <summary>One line of a case's timeline.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Author">Who did or said it; untrusted text; null for the program itself.</param>
/// <param name="Text">What was done, said or answered; untrusted text.</param>
public sealed record ReportEvent(DateTimeOffset At, ReportEventKind Kind, string? Author, string Text)
{
    /// <summary>In which channel; null where that says nothing.</summary>
    public string? Where { get; init; }

    /// <summary>What became of it, such as "edited"; our own words; empty when nothing did.</summary>
    public string Marks { get; init; } = "";

    /// <summary>Whether it stays when a long timeline is shortened.</summary>
    public bool IsKept { get; init; }
}

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

    /// <summary>Somebody asked something.</summary>
    Question,

    /// <summary>The window of a thread was set or put back.</summary>
    Interval,

    /// <summary>Somebody decided what becomes of the case.</summary>
    Decision,

    /// <summary>The finding came again after the case was closed.</summary>
    Recurrence,

    /// <summary>Something was marked as key evidence or pinned, or the mark was taken off.</summary>
    Mark,

    /// <summary>A version of the report was made.</summary>
    Report,
}

/// <summary>A link of the report.</summary>
/// <param name="Label">Our own words, such as "Detective".</param>
/// <param name="Target">What it leads to; untrusted text.</param>
/// <param name="Link">The link, or why there is none.</param>
public sealed record ReportLink(string Label, string Target, ConsoleLink Link);
