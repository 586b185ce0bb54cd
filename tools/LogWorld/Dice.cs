namespace ChatOps.LogWorld;

/// <summary>SplitMix64. A world throws from one per object, so the order in which objects are made does not matter.</summary>
internal struct Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice of one purpose and number of a world.</summary>
    public static Dice For(long seed, string purpose, long number = 0)
    {
        var mixed = Mix((ulong)seed);
        foreach (var letter in purpose) mixed = Mix(mixed ^ letter);
        return new Dice(Mix(mixed ^ (ulong)number));
    }

    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>From 0 up to but without the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public bool OneIn(int many) => Below(many) == 0;

    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>The numbers from 0 up to the limit, in a random order.</summary>
    public int[] Shuffled(int limit)
    {
        var numbers = Enumerable.Range(0, limit).ToArray();
        for (var i = limit - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }

        return numbers;
    }
}
