using System.Globalization;

namespace ChatOps.Investigation.Reports;

/// <summary>How much of what people wrote a report holds, so that ten thousand notes still make one that can be read, sent and kept. What is left out is counted, and where it stands is said.</summary>
internal static class ReportLimits
{
    /// <summary>Lines of the timeline.</summary>
    public const int MostEvents = 1000;

    /// <summary>Characters of one line of it.</summary>
    public const int LongestEvent = 2000;

    /// <summary>Notes that are key evidence.</summary>
    public const int MostKey = 100;

    /// <summary>Characters of one of them.</summary>
    public const int LongestKey = 10_000;

    /// <summary>Answers in one section.</summary>
    public const int MostAnswers = 50;

    public static string Cut(string text, int most) => text.Length <= most
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)} … {text.Length - most:N0} more characters where it was written");

    /// <summary>What of a timeline stays: first what is to be kept, then as much from both ends as there is room for.</summary>
    public static IReadOnlyList<ReportEvent> Shorten(IReadOnlyList<ReportEvent> timeline)
    {
        if (timeline.Count <= MostEvents) return timeline;
        var stays = timeline.Select(static (one, at) => (one, at))
            .OrderBy(static pair => pair.one.IsKept ? 0 : 1)
            .ThenBy(pair => Math.Min(pair.at, timeline.Count - 1 - pair.at))
            .ThenBy(static pair => pair.at)
            .Take(MostEvents)
            .Select(static pair => pair.at)
            .Order();
        return [.. stays.Select(at => timeline[at])];
    }
}
