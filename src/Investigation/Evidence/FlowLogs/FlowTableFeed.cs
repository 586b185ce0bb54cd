namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A reader's own part of a table: amounts wait until there are enough of a shard, so that its lock is seldom taken.</summary>
internal sealed class FlowTableFeed(FlowTableTally table)
{
    /// <summary>How many amounts are handed on at once, at most.</summary>
    public const int Batch = 128;

    private readonly TableAmount[] waiting = new TableAmount[FlowTableMap.Shards * Batch];
    private readonly int[] counts = new int[FlowTableMap.Shards];

    public void Add(in OrientedFlow flow, bool isBaseline)
    {
        var key = table.Key.Of(in flow, out var more);
        var hash = table.Map.HashOf(key, more);
        var shard = FlowTableMap.ShardOf(hash);
        waiting[(shard * Batch) + counts[shard]] =
            new TableAmount(hash, key, more, TableAmount.ClassOf(in flow, isBaseline), flow.Flow.Packets, flow.Flow.Bytes, (uint)flow.Flow.Start, (uint)flow.Flow.End);
        if (++counts[shard] == Batch) Flush(shard);
    }

    public void End()
    {
        for (var shard = 0; shard < FlowTableMap.Shards; shard++) Flush(shard);
    }

    private void Flush(int shard)
    {
        table.Map.Add(waiting.AsSpan(shard * Batch, counts[shard]), shard);
        counts[shard] = 0;
    }
}
