using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Lets something be counted hour by hour within a limit of memory. When it is reached the latest hours are given up, and their records are read again
/// when the earlier ones are done; so what is counted stays exact. One hour is never parted. Shared by several readers.</summary>
/// <param name="most">What all hours together may hold, in any unit.</param>
internal sealed class HourParts(long most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, long> holds = [];
    private long held;
    private long from = long.MinValue;
    private long below = long.MaxValue;

    /// <summary>The first hour that is put off; it only gets earlier while records are read.</summary>
    public long Below => Volatile.Read(ref below);

    /// <summary>Whether an hour is counted now.</summary>
    public bool Takes(long hour) => hour >= from && hour < Below;

    /// <summary>Takes note of what an hour holds more than before. Hours from <see cref="Below"/> on are to be forgotten afterwards.</summary>
    public void Hold(long hour, long more)
    {
        lock (gate)
        {
            if (hour >= below) return;
            CollectionsMarshal.GetValueRefOrAddDefault(holds, hour, out _) += more;
            held += more;
            while (held > most && holds.Count > 1)
            {
                var latest = holds.Keys.Max();
                holds.Remove(latest, out var gone);
                held -= gone;
                Volatile.Write(ref below, latest);
            }
        }
    }

    /// <summary>Goes on to the hours that were put off.</summary>
    /// <returns>False when there are none.</returns>
    public bool Next()
    {
        if (below == long.MaxValue) return false;
        var next = below;
        Restart();
        from = next;
        return true;
    }

    /// <summary>Starts with all hours again.</summary>
    public void Restart()
    {
        holds.Clear();
        (held, from, below) = (0, long.MinValue, long.MaxValue);
    }
}
