namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Exact numbers of distinct addresses and ports per hour.</summary>
internal sealed class DistinctTally
{
    private readonly Dictionary<long, Hour> hours = [];
    private Hour? last;
    private long lastHour;

    public void Add(in OrientedFlow flow)
    {
        var of = flow.Flow.Hour;
        if (last is null || of != lastHour)
        {
            if (!hours.TryGetValue(of, out last)) hours[of] = last = new Hour();
            lastHour = of;
        }

        var side = flow.Side == FlowSide.In ? SideSet.In : flow.Side == FlowSide.Out ? SideSet.Out : 0UL;
        if (flow.Remote != FlowAddresses.None) last.Remote.Add(flow.Remote, side);
        if (flow.LocalPort >= 0) last.LocalPorts.Add((ulong)flow.LocalPort, side);
        if (flow.RemotePort >= 0) last.RemotePorts.Add((ulong)flow.RemotePort, side);
    }

    public void Add(DistinctTally other)
    {
        foreach (var (hour, sets) in other.hours)
        {
            if (!hours.TryGetValue(hour, out var mine))
            {
                hours[hour] = sets;
                continue;
            }

            mine.Remote.Add(sets.Remote);
            mine.LocalPorts.Add(sets.LocalPorts);
            mine.RemotePorts.Add(sets.RemotePorts);
        }

        last = null;
    }

    /// <summary>The numbers of an hour; zeros when it had no record.</summary>
    public DistinctHour Of(DateTimeOffset hour)
    {
        if (!hours.TryGetValue(hour.ToUnixTimeSeconds() / 3600, out var sets)) return new DistinctHour(hour, default, default, default);
        var (remote, local, ports) = (sets.Remote.Count(), sets.LocalPorts.Count(), sets.RemotePorts.Count());
        return new DistinctHour(hour, new(remote.All, local.All, ports.All), new(remote.In, local.In, ports.In), new(remote.Out, local.Out, ports.Out));
    }

    private sealed class Hour
    {
        public SideSet Remote { get; } = new();

        public SideSet LocalPorts { get; } = new();

        public SideSet RemotePorts { get; } = new();
    }

    /// <summary>Numbers of up to 40 bits, each with the sides it was met on, in open addressing.</summary>
    private sealed class SideSet
    {
        public const ulong In = 1;
        public const ulong Out = 2;
        private const ulong Sides = 3;
        private const ulong Used = 4;
        private const int Shift = 3;
        private ulong[] slots = new ulong[16];
        private int count;

        public void Add(ulong number, ulong side)
        {
            var mask = slots.Length - 1;
            var wanted = (number << Shift) | Used;
            for (var at = SlotOf(number, mask); ; at = (at + 1) & mask)
            {
                ref var slot = ref slots[at];
                if ((slot & ~Sides) == wanted)
                {
                    slot |= side;
                    return;
                }

                if (slot != 0) continue;
                slot = wanted | side;
                if (++count * 4 > slots.Length * 3) Grow();
                return;
            }
        }

        public void Add(SideSet other)
        {
            foreach (var slot in other.slots)
            {
                if (slot != 0) Add(slot >> Shift, slot & Sides);
            }
        }

        public (long All, long In, long Out) Count()
        {
            var (ins, outs) = (0L, 0L);
            foreach (var slot in slots)
            {
                ins += (long)(slot & In);
                outs += (long)((slot & Out) >> 1);
            }

            return (count, ins, outs);
        }

        private static int SlotOf(ulong number, int mask) => (int)((number * 0x9E3779B97F4A7C15UL) >> 36) & mask;

        private void Grow()
        {
            var before = slots;
            slots = new ulong[before.Length * 2];
            var mask = slots.Length - 1;
            foreach (var slot in before)
            {
                if (slot == 0) continue;
                var at = SlotOf(slot >> Shift, mask);
                while (slots[at] != 0) at = (at + 1) & mask;
                slots[at] = slot;
            }
        }
    }
}
