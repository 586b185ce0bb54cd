namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Exact numbers of distinct addresses and ports per hour.</summary>
/// <param name="parts">The hours that are counted now; what they hold is told in bytes.</param>
internal sealed class DistinctTally(HourParts parts)
{
    private const int BytesOfHour = 800; // three empty sets and their place
    private readonly Dictionary<long, Hour> hours = [];
    private readonly Dictionary<long, (DistinctCount All, DistinctCount In, DistinctCount Out)> counted = [];
    private long below = long.MaxValue;
    private Hour? last;
    private long lastHour;

    public void Add(in OrientedFlow flow)
    {
        var of = flow.Flow.Hour;
        if (below != parts.Below) Forget();
        if (!parts.Takes(of)) return;
        if (last is null || of != lastHour)
        {
            if (!hours.TryGetValue(of, out last))
            {
                hours[of] = last = new Hour();
                parts.Hold(of, BytesOfHour);
            }

            lastHour = of;
        }

        var side = flow.Side == FlowSide.In ? SideSet.In : flow.Side == FlowSide.Out ? SideSet.Out : 0UL;
        var more = 0;
        if (flow.Remote != FlowAddresses.None) more += last.Remote.Add(flow.Remote, side);
        if (flow.LocalPort >= 0) more += last.LocalPorts.Add((ulong)flow.LocalPort, side);
        if (flow.RemotePort >= 0) more += last.RemotePorts.Add((ulong)flow.RemotePort, side);
        if (more > 0) parts.Hold(of, more);
    }

    public void Add(DistinctTally other)
    {
        foreach (var (hour, sets) in other.hours)
        {
            if (!parts.Takes(hour)) continue;
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

    /// <summary>Counts what was taken: no more records of these hours will come.</summary>
    public void Count()
    {
        foreach (var (hour, sets) in hours)
        {
            var (remote, local, ports) = (sets.Remote.Count(), sets.LocalPorts.Count(), sets.RemotePorts.Count());
            counted[hour] = (new(remote.All, local.All, ports.All), new(remote.In, local.In, ports.In), new(remote.Out, local.Out, ports.Out));
        }

        hours.Clear();
        last = null;
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
        last = null;
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

        /// <summary>Adds a number.</summary>
        /// <returns>How many bytes larger the set became.</returns>
        public int Add(ulong number, ulong side)
        {
            var mask = slots.Length - 1;
            var wanted = (number << Shift) | Used;
            for (var at = SlotOf(number, mask); ; at = (at + 1) & mask)
            {
                ref var slot = ref slots[at];
                if ((slot & ~Sides) == wanted)
                {
                    slot |= side;
                    return 0;
                }

                if (slot != 0) continue;
                slot = wanted | side;
                if (++count * 4 <= slots.Length * 3) return 0;
                Grow();
                return slots.Length / 2 * sizeof(ulong);
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
