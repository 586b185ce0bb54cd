using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>Answers a question from the index.</summary>
/// <param name="catalog">The objects.</param>
/// <param name="scan">Those of the question.</param>
/// <param name="topics">Topics of their kind.</param>
/// <param name="keys">What the calls asked for are found by.</param>
internal sealed class CallIndexReader(LogCatalog catalog, LogScan scan, CallTopics topics, IReadOnlyList<uint> keys)
{
    private readonly HashSet<long> damaged = [];

    /// <summary>Objects of the question that must be read: the index does not know them, or holds them damaged, as <see cref="ReadAsync"/> found.</summary>
    public IReadOnlyList<LogObject> Unread => damaged.Count == 0
        ? scan.Selection.Unread
        : [.. scan.Selection.Unread, .. scan.Selection.Indexed.Where(placed => damaged.Contains(placed.Held!.Batch)).Select(static placed => placed.Log)];

    /// <summary>Says what was found damaged.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (damaged.Count > 0) yield return $"{(damaged.Count == 1 ? "1 batch" : $"{damaged.Count} batches")} of the index damaged: read from the objects instead";
        }
    }

    /// <summary>Counts the calls the index holds, without batches it holds only damaged; those are let go.</summary>
    /// <param name="begin">Makes what counts them, afresh where something damaged was met: what was counted until then is not used.</param>
    /// <param name="take">Counts the calls of a block.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<TFold> ReadAsync<TFold>(Func<TFold> begin, Action<TFold, ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fold = begin();
            var found = scan.Shelf.Batches.Count == 0 ? [] : await ReadAsync(content => take(fold, content), cancellationToken);
            if (found.Count == 0)
            {
                if (damaged.Count > 0) await catalog.ForgetAsync(damaged, cancellationToken);
                return fold;
            }

            damaged.UnionWith(found); // at least one more each time
        }
    }

    /// <returns>Batches of which anything is damaged or missing, beside those that were known.</returns>
    private async Task<IReadOnlyCollection<long>> ReadAsync(Action<ReadOnlyMemory<byte>> take, CancellationToken cancellationToken)
    {
        var window = scan.Window!.Value;
        var wanted = new Dictionary<long, HashSet<string>>();
        var broken = await ContentsAsync(window, wanted, cancellationToken);
        foreach (var batch in scan.Selection.BatchesOf(window).Where(batch => !wanted.ContainsKey(batch))) broken.Add(batch);
        foreach (var batch in damaged)
        {
            wanted.Remove(batch);
            broken.Remove(batch);
        }

        var names = wanted.Values.SelectMany(static names => names).ToHashSet(StringComparer.Ordinal);
        if (names.Count > 0)
        {
            await foreach (var entry in scan.EntriesAsync(topics.Calls, names, window, cancellationToken))
            {
                if (!wanted.TryGetValue(entry.Batch, out var blocks) || !blocks.Remove(entry.Name)) continue;
                try
                {
                    take(entry.Content);
                }
                catch (InvalidDataException)
                {
                    broken.Add(entry.Batch); // said in a note by who asked
                }
            }
        }

        broken.UnionWith(wanted.Where(static batch => batch.Value.Count > 0).Select(static batch => batch.Key));
        return broken;
    }

    private async Task<HashSet<long>> ContentsAsync(TimeWindow window, Dictionary<long, HashSet<string>> wanted, CancellationToken cancellationToken)
    {
        var broken = new HashSet<long>();
        var buffer = Array.Empty<byte>();
        await foreach (var entry in scan.EntriesAsync(topics.Contents, null, window, cancellationToken))
        {
            try
            {
                wanted[entry.Batch] = CallContents.BlocksOf(entry.Content, keys, window, ref buffer);
            }
            catch (InvalidDataException)
            {
                broken.Add(entry.Batch); // said in a note by who asked
            }
        }

        return broken;
    }
}
