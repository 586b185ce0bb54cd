using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Reports;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.AfterAction;

/// <summary>The story of a case as a report tells it.</summary>
internal static class TimelineWords
{
    public static ReportEvent Of(TimelineEntry entry) => new(entry.At, KindOf(entry.Kind), entry.By?.Name, Text(entry))
    {
        Where = entry.Channel?.Chat,
        Marks = string.Join(", ", Marks(entry)),
        IsKept = entry.IsKey || entry.Kind is TimelineKind.Decision or TimelineKind.Recurred or TimelineKind.Marked or TimelineKind.Reported,
    };

    private static string Text(TimelineEntry entry)
    {
        if (entry.IsDeleted) return "a note that was deleted";
        var window = entry is { Kind: TimelineKind.Asked, Window: { } asked } ? $", {TimeWords.Interval(asked.Start, asked.End)}" : "";
        var via = entry.Via is { } from ? $", from {EntityLabel.Of(from.Kind)} {EntityLabel.Name(from)}" : "";
        return $"{entry.Words}{window}{via}";
    }

    private static IEnumerable<string> Marks(TimelineEntry entry)
    {
        if (entry is { IsEdited: true, IsDeleted: false }) yield return "edited";
        if (entry.IsKey) yield return entry.Kind == TimelineKind.Note ? "key evidence" : "pinned";
    }

    private static ReportEventKind KindOf(TimelineKind kind) => kind switch
    {
        TimelineKind.Alert => ReportEventKind.Alert,
        TimelineKind.Recurred => ReportEventKind.Recurrence,
        TimelineKind.Asked => ReportEventKind.Question,
        TimelineKind.Answered => ReportEventKind.Answer,
        TimelineKind.Interval => ReportEventKind.Interval,
        TimelineKind.Decision => ReportEventKind.Decision,
        TimelineKind.Marked => ReportEventKind.Mark,
        TimelineKind.Note => ReportEventKind.Note,
        _ => ReportEventKind.Report,
    };
}
