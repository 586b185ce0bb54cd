using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cases;

/// <summary>What a team carries from an alert to a verdict: one finding, or one entity, in all the threads it has in all channels. A finding has one case for ever; an entity one at a time that is not closed.</summary>
internal sealed record Case
{
    public required CaseNumber Number { get; init; }

    /// <summary>Null for the case of an entity.</summary>
    public FindingId? Finding { get; init; }

    /// <summary>Null for the case of a finding.</summary>
    public EntityRef? Entity { get; init; }

    /// <summary>Title in words; holds untrusted text.</summary>
    public required string Title { get; init; }

    public Severity? Severity { get; init; }

    public bool IsSample { get; init; }

    public required CaseState State { get; init; }

    /// <summary>Who has it; null while nobody does.</summary>
    public Person? Assignee { get; init; }

    /// <summary>Since when; null while nobody has it. Real time.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>How it was judged; null while it is not closed.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Set while it sleeps; null otherwise. Its state is what it goes on with.</summary>
    public Snooze? Snooze { get; init; }

    /// <summary>The case that leads this one; null when none does.</summary>
    public CaseNumber? Lead { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When anything of it changed last, its finding and its notes included.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Real time; null while it is not closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The same by the clock of what the case is about (the sample day has its own): what is seen later than this has come again.</summary>
    public DateTimeOffset? ClosedAsOf { get; init; }
}

/// <summary>A case with those it leads, as its root cards tell it.</summary>
/// <param name="Leads">The cases it leads, by number.</param>
internal sealed record CaseFamily(Case Case, IReadOnlyList<CaseNumber> Leads);

/// <summary>Wire words are the lower-cased names.</summary>
internal enum CaseState
{
    New,
    Investigating,
    Contained,
    Closed,
}

/// <param name="Until">Null when only a change ends it.</param>
/// <param name="EndsOnChange">Whether something new in the finding ends it before.</param>
internal sealed record Snooze(DateTimeOffset? Until, bool EndsOnChange);

/// <param name="Reason">In the words of whoever closed it; untrusted text; empty when none was given.</param>
/// <param name="Of">The case it is a duplicate of; null for other kinds.</param>
/// <param name="By">Who closed it.</param>
internal sealed record Verdict(VerdictKind Kind, string Reason, CaseNumber? Of, Person By);

/// <summary>Wire words are the lower-cased names.</summary>
internal enum VerdictKind
{
    TruePositive,
    FalsePositive,
    Benign,
    Duplicate,
}
