namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>Facts of batches, read once: what stands in an entry never changes, and every question begins with them. An entry is known again by its batch,
/// its length and its checksum, which is compared with its content each time.</summary>
internal sealed class FactsCache
{
    private const int Most = 1024;
    private readonly Lock gate = new();
    private readonly Dictionary<(long Batch, int Length, uint Sum), KeptFacts> held = [];

    /// <summary>The facts of an entry; null when it cannot be used.</summary>
    public KeptFacts? Read(IndexEntry entry)
    {
        var content = entry.Content.Span;
        if (EntryReader.SumOf(content) is not { } sum) return null;
        var key = (entry.Batch, content.Length, sum);
        lock (gate)
        {
            if (held.TryGetValue(key, out var known)) return known;
        }

        if (KeptFacts.Read(content) is not { } read) return null;
        lock (gate)
        {
            if (held.Count >= Most) held.Clear();
            held[key] = read;
        }

        return read;
    }
}
