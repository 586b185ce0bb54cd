using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cases;

/// <summary>Which cases are asked for; what is left out asks for all.</summary>
internal sealed record CaseFilter
{
    public IReadOnlyCollection<CaseStanding> Standings { get; init; } = [];

    public Severity? LeastSeverity { get; init; }

    /// <summary>Account of the finding or of the entity.</summary>
    public string? Account { get; init; }

    /// <summary>Cases of the entity, and of findings that name it. Without its account: in any.</summary>
    public EntityRef? Entity { get; init; }

    /// <summary>Name or id of the assignee, in any chat; capitals are the same as small letters.</summary>
    public string? AssignedTo { get; init; }

    /// <summary>All of them stand in the title, the entity, the assignee's name, or the finding's id, type or title.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The case with this number; with words too, either.</summary>
    public CaseNumber? Number { get; init; }

    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>1 to 1000.</summary>
    public int Limit { get; init; } = 100;

    public CaseCursor? Cursor { get; init; }
}

/// <summary>Where a case stands as lists sort it: its state, or that it sleeps. Wire words are the lower-cased names.</summary>
internal enum CaseStanding
{
    New,
    Investigating,
    Contained,
    Snoozed,
    Closed,
}
