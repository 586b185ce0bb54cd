using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Answers a question from the index.</summary>
/// <param name="scan">The objects of the question.</param>
/// <param name="keys">What the calls asked for are found by.</param>
internal sealed class TrailIndexReader(LogScan scan, IReadOnlyList<uint> keys)
{
    /// <summary>Counts the calls the index holds.</summary>
    /// <param name="fold">Counts them.</param>
    /// <param name="passedOver">Batches not to be used.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Batches of which anything is damaged or missing. Then what was counted is not to be used: it is to be counted anew without them.</returns>
    public async Task<IReadOnlyCollection<long>> ReadAsync(TrailBlockFold fold, IReadOnlySet<long> passedOver, CancellationToken cancellationToken)
    {
        var window = scan.Window!.Value;
        var wanted = new Dictionary<long, HashSet<string>>();
        var damaged = await ContentsAsync(window, wanted, cancellationToken);
        foreach (var batch in scan.Selection.BatchesOf(window).Where(batch => !wanted.ContainsKey(batch))) damaged.Add(batch);
        foreach (var batch in passedOver)
        {
            wanted.Remove(batch);
            damaged.Remove(batch);
        }

        var names = wanted.Values.SelectMany(static names => names).ToHashSet(StringComparer.Ordinal);
        if (names.Count > 0)
        {
            await foreach (var entry in scan.EntriesAsync(TrailEntries.Calls, names, window, cancellationToken))
            {
                if (!wanted.TryGetValue(entry.Batch, out var blocks) || !blocks.Remove(entry.Name)) continue;
                try
                {
                    fold.Take(entry.Content);
                }
                catch (InvalidDataException)
                {
                    damaged.Add(entry.Batch); // said in a note by who asked
                }
            }
        }

        damaged.UnionWith(wanted.Where(static batch => batch.Value.Count > 0).Select(static batch => batch.Key));
        return damaged;
    }

    private async Task<HashSet<long>> ContentsAsync(TimeWindow window, Dictionary<long, HashSet<string>> wanted, CancellationToken cancellationToken)
    {
        var damaged = new HashSet<long>();
        var buffer = Array.Empty<byte>();
        await foreach (var entry in scan.EntriesAsync(TrailEntries.Values, null, window, cancellationToken))
        {
            try
            {
                wanted[entry.Batch] = TrailValues.BlocksOf(entry.Content, keys, window, ref buffer);
            }
            catch (InvalidDataException)
            {
                damaged.Add(entry.Batch); // said in a note by who asked
            }
        }

        return damaged;
    }
}
