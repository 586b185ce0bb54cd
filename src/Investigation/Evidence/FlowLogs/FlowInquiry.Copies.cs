using ChatOps.Investigation.Evidence.FlowLogs.Kept;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <content>Which of its objects came twice.</content>
internal sealed partial class FlowInquiry
{
    /// <summary>Objects of the same length within the time in which a delivery may be repeated are compared by their content.</summary>
    private async Task FindCopiesAsync(CancellationToken cancellationToken)
    {
        var all = Indexed.Select(static placed => (placed.Log, Held: (ShelfObject?)placed)).Concat(Unread.Select(static log => (Log: log, Held: (ShelfObject?)null)));
        var candidates = all.Where(static one => one.Log.Length > 0).GroupBy(static one => one.Log.Length).Where(static same => same.Count() > 1).SelectMany(HasNeighbor).ToList();
        if (candidates.Count == 0) return;
        var digests = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        var kept = candidates.Where(static one => one.Held is not null).Select(static one => one.Log.Key).ToHashSet(StringComparer.Ordinal);
        if (kept.Count > 0)
        {
            await foreach (var entry in scan.EntriesAsync(KeptAddresses.Topic, kept, AllTime, cancellationToken))
            {
                if (KeptAddresses.DigestOf(entry.Content.Span) is { } digest && digest != 0) digests[entry.Name] = digest;
            }
        }

        await DigestAsync([.. candidates.Select(static one => one.Log).Where(log => !digests.ContainsKey(log.Key))], digests, cancellationToken);
        var doubled = Facts.SelectMany(static one => one.Doubled).ToHashSet(StringComparer.Ordinal);
        foreach (var same in candidates.Where(one => digests.ContainsKey(one.Log.Key)).GroupBy(one => (one.Log.Length, digests[one.Log.Key])))
        {
            var inOrder = same.OrderBy(static one => one.Log.Key, StringComparer.Ordinal).ToList();
            foreach (var copy in inOrder.Skip(1)) copies.Add(copy.Log.Key);

            // the index counted the content once for each batch it came in
            var held = inOrder.Where(static one => one.Held is not null).ToList();
            var isDoubled = held.Select(static one => one.Held!.Held!.Batch).Distinct().Count() > 1 || held.Any(one => doubled.Contains(one.Log.Key)) || (held.Count > 0 && held.Count < inOrder.Count && copies.Overlaps(held.Select(static one => one.Log.Key)));
            if (inOrder.Count < 2 || !isDoubled) continue;
            foreach (var one in held)
            {
                if (one.Held!.Held!.Reading is { First: { } first, Last: { } last }) hoursOfCopies.UnionWith(HoursOf(first, last));
            }
        }

        static IEnumerable<(LogObject Log, ShelfObject? Held)> HasNeighbor(IEnumerable<(LogObject Log, ShelfObject? Held)> same)
        {
            var inOrder = same.OrderBy(static one => one.Log.Slot?.Start ?? DateTimeOffset.MinValue).ToList();
            for (var i = 0; i < inOrder.Count; i++)
            {
                if ((i > 0 && AreNear(inOrder[i - 1].Log, inOrder[i].Log)) || (i + 1 < inOrder.Count && AreNear(inOrder[i].Log, inOrder[i + 1].Log))) yield return inOrder[i];
            }
        }

        static bool AreNear(LogObject a, LogObject b) => a.Slot is null || b.Slot is null || b.Slot.Value.Start - a.Slot.Value.Start <= LogQuery.LookAhead;
    }

    private async Task DigestAsync(List<LogObject> objects, Dictionary<string, UInt128> digests, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, async (log, token) =>
        {
            using var reader = new FlowReader(static _ => []) { Digests = true };
            try
            {
                await using var text = await catalog.Logs.OpenAsync(log, token);
                await reader.ReadAsync(text, static (in FlowRecord _) => { }, token);
                if (reader.Digest == 0) return; // damaged: nobody knows whether it is a copy
                lock (digests) digests[log.Key] = reader.Digest;
            }
            catch (Exception failed) when (failed is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                // said when it is read for its records
            }
        });
    }
}
