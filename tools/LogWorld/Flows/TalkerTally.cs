using System.Runtime.InteropServices;

namespace ChatOps.LogWorld.Flows;

/// <summary>Counts the remote addresses of one interface inside a window of unix seconds.</summary>
internal sealed class TalkerTally(long start, long end)
{
    private readonly Dictionary<UInt128, (long In, long Out, long Records)> talkers = [];

    public void Add(in FlowRow row)
    {
        if (row.Start >= end || row.End < start) return;
        var bytes = row.Accepted ? row.Bytes : 0;
        Add(row.Remote.Value, row.Ingress ? bytes : 0, row.Ingress ? 0 : bytes, 1);
    }

    public void Add(TalkerTally other)
    {
        foreach (var (address, sums) in other.talkers) Add(address, sums.In, sums.Out, sums.Records);
    }

    public TopTalkers Truth(int first)
    {
        var ranking = talkers.Select(static one => new Talker(Host.Text(one.Key), one.Value.In, one.Value.Out, one.Value.Records))
            .OrderByDescending(static one => one.BytesIn + one.BytesOut).ThenBy(static one => one.Address, StringComparer.Ordinal);
        return new TopTalkers(talkers.Count, [.. ranking.Take(first)]);
    }

    private void Add(UInt128 address, long bytesIn, long bytesOut, long records)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(talkers, address, out _);
        sums = (sums.In + bytesIn, sums.Out + bytesOut, sums.Records + records);
    }
}
