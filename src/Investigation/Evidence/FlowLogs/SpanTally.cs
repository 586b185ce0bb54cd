using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Counts the flow records of an address, each once. The same line in two objects is one record delivered twice; within one object, formats without
/// ports make equal lines of different flows, and each counts. So a line counts as often as the object that holds it most often.</summary>
internal sealed class SpanTally
{
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, int> lines = [];
    private readonly FlowCount count = new();

    /// <summary>A reader's own part of it.</summary>
    public IFlowTally Part() => new ReaderPart(this);

    /// <summary>What was counted; null when nothing was.</summary>
    public Observation? ToObservation() => count.ToObservation();

    private void Take(Dictionary<UInt128, (int Times, Flow Flow)> ofObject)
    {
        lock (gate)
        {
            foreach (var (line, (times, flow)) in ofObject)
            {
                ref var most = ref CollectionsMarshal.GetValueRefOrAddDefault(lines, line, out _);
                if (times <= most) continue;
                count.Add(flow.Start, flow.End, flow.Action, times - most);
                most = times;
            }
        }
    }

    private sealed class ReaderPart(SpanTally whole) : IFlowTally
    {
        private readonly Dictionary<UInt128, (int Times, Flow Flow)> ofObject = [];

        public bool WantsPorts => false;

        public bool WantsAddresses => false;

        public void Take(in FlowRecord record, in Flow flow, LogObject log)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(record.Line, digest);
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(ofObject, MemoryMarshal.Read<UInt128>(digest), out _);
            seen = (seen.Times + 1, flow);
        }

        public void EndObject()
        {
            whole.Take(ofObject);
            ofObject.Clear();
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

    /// <summary>Adds an hour of a book.</summary>
    public void Add(FlowHourRow row)
    {
        for (var cell = 0; cell < FlowHourRow.Cells; cell++)
        {
            if (row.Cell(cell).Records is > 0 and var records) Span(row.MinStart, row.MaxEnd, FlowHourRow.Of(cell).Action, records);
        }

        hours.Add(row.Hour);
        foreach (var (from, to) in row.Runs().Concat(row.LongOnes)) active.Add(from, to);
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
