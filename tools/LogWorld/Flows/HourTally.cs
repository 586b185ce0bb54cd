namespace ChatOps.LogWorld.Flows;

/// <summary>Counts an hour of one interface.</summary>
internal sealed class HourTally
{
    private readonly Distinct<UInt128> addresses = new();
    private readonly Distinct<int> localPorts = new(), remotePorts = new();
    private long records, bytesIn, bytesOut, packetsIn, packetsOut, rejectedRecords, rejectedBytes;

    public void Add(in FlowRow row)
    {
        records++;
        if (!row.Accepted)
        {
            rejectedRecords++;
            rejectedBytes += row.Bytes;
        }
        else if (row.Ingress)
        {
            bytesIn += row.Bytes;
            packetsIn += row.Packets;
        }
        else
        {
            bytesOut += row.Bytes;
            packetsOut += row.Packets;
        }

        addresses.Add(row.Remote.Value, row.Ingress);
        if (row.Protocol is not (6 or 17)) return;
        localPorts.Add(row.LocalPort, row.Ingress);
        remotePorts.Add(row.RemotePort, row.Ingress);
    }

    public void Add(HourTally other)
    {
        records += other.records;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        packetsIn += other.packetsIn;
        packetsOut += other.packetsOut;
        rejectedRecords += other.rejectedRecords;
        rejectedBytes += other.rejectedBytes;
        addresses.Add(other.addresses);
        localPorts.Add(other.localPorts);
        remotePorts.Add(other.remotePorts);
    }

    public VictimHour Truth(long hour) => new(
        DateTimeOffset.FromUnixTimeSeconds(hour), records, bytesIn, bytesOut, packetsIn, packetsOut, rejectedRecords, rejectedBytes,
        addresses.Counts, localPorts.Counts, remotePorts.Counts);

    private sealed class Distinct<T>
    {
        private readonly HashSet<T> ingress = [], egress = [];

        public DistinctCounts Counts => new(ingress.Union(egress).Count(), ingress.Count, egress.Count);

        public void Add(T value, bool isIngress) => (isIngress ? ingress : egress).Add(value);

        public void Add(Distinct<T> other)
        {
            ingress.UnionWith(other.ingress);
            egress.UnionWith(other.egress);
        }
    }
}
