using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Lets something be counted hour by hour within a limit of memory. When it is reached the latest hours are given up, and their records are read again
/// when the earlier ones are done; so what is counted stays exact. The first time all objects are read, and it is remembered which hours each of them has
/// records of; later parts end where they are likely to be full, and need only the objects that touch them. One hour is never parted. Shared by several
/// readers.</summary>
/// <param name="most">What all hours together may hold, in any unit.</param>
internal sealed class HourParts(long most)
{
    private const double Fill = 0.9; // room for hours that hold more for each record than those before
    private const double MostGrowth = 4;
    private readonly Lock gate = new();
    private readonly Dictionary<long, long> holds = [];
    private readonly Dictionary<long, long> records = [];
    private readonly Dictionary<string, (long First, long Last)> spans = new(StringComparer.Ordinal);
    private long held;
    private long from = long.MinValue;
    private long below = long.MaxValue;
    private bool isLater;

    /// <summary>The first hour that is put off; it only gets earlier while records are read.</summary>
    public long Below => Volatile.Read(ref below);

    /// <summary>Whether an hour is counted now.</summary>
    public bool Takes(long hour) => hour >= from && hour < Below;

    /// <summary>Whether an object has records of the hours that are counted now, as far as is known from the first time.</summary>
    public bool Touches(LogObject log) => spans.TryGetValue(log.Key, out var span) && span.Last >= from && span.First < Below;

    /// <summary>Takes note of what an hour holds more than before, or less. Hours from <see cref="Below"/> on are to be forgotten afterwards.</summary>
    public void Hold(long hour, long more)
    {
        lock (gate)
        {
            if (hour >= below) return;
            CollectionsMarshal.GetValueRefOrAddDefault(holds, hour, out _) += more;
            held += more;
            while (held > most && holds.Count > 1)
            {
                var latest = holds.Keys.Max();
                holds.Remove(latest, out var gone);
                held -= gone;
                Volatile.Write(ref below, latest);
            }
        }
    }

    /// <summary>Takes note of an object: how many records it has of each hour, whether that is counted now or put off.</summary>
    public void Note(LogObject log, IReadOnlyDictionary<long, long> hours)
    {
        lock (gate)
        {
            if (isLater) return;
            ref var span = ref CollectionsMarshal.GetValueRefOrAddDefault(spans, log.Key, out var isKnown);
            foreach (var (hour, count) in hours)
            {
                span = isKnown ? (Math.Min(span.First, hour), Math.Max(span.Last, hour)) : (hour, hour);
                isKnown = true;
                CollectionsMarshal.GetValueRefOrAddDefault(records, hour, out _) += count;
            }
        }
    }

    /// <summary>Goes on to hours that were put off.</summary>
    /// <param name="toTheEnd">Whether all objects will be read anyway: then no hour is put off before it must be.</param>
    /// <returns>False when there are none.</returns>
    public bool Next(bool toTheEnd = false)
    {
        if (below == long.MaxValue) return false;
        var counted = records.Where(one => Takes(one.Key)).Sum(static one => one.Value);
        var fitting = counted * Math.Min(MostGrowth, Fill * most / Math.Max(1, held));
        isLater = true;
        holds.Clear();
        (held, from) = (0, below);
        below = toTheEnd ? long.MaxValue : End(fitting);
        return true;
    }

    /// <summary>Starts with all hours again.</summary>
    public void Restart()
    {
        holds.Clear();
        records.Clear();
        spans.Clear();
        (held, from, below, isLater) = (0, long.MinValue, long.MaxValue, false);
    }

    /// <summary>The hour before which so many records come; at least one hour is.</summary>
    private long End(double fitting)
    {
        var (sum, isFirst) = (0L, true);
        foreach (var (hour, count) in records.Where(one => one.Key >= from).OrderBy(static one => one.Key))
        {
            sum += count;
            if (sum > fitting && !isFirst) return hour;
            isFirst = false;
        }

        return long.MaxValue;
    }
}

/// <summary>What one reader meets of an object's hours. Records come nearly in order, so most are of the hour of the one before.</summary>
internal sealed class HoursMet(HourParts parts)
{
    private readonly Dictionary<long, long> hours = [];
    private LogObject? log;
    private long hour;
    private long count;

    /// <summary>Meets a record.</summary>
    public void Meet(LogObject of, long at)
    {
        if (at != hour || count == 0)
        {
            Keep();
            (log, hour) = (of, at);
        }

        count++;
    }

    /// <summary>The object ends here.</summary>
    public void End()
    {
        Keep();
        if (log is null) return;
        parts.Note(log, hours);
        hours.Clear();
        log = null;
    }

    private void Keep()
    {
        if (count > 0) CollectionsMarshal.GetValueRefOrAddDefault(hours, hour, out _) += count;
        count = 0;
    }
}
