using System.Runtime.CompilerServices;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>An index that forgets when the test ends.</summary>
internal sealed class MemoryIndex : IEvidenceIndex
{
    private readonly Lock gate = new();
    private readonly List<(string Place, LogKind Kind, IndexedObject Object)> objects = [];
    private readonly List<(string Place, IndexEntry Entry)> entries = [];
    private long last;

    /// <summary>Bytes of all entries.</summary>
    public long Bytes
    {
        get
        {
            lock (gate) return entries.Sum(static held => (long)held.Entry.Content.Length);
        }
    }

    public IReadOnlyList<IndexEntry> Entries
    {
        get
        {
            lock (gate) return [.. entries.Select(static held => held.Entry)];
        }
    }

    public Task<IReadOnlyList<IndexedObject>> ObjectsAsync(string place, LogKind kind, CancellationToken cancellationToken)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<IndexedObject>>([.. objects.Where(held => held.Place == place && held.Kind == kind).Select(static held => held.Object)]);
    }

    public Task<long> AddAsync(string place, LogKind kind, IndexBatch batch, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            last++;
            objects.AddRange(batch.Objects.Select(held => (place, kind, held with { Batch = last })));
            entries.AddRange(batch.Entries.Select(entry => (place, entry with { Batch = last, Content = entry.Content.ToArray() })));
            return Task.FromResult(last);
        }
    }

    public async IAsyncEnumerable<IndexEntry> EntriesAsync(
        string place, string topic, IReadOnlyCollection<string>? names, TimeWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<IndexEntry> found;
        lock (gate)
        {
            found = [.. entries
                .Where(held => held.Place == place && held.Entry.Topic == topic && (names is null || names.Contains(held.Entry.Name)) && window.Touches(held.Entry.First, held.Entry.Last))
                .Select(static held => held.Entry)
                .OrderBy(static entry => entry.First)];
        }

        await Task.Yield();
        foreach (var entry in found) yield return entry;
    }

    public Task RemoveAsync(IReadOnlyCollection<long> batches, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            objects.RemoveAll(held => batches.Contains(held.Object.Batch));
            entries.RemoveAll(held => batches.Contains(held.Entry.Batch));
        }

        return Task.CompletedTask;
    }

    /// <summary>Replaces the content of entries: what damage on a disk does.</summary>
    public void Damage(Func<IndexEntry, bool> which, Func<ReadOnlyMemory<byte>, byte[]> how)
    {
        lock (gate)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (which(entries[i].Entry)) entries[i] = (entries[i].Place, entries[i].Entry with { Content = how(entries[i].Entry.Content) });
            }
        }
    }
}
