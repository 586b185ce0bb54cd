using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>What a delivery tells that none before it told.</summary>
internal sealed record FindingNews
{
    /// <summary>Occurrences before.</summary>
    public required long CountBefore { get; init; }

    public required Severity SeverityBefore { get; init; }

    /// <summary>Addresses or domains of the remote side.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>What was done.</summary>
    public IReadOnlyList<FindingDeed> Deeds { get; init; } = [];

    /// <summary>Resources, in words.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> ThreatLists { get; init; } = [];

    public IReadOnlyList<string> Threats { get; init; } = [];

    /// <summary>Archived or taken back out of the archive; null when neither.</summary>
    public bool? ArchivedNow { get; init; }

    public required Severity SeverityNow { get; init; }

    /// <summary>Whether people are told.</summary>
    public bool IsNews => Actors.Count + Deeds.Count + Resources.Count + ThreatLists.Count + Threats.Count > 0 || ArchivedNow is not null || SeverityNow != SeverityBefore;

    /// <summary>Compares a delivery with all that is known.</summary>
    /// <param name="previous">The state before.</param>
    /// <param name="earlier">What other deliveries told; <paramref name="previous"/> need not be among them.</param>
    public static FindingNews Of(Finding now, Finding previous, IReadOnlyList<Finding> earlier)
    {
        IReadOnlyList<Finding> known = [previous, .. earlier];
        return new FindingNews
        {
            CountBefore = previous.Count,
            SeverityBefore = previous.Severity,
            SeverityNow = now.Severity,
            Actors = Fresh(now, known, ActorsOf),
            Deeds = Fresh(now, known, FindingDeed.Of),
            Resources = Fresh(now, known, static finding => finding.Resources.Select(ResourceName.Of)),
            ThreatLists = Fresh(now, known, static finding => finding.ThreatLists),
            Threats = Fresh(now, known, static finding => finding.Threats),
            ArchivedNow = now.Archived == previous.Archived ? null : now.Archived,
        };
    }

    private static List<T> Fresh<T>(Finding now, IReadOnlyList<Finding> known, Func<Finding, IEnumerable<T>> of) =>
        [.. of(now).Distinct().Except(known.SelectMany(of))];

    private static IEnumerable<string> ActorsOf(Finding finding) => finding.Actors.Select(static actor => actor.Address ?? actor.Domain).OfType<string>();
}
