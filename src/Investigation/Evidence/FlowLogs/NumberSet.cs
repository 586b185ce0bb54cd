namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A set of 32-bit numbers in open addressing: one array, no object for each member.</summary>
internal sealed class NumberSet
{
    private uint[] slots = new uint[1024];
    private bool hasZero;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a number.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(uint number)
    {
        if (number == 0)
        {
            if (hasZero) return false;
            hasZero = true;
            Count++;
            return true;
        }

        var mask = slots.Length - 1;
        for (var at = SlotOf(number, mask); ; at = (at + 1) & mask)
        {
            if (slots[at] == number) return false;
            if (slots[at] != 0) continue;
            slots[at] = number;
            if (++Count * 4 > slots.Length * 3) Grow();
            return true;
        }
    }

    /// <summary>Hands over all members, in no order.</summary>
    /// <param name="into">Room for <see cref="Count"/>.</param>
    public void CopyTo(Span<ulong> into)
    {
        var next = 0;
        if (hasZero) into[next++] = 0;
        foreach (var number in slots)
        {
            if (number != 0) into[next++] = number;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(slots);
        hasZero = false;
        Count = 0;
    }

    // multiplied by the golden ratio: neighbours in one network must not end up side by side
    private static int SlotOf(uint number, int mask) => (int)((number * 0x9E3779B97F4A7C15UL) >> 40) & mask;

    private void Grow()
    {
        var before = slots;
        slots = new uint[before.Length * 2];
        var mask = slots.Length - 1;
        foreach (var number in before)
        {
            if (number == 0) continue;
            var at = SlotOf(number, mask);
            while (slots[at] != 0) at = (at + 1) & mask;
            slots[at] = number;
        }
    }
}
