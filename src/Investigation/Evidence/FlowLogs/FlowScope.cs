using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Which records a question is about in time: those whose interval touches window or baseline and that exist at the source's present.</summary>
internal sealed class FlowScope
{
    private const long SecondsOfDay = 86_400;
    private readonly long start;
    private readonly long end;
    private readonly long baselineStart;
    private readonly long baselineEnd;
    private readonly long asOf;

    public FlowScope(EvidenceQuestion question)
    {
        (start, end) = Seconds(question.Window);
        (baselineStart, baselineEnd) = question.Baseline is { } baseline ? Seconds(baseline) : (long.MaxValue, long.MinValue);
        asOf = question.AsOf.ToUnixTimeSeconds();
    }

    /// <summary>Whether the record is looked at.</summary>
    public bool Takes(long first, long last) => last <= asOf && (Touches(start, end, first, last) || Touches(baselineStart, baselineEnd, first, last));

    /// <summary>Whether a record that is looked at counts in the baseline: one that starts before the window and touches the baseline.</summary>
    public bool IsBaseline(long first, long last) => first < start && Touches(baselineStart, baselineEnd, first, last);

    /// <summary>Whether all records of an hour, as the index has them, are looked at.</summary>
    public bool TakesAll(FlowHourRow row) => row.MaxEnd <= asOf && row.MaxSlot <= asOf && (Holds(start, end, row) || Holds(baselineStart, baselineEnd, row));

    /// <summary>Whether any record of an hour may be looked at.</summary>
    public bool MayTake(FlowHourRow row) => row.MinStart <= asOf && (Touches(start, end, row.MinStart, row.MaxEnd) || Touches(baselineStart, baselineEnd, row.MinStart, row.MaxEnd));

    /// <summary>How many days of the baseline, from its end back, an hour that may be looked at belongs to; 0 when the window has a part in it.</summary>
    public int DaysBack(FlowHourRow row) => Touches(start, end, row.MinStart, row.MaxEnd) ? 0 : (int)Math.Max(1, (baselineEnd - row.MaxEnd + SecondsOfDay - 1) / SecondsOfDay);

    /// <summary>Whether an hour belongs to window or baseline.</summary>
    public bool ShowsHour(DateTimeOffset hour)
    {
        var first = hour.ToUnixTimeSeconds();
        return Touches(start, end, first, first + 3599) || Touches(baselineStart, baselineEnd, first, first + 3599);
    }

    private static bool Holds(long from, long to, FlowHourRow row) => row.MinStart >= from && (row.MaxEnd < to || (row.Hour + 1) * 3600 <= to);

    private static bool Touches(long from, long to, long first, long last) => last >= from && first < to;

    private static (long Start, long End) Seconds(TimeWindow window) => (Ceiling(window.Start), Ceiling(window.End));

    private static long Ceiling(DateTimeOffset instant) => instant.ToUnixTimeSeconds() + (instant.UtcTicks % TimeSpan.TicksPerSecond == 0 ? 0 : 1);
}
