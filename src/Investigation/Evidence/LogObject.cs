using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What a log object holds.</summary>
public enum LogKind
{
    /// <summary>CloudTrail events.</summary>
    CloudTrail,

    /// <summary>VPC flow log records.</summary>
    FlowLogs,

    /// <summary>Kubernetes audit events of EKS.</summary>
    EksAudit,

    /// <summary>Something of AWS beside the logs: insights.</summary>
    Beside,

    /// <summary>Digests of CloudTrail: which objects were delivered in an hour. No log, but proof of what is there and of what is not.</summary>
    Digest,
}

/// <summary>One log object: a file or an S3 object.</summary>
/// <param name="Key">Name within its place, with forward slashes.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Account">Account its key tells; null when it does not.</param>
/// <param name="Region">Region its key tells; null when it does not.</param>
/// <param name="Slot">Time its key tells: five minutes from a stamp, fifteen from one of Firehose, else the hour or day of its path; null when the key
/// does not tell. A flow log's stamp is the slot its records end in; a CloudTrail stamp is the delivery, so its records are older.</param>
/// <param name="Length">Bytes as stored.</param>
/// <param name="Series">What objects of one trail or flow log share: their name up to the stamp; null when the key has no stamp.</param>
/// <param name="Version">Changes when the content does: an ETag, a time of writing.</param>
public sealed record LogObject(string Key, LogKind Kind, string? Account, string? Region, TimeWindow? Slot, long Length, string? Series = null, string Version = "");

/// <summary>Which log objects are wanted.</summary>
/// <param name="Kind">What they hold.</param>
/// <param name="Window">Window their records must touch.</param>
/// <param name="Account">Account; null means all.</param>
/// <param name="Region">Region; null means all.</param>
public sealed record LogQuery(LogKind Kind, TimeWindow Window, string? Account = null, string? Region = null)
{
    /// <summary>Records may be delivered this long after they were made; objects stamped later than that are not looked into.</summary>
    public static readonly TimeSpan LookAhead = TimeSpan.FromHours(2);

    /// <summary>Whether the object is of this kind, account and region, as far as its key tells.</summary>
    public bool IsOfSource(LogObject log) => log.Kind == Kind
        && (Account is null || log.Account is null || log.Account == Account)
        && (Region is null || log.Region is null || log.Region == Region);

    /// <summary>The objects that may hold records of the window: those without a slot, those whose slot touches the window or the look-ahead after it,
    /// and the next object of each series after a pause that begins before the window's end, since it may hold all of the pause.</summary>
    public IReadOnlyList<LogObject> Select(IEnumerable<LogObject> logs)
    {
        var wanted = new List<LogObject>();
        foreach (var series in logs.Where(IsOfSource).GroupBy(static log => log.Series))
        {
            var pause = new SeriesPause(Window);
            foreach (var log in series.OrderBy(static log => log.Slot?.Start))
            {
                if (pause.IsWanted(log.Slot)) wanted.Add(log);
            }
        }

        return [.. wanted.OrderBy(static log => log.Key, StringComparer.Ordinal)];
    }
}

/// <summary>Which objects of one series may hold records of a window, asked in the order of their slots.</summary>
internal struct SeriesPause(TimeWindow window)
{
    private readonly long from = window.Start.UtcTicks;
    private readonly long to = window.End.UtcTicks;
    private long before = long.MinValue;
    private long current = long.MinValue;

    /// <summary>Whether the next object may: it has no slot, its slot touches the window or the look-ahead after it, or it comes after a pause that begins before
    /// the window's end.</summary>
    public bool IsWanted(TimeWindow? next)
    {
        if (next is not { } slot) return true;
        var start = slot.Start.UtcTicks;
        if (start > current) (before, current) = (current, start);
        return slot.End.UtcTicks > from && (start - LogQuery.LookAhead.Ticks < to || before < to);
    }
}

/// <summary>What lies in a place.</summary>
/// <param name="Objects">Every object of the kind that may hold records of the window, and perhaps more.</param>
/// <param name="IsWhole">Whether it is every object of the kind, of any time.</param>
/// <param name="RetainedFrom">Start of the earliest slot there is, listed or not; null when no key tells a time.</param>
/// <param name="Notes">What was passed over, in words a reader understands.</param>
public sealed record LogListing(IReadOnlyList<LogObject> Objects, bool IsWhole, DateTimeOffset? RetainedFrom, IReadOnlyList<string> Notes)
{
    /// <summary>End of the latest slot there is, listed or not; null when the objects tell it.</summary>
    public DateTimeOffset? RetainedTo { get; init; }
}
