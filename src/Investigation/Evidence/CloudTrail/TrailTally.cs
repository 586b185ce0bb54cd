using System.Runtime.InteropServices;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Counts calls, each once; safe to use from several readers.</summary>
internal sealed class TrailTally
{
    private readonly Lock gate = new();
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> names = new(StringComparer.Ordinal);
    private readonly SortedSet<string> principals = new(StringComparer.Ordinal);
    private TrailEvent? first;
    private TrailEvent? last;
    private long count;

    /// <summary>Takes a call, unless a copy of it was taken before.</summary>
    public void Add(TrailEvent call)
    {
        lock (gate)
        {
            if (call.Identity is { } identity && !seen.Add(identity)) return;
            count++;
            CollectionsMarshal.GetValueRefOrAddDefault(names, call.Name, out _)++;
            if (call.Caller.Principal is { } principal) principals.Add(principal);
            if (first is null || IsBefore(call, first)) first = call;
            if (last is null || IsBefore(last, call)) last = call;
        }
    }

    /// <summary>What was counted; null when nothing was.</summary>
    public Observation? ToObservation() => first is null || last is null
        ? null
        : new Observation(first.Time, last.Time, count, names, [.. principals], first.Name, last.Name);

    /// <summary>Calls of the same second are put in order by name, so that the answer does not depend on which object was read first.</summary>
    private static bool IsBefore(TrailEvent call, TrailEvent other) =>
        call.Time != other.Time ? call.Time < other.Time : string.CompareOrdinal(call.Name, other.Name) < 0;
}
