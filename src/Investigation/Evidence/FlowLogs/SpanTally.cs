using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Counts the flow records of an address, each once. The same line in two objects is one record delivered twice; within one object, formats without
/// ports make equal lines of different flows, and each counts. So a line counts as often as the object that holds it most often.</summary>
/// <param name="parts">The hours that are counted now; what they hold is told in lines, and those of objects being read are among them.</param>
internal sealed class SpanTally(HourParts parts)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Hour> hours = [];
    private readonly FlowCount count = new();
    private long below = long.MaxValue;

    /// <summary>A reader's own part of it.</summary>
    public IFlowTally Part() => new ReaderPart(this, parts);

    /// <summary>Whether an object has records of the hours that are counted now.</summary>
    public bool Touches(LogObject log) => parts.Touches(log);

    /// <summary>Ends a pass over the objects.</summary>
    /// <returns>Whether there must be another for hours that did not fit.</returns>
    public bool NextPart()
    {
        foreach (var (_, of) in hours.Where(hour => parts.Takes(hour.Key))) count.Add(of.Count);
        hours.Clear();
        return parts.Next();
    }

    /// <summary>What was counted; null when nothing was.</summary>
    public Observation? ToObservation() => count.ToObservation();

    /// <summary>Takes over an object's lines, which are held already; those that were known are held once less.</summary>
    private void Take(Dictionary<UInt128, Seen> ofObject)
    {
        lock (gate)
        {
            foreach (var (line, seen) in ofObject)
            {
                if (!parts.Takes(seen.Hour)) continue;
                ref var hour = ref CollectionsMarshal.GetValueRefOrAddDefault(hours, seen.Hour, out _);
                hour ??= new Hour();
                ref var most = ref CollectionsMarshal.GetValueRefOrAddDefault(hour.Lines, line, out var isKnown);
                if (isKnown) parts.Hold(seen.Hour, -1);
                if (seen.Times <= most) continue;
                hour.Count.Add(seen.Start, seen.End, seen.Action, seen.Times - most);
                most = seen.Times;
            }

            if (parts.Below == below) return;
            below = parts.Below;
            foreach (var putOff in hours.Keys.Where(hour => !parts.Takes(hour)).ToList()) hours.Remove(putOff);
        }
    }

    /// <summary>A line of an object, and how often it is there.</summary>
    private readonly record struct Seen(int Times, FlowAction Action, long Start, long End)
    {
        public long Hour => Start / 3600;
    }

    private sealed class Hour
    {
        public Dictionary<UInt128, int> Lines { get; } = [];

        public FlowCount Count { get; } = new();
    }

    private sealed class ReaderPart(SpanTally whole, HourParts parts) : IFlowTally
    {
        private const int Batch = 256;
        private const int MostKept = 4096;
        private readonly HoursMet met = new(parts);
        private Dictionary<UInt128, Seen> ofObject = [];
        private long below = parts.Below;
        private long newHour;
        private int newLines;

        public bool WantsPorts => false;

        public bool WantsAddresses => false;

        public void Take(in FlowRecord record, in Flow flow, LogObject log)
        {
            met.Meet(log, flow.Hour);
            if (!parts.Takes(flow.Hour)) return;
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(record.Line, digest);
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(ofObject, MemoryMarshal.Read<UInt128>(digest), out var isKnown);
            seen = new Seen(seen.Times + 1, flow.Action, flow.Start, flow.End);
            if (isKnown) return;
            if (flow.Hour != newHour || newLines == Batch) Hold();
            newHour = flow.Hour;
            newLines++;
        }

        public void EndObject()
        {
            Hold();
            met.End();
            whole.Take(ofObject);
            if (ofObject.Capacity > MostKept) ofObject = [];
            else ofObject.Clear();
        }

        /// <summary>Says what is new, and gives up lines of hours that were put off.</summary>
        private void Hold()
        {
            if (newLines > 0) parts.Hold(newHour, newLines);
            newLines = 0;
            if (below == parts.Below) return;
            below = parts.Below;
            foreach (var (line, seen) in ofObject)
            {
                if (seen.Hour >= below) ofObject.Remove(line);
            }
        }
    }
}

/// <summary>When, how often and for how long there were records.</summary>
internal sealed class FlowCount
{
    private readonly SecondSet active = new();
    private readonly HashSet<long> hours = [];
    private readonly long[] counts = new long[3];
    private long first = long.MaxValue;
    private long last = long.MinValue;

    public void Add(long start, long end, FlowAction action, long times)
    {
        Span(start, end, action, times);
        hours.Add(start / 3600);
        active.Add(start, end);
    }

    /// <summary>Adds what was counted apart.</summary>
    public void Add(FlowCount other)
    {
        (first, last) = (Math.Min(first, other.first), Math.Max(last, other.last));
        for (var action = 0; action < counts.Length; action++) counts[action] += other.counts[action];
        hours.UnionWith(other.hours);
        active.Add(other.active);
    }

    /// <summary>Adds an hour of a book.</summary>
    public void Add(FlowHourRow row)
    {
        for (var cell = 0; cell < FlowHourRow.Cells; cell++)
        {
            if (row.Cell(cell).Records is > 0 and var records) Span(row.MinStart, row.MaxEnd, FlowHourRow.Of(cell).Action, records);
        }

        hours.Add(row.Hour);
        foreach (var (from, to) in row.Runs()) active.Add(from, to);
        if (row.Long is { } whole) active.Add(whole.From, whole.To);
    }

    public Observation? ToObservation()
    {
        if (hours.Count == 0) return null;
        var names = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, action) in new[] { ("accept", FlowAction.Accept), ("reject", FlowAction.Reject), ("unknown", FlowAction.Unknown) })
        {
            if (counts[(int)action] > 0) names[name] = counts[(int)action];
        }

        return new Observation(DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last), counts.Sum(), names)
        {
            ActiveTime = active.Length(),
            ActiveHours = hours.Count,
        };
    }

    private void Span(long start, long end, FlowAction action, long times)
    {
        first = Math.Min(first, start);
        last = Math.Max(last, end);
        counts[(int)action] += times;
    }
}
