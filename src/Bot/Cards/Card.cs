using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>One message of ours, in no vendor's format.</summary>
/// <param name="Kind">What it tells; a stable word a test or a channel may look at.</param>
/// <param name="Title">First line: what happened and how bad, or what is answered.</param>
internal sealed record Card(CardKind Kind, CardText Title)
{
    /// <summary>Severity of the finding; null for cards that have none.</summary>
    public Severity? Severity { get; init; }

    public IReadOnlyList<CardSection> Sections { get; init; } = [];

    public IReadOnlyList<CardButton> Buttons { get; init; } = [];

    /// <summary>Links to consoles, or the reasons why there are none.</summary>
    public IReadOnlyList<CardLink> Links { get; init; } = [];

    /// <summary>Source, window and time of asking; what was not learned.</summary>
    public CardText? Footnote { get; init; }

    /// <summary>A file that goes along where the chat takes files; null where there is none. What it says is also behind <see cref="Links"/>.</summary>
    public CardDocument? Document { get; init; }

    /// <summary>Made from the bundled sample day or a GuardDuty sample finding: every channel says so.</summary>
    public bool IsSample { get; init; }
}

/// <param name="Name">File name without a path; our own words.</param>
/// <param name="Title">What it is; our own words.</param>
/// <param name="Text">Its content.</param>
internal sealed record CardDocument(string Name, string Title, string Text);

internal enum CardKind
{
    Finding,
    Pivots,
    Span,
    Instance,
    AssociatedFindings,
    Changed,
    Summary,
    Entity,
    Interval,
    Report,
    Help,
    Progress,
    Refusal,
    Flow,
    Activity,
    Calls,
    NewBehavior,
    Interaction,
    Addresses,
    Kubernetes,
    Detective,
    Ingest,
    Permissions,
    Case,
    Note,
    Trail,
    History,
}
