namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Distinct counts of hours that are over, so that asking again touches no objects. An hour is known again only when exactly the same objects hold
/// its records and the same is known of the interfaces: what comes later makes it new.</summary>
internal sealed class DistinctCache
{
    private const int Most = 50_000;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Subject, long Hour), (ulong Mark, DistinctHour Counts)> held = [];

    public DistinctHour? Find(string subject, long hour, ulong mark)
    {
        lock (gate) return held.TryGetValue((subject, hour), out var known) && known.Mark == mark ? known.Counts : null;
    }

    public void Keep(string subject, long hour, ulong mark, DistinctHour counts)
    {
        lock (gate)
        {
            if (held.Count >= Most) held.Clear();
            held[(subject, hour)] = (mark, counts);
        }
    }
}
