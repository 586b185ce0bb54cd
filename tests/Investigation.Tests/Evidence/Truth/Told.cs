using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.Truth;

/// <summary>Where the engine takes an answer from.</summary>
internal enum Told
{
    ByObjects,
    ByIndex,

    /// <summary>The newest objects are in the index, as after an ingest that was ended.</summary>
    ByNewestHalf,

    /// <summary>The oldest objects are in the index, as after objects have arrived.</summary>
    ByOldestHalf,

    /// <summary>The objects of each day came in many batches, which were put together.</summary>
    ByMergedBatches,
}

/// <summary>One world, told in every way.</summary>
internal sealed class Telling(ILogObjects logs, ILogIndexer indexer, TimeWindow world)
{
    private const int BatchesOfADay = 11; // more than are left apart
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>A catalog that has as much in its index as the way of telling wants.</summary>
    public async Task<LogCatalog> AsAsync(Told told)
    {
        var index = told == Told.ByObjects ? null : new MemoryIndex();
        var catalog = new LogCatalog(logs, indexer.Kind, index, Time);
        if (index is null) return catalog;
        var always = new TimeWindow(world.Start.AddDays(-9), world.End.AddDays(9));
        var shelf = await catalog.ShelfAsync(always, default);
        var objects = shelf.Objects.Select(static placed => placed.Log).ToList();
        var middle = world.Start + (world.Duration / 2);
        if (told == Told.ByOldestHalf) await AddAsync(catalog, index, objects.Where(log => log.Slot?.Start < middle));
        if (told == Told.ByMergedBatches)
        {
            foreach (var day in objects.Where(static log => log.Slot is not null).GroupBy(static log => log.Slot!.Value.Start.Date))
            {
                foreach (var batch in day.Chunk(1 + (day.Count() / BatchesOfADay))) await AddAsync(catalog, index, batch);
            }
        }

        if (told != Told.ByOldestHalf) await new LogIngest(catalog, indexer, Time).RunAsync(told == Told.ByNewestHalf ? new TimeWindow(middle, always.End) : always, null, default);
        var after = (await catalog.ShelfAsync(always, default)).Objects;
        after.Any(static placed => placed.Held is null).ShouldBe(told is Told.ByNewestHalf or Told.ByOldestHalf);
        after.Any(static placed => placed.Held is not null).ShouldBeTrue();
        return catalog;
    }

    private async Task AddAsync(LogCatalog catalog, MemoryIndex index, IEnumerable<LogObject> objects)
    {
        var reader = indexer.Begin(logs.Place);
        var held = new List<IndexedObject>();
        foreach (var log in objects)
        {
            ObjectReading reading;
            try
            {
                await using var text = await logs.OpenAsync(log, default);
                reading = await reader.ReadAsync(log, text, default);
            }
            catch (EndOfStreamException)
            {
                reading = new ObjectReading(null, null, IsForeign: false, IsOpen: true);
            }

            held.Add(new IndexedObject(log.Key, log.Version, log.Length, reading));
        }

        await catalog.AddAsync(new IndexBatch(held, await reader.FinishAsync(index, default)), [], default);
    }
}
