namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Numbers of up to 40 bits, each with the sides it was met on, in open addressing.</summary>
internal sealed class SideSet
{
    public const ulong In = 1;
    public const ulong Out = 2;
    private const ulong Sides = 3;
    private const ulong Used = 4;
    private const int Shift = 3;
    private const int Least = 16;
    private const int Stride = 0x1E3779B1; // odd, so every slot comes once
    private ulong[] slots = new ulong[Least];
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

    /// <summary>Adds all of another set.</summary>
    /// <returns>How many bytes larger the set became.</returns>
    public int Add(SideSet other)
    {
        var more = 0;
        if (other.count == 0) return more;
        var mask = other.slots.Length - 1;
        for (var i = 0; i <= mask; i++)
        {
            // not in their order: the same hash would fill this set from its beginning, and what comes would have to go past all of it
            var slot = other.slots[(i * Stride) & mask];
            if (slot != 0) more += Add(slot >> Shift, slot & Sides);
        }

        return more;
    }

    /// <summary>Forgets all; its room, too, when it was much more than needed.</summary>
    public void Clear()
    {
        if (count == 0) return;
        if (slots.Length > Least * Least && count * Least < slots.Length) slots = new ulong[slots.Length / 2];
        else Array.Clear(slots);
        count = 0;
    }

    /// <summary>How many there are, and how many of them were met on each side.</summary>
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
