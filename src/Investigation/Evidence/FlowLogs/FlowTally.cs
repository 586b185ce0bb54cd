using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Counts flow records, each once; safe to use from several readers. The same line in two objects is one record delivered twice; within one
/// object, formats without
/// ports make equal lines of different flows, and each counts.</summary>
internal sealed class FlowTally
{
    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, string> holders = [];
    private readonly Dictionary<string, long> names = new(StringComparer.Ordinal);
    private DateTimeOffset first = DateTimeOffset.MaxValue;
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long count;

    /// <summary>Takes a record of the object named by <paramref name="key"/>, unless another object held it.</summary>
    public void Add(string key, in FlowRecord record)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record.Line, digest);
        var name = NameOf(record.Field(FlowField.Action));
        lock (gate)
        {
            ref var seenIn = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, MemoryMarshal.Read<UInt128>(digest), out var isKnown);
            if (isKnown && seenIn != key) return;
            seenIn = key;
            count++;
            CollectionsMarshal.GetValueRefOrAddDefault(names, name, out _)++;
            if (record.Start < first) first = record.Start;
            if (record.End > last) last = record.End;
        }
    }

    /// <summary>What was counted; null when nothing was.</summary>
    public Observation? ToObservation() => count == 0 ? null : new Observation(first, last, count, names);

    private static string NameOf(ReadOnlySpan<byte> action) =>
        action.SequenceEqual("ACCEPT"u8) ? "accept" : action.SequenceEqual("REJECT"u8) ? "reject" : "unknown";
}
