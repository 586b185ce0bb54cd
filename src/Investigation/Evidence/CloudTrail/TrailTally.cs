using System.Runtime.InteropServices;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Counts calls, each once; safe to use from several readers.</summary>
internal sealed class TrailTally
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _names = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _principals = new(StringComparer.Ordinal);
    private TrailEvent? _first;
    private TrailEvent? _last;
    private long _count;

    /// <summary>Takes a call, unless a copy of it was taken before.</summary>
    public void Add(TrailEvent call)
    {
        lock (_gate)
        {
            if (call.Identity is { } identity && !_seen.Add(identity)) return;
            _count++;
            CollectionsMarshal.GetValueRefOrAddDefault(_names, call.Name, out _)++;
            if (call.Caller.Principal is { } principal) _principals.Add(principal);
            if (_first is null || IsBefore(call, _first)) _first = call;
            if (_last is null || IsBefore(_last, call)) _last = call;
        }
    }

    /// <summary>What was counted; null when nothing was.</summary>
    public Observation? ToObservation() => _first is null || _last is null
        ? null
        : new Observation(_first.Time, _last.Time, _count, _names, [.. _principals], _first.Name, _last.Name);

    /// <summary>Calls of the same second are put in order by name, so that the answer does not depend on which object was read first.</summary>
    private static bool IsBefore(TrailEvent call, TrailEvent other) =>
        call.Time != other.Time ? call.Time < other.Time : string.CompareOrdinal(call.Name, other.Name) < 0;
}
