using System.Numerics;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Seconds in which there was something: the union of intervals, a bit for each second. Intervals of more than an hour, which no flow log makes,
/// are kept as they are.</summary>
internal sealed class SecondSet
{
    private const int Longest = 3600;
    private const int ManyLong = 256;
    private readonly Dictionary<long, ulong[]> hours = [];
    private List<(long From, long To)> longOnes = [];
    private long lastHour = -1;
    private ulong[] lastBits = [];

    /// <summary>Adds an interval from its first to its last instant.</summary>
    public void Add(long from, long to)
    {
        if (to - from > Longest)
        {
            longOnes.Add((from, to));
            if (longOnes.Count > ManyLong) longOnes = Joined(longOnes);
            return;
        }

        while (from < to)
        {
            var end = Math.Min(to, ((from / 3600) + 1) * 3600);
            Set(BitsOf(from / 3600), (int)(from % 3600), (int)(end - from));
            from = end;
        }
    }

    /// <summary>Adds all of another.</summary>
    public void Add(SecondSet other)
    {
        foreach (var (from, to) in other.longOnes) Add(from, to);
        foreach (var (hour, bits) in other.hours)
        {
            var mine = BitsOf(hour);
            for (var word = 0; word < bits.Length; word++) mine[word] |= bits[word];
        }
    }

    /// <summary>Length of the union.</summary>
    public TimeSpan Length()
    {
        var joined = Joined(longOnes);
        var seconds = joined.Sum(static one => one.To - one.From);
        foreach (var (hour, bits) in hours)
        {
            foreach (var word in bits) seconds += BitOperations.PopCount(word);
            foreach (var (from, to) in joined)
            {
                for (var second = Math.Max(from, hour * 3600); second < Math.Min(to, (hour + 1) * 3600); second++)
                {
                    if ((bits[(second % 3600) >> 6] >> (int)((second % 3600) & 63) & 1) != 0) seconds--;
                }
            }
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private static List<(long From, long To)> Joined(List<(long From, long To)> ones)
    {
        var joined = new List<(long From, long To)>();
        foreach (var one in ones.Order())
        {
            if (joined.Count > 0 && one.From <= joined[^1].To) joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, one.To));
            else joined.Add(one);
        }

        return joined;
    }

    private static void Set(ulong[] bits, int from, int count)
    {
        while (count > 0)
        {
            var some = Math.Min(count, 64 - (from & 63));
            bits[from >> 6] |= (some == 64 ? ulong.MaxValue : (1UL << some) - 1) << (from & 63);
            from += some;
            count -= some;
        }
    }

    private ulong[] BitsOf(long hour)
    {
        if (hour == lastHour) return lastBits;
        if (!hours.TryGetValue(hour, out var bits)) hours[hour] = bits = new ulong[57];
        (lastHour, lastBits) = (hour, bits);
        return bits;
    }
}
