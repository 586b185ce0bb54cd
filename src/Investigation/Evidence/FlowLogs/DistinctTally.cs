namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Exact numbers of distinct addresses and ports per hour. Shared by the readers of a question: an hour has one set, however many read its records.</summary>
/// <param name="parts">The hours that are counted now; what they hold is told in bytes.</param>
internal sealed class DistinctTally(HourParts parts)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, DistinctSets> hours = [];
    private readonly Dictionary<long, (DistinctCount All, DistinctCount In, DistinctCount Out)> counted = [];
    private long below = long.MaxValue;

    /// <summary>The hours that are counted now.</summary>
    public HourParts Parts => parts;

    /// <summary>A reader's own part of it.</summary>
    public DistinctPart Part() => new(this);

    /// <summary>Takes over what a reader has of an hour.</summary>
    public void Add(long hour, DistinctSets ofReader)
    {
        DistinctSets? mine;
        var more = 0;
        lock (gate)
        {
            if (below != parts.Below) Forget();
            if (!parts.Takes(hour)) return;
            if (!hours.TryGetValue(hour, out mine))
            {
                hours[hour] = mine = new DistinctSets();
                more = DistinctSets.BytesOfEmpty;
            }
        }

        more += mine.AddLocked(ofReader);
        if (more > 0) parts.Hold(hour, more);
    }

    /// <summary>Counts what was taken: no more records of these hours will come.</summary>
    public void Count()
    {
        foreach (var (hour, sets) in hours.Where(one => parts.Takes(one.Key)))
        {
            var (remote, local, ports) = (sets.Remote.Count(), sets.LocalPorts.Count(), sets.RemotePorts.Count());
            counted[hour] = (new(remote.All, local.All, ports.All), new(remote.In, local.In, ports.In), new(remote.Out, local.Out, ports.Out));
        }

        hours.Clear();
    }

    /// <summary>Starts with all hours again.</summary>
    public void Restart()
    {
        hours.Clear();
        parts.Restart();
        below = parts.Below;
    }

    /// <summary>The numbers of an hour that was counted; zeros when it had no record.</summary>
    public DistinctHour Of(DateTimeOffset hour)
    {
        var (all, ins, outs) = counted.GetValueOrDefault(hour.ToUnixTimeSeconds() / 3600);
        return new DistinctHour(hour, all, ins, outs);
    }

    private void Forget()
    {
        below = parts.Below;
        foreach (var hour in hours.Keys.Where(hour => hour >= below).ToList()) hours.Remove(hour);
    }
}

/// <summary>What one reader has of distinct addresses and ports until an object ends, so that the sets all readers share are seldom waited for.</summary>
/// <param name="whole">Takes it over.</param>
internal sealed class DistinctPart(DistinctTally whole)
{
    private const int MostBytes = 1 << 20;
    private const int MostFree = 4; // nearly no object has records of more hours
    private readonly HourParts parts = whole.Parts;
    private readonly Dictionary<long, DistinctSets> hours = [];
    private readonly Stack<DistinctSets> free = [];
    private DistinctSets? last;
    private long lastHour;
    private int bytes;

    public void Add(in OrientedFlow flow)
    {
        var of = flow.Flow.Hour;
        if (!parts.Takes(of)) return;
        if (last is null || of != lastHour)
        {
            if (!hours.TryGetValue(of, out last))
            {
                hours[of] = last = free.TryPop(out var used) ? used : new DistinctSets();
                bytes += DistinctSets.BytesOfEmpty;
            }

            lastHour = of;
        }

        var side = flow.Side == FlowSide.In ? SideSet.In : flow.Side == FlowSide.Out ? SideSet.Out : 0UL;
        if (flow.Remote != FlowAddresses.None) bytes += last.Remote.Add(flow.Remote, side);
        if (flow.LocalPort >= 0) bytes += last.LocalPorts.Add((ulong)flow.LocalPort, side);
        if (flow.RemotePort >= 0) bytes += last.RemotePorts.Add((ulong)flow.RemotePort, side);
        if (bytes > MostBytes) HandOver();
    }

    /// <summary>Hands over what was taken.</summary>
    public void HandOver()
    {
        foreach (var (hour, sets) in hours)
        {
            whole.Add(hour, sets);
            sets.Clear();
            if (free.Count < MostFree) free.Push(sets);
        }

        hours.Clear();
        (last, bytes) = (null, 0);
    }
}

/// <summary>Distinct addresses and ports of one hour.</summary>
internal sealed class DistinctSets
{
    /// <summary>Three empty sets and their place.</summary>
    public const int BytesOfEmpty = 800;

    public SideSet Remote { get; } = new();

    public SideSet LocalPorts { get; } = new();

    public SideSet RemotePorts { get; } = new();

    /// <summary>Adds all of other sets; safe to do from several readers.</summary>
    /// <returns>How many bytes more are held.</returns>
    public int AddLocked(DistinctSets other)
    {
        var more = 0;
        lock (Remote) more += Remote.Add(other.Remote);
        lock (LocalPorts) more += LocalPorts.Add(other.LocalPorts);
        lock (RemotePorts) more += RemotePorts.Add(other.RemotePorts);
        return more;
    }

    public void Clear()
    {
        Remote.Clear();
        LocalPorts.Clear();
        RemotePorts.Clear();
    }
}
