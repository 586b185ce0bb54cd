namespace ChatOps.TestKit.Storms;

/// <summary>What came of a storm. Each list names what is wrong; an orderly program leaves all of them empty.</summary>
/// <param name="Rooted">Root messages about a finding.</param>
/// <param name="Summarised">Findings told of in a summary.</param>
/// <param name="Messages">Messages of the program that stand in the channel and its threads.</param>
/// <param name="Unsettled">What still waits or was given up.</param>
internal sealed record StormTally(
    int Rooted, int Summarised, int Messages, IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Misplaced, IReadOnlyList<string> Unsettled)
{
    /// <summary>How often the findings' root messages were changed.</summary>
    public int Edits { get; init; }

    /// <summary>From the first finding's sending to the first message.</summary>
    public TimeSpan FirstSight { get; init; }

    /// <summary>Until every finding was told of, by itself or in the summary's count.</summary>
    public TimeSpan AllTold { get; init; }

    /// <summary>Until the last thing that was put before people's eyes.</summary>
    public TimeSpan Quiet { get; init; }

    public int Kills { get; init; }

    /// <summary>Faults that were met.</summary>
    public int Faults { get; init; }

    public int Notes { get; init; }

    public int Commands { get; init; }

    public IReadOnlyList<string> Wrong => [.. Lost.Select(static one => $"lost: {one}"), .. Doubled.Select(static one => $"doubled: {one}"), .. Misplaced.Select(static one => $"misplaced: {one}"), .. Unsettled.Select(static one => $"unsettled: {one}")];
}
