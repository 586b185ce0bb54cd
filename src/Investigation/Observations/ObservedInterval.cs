namespace ChatOps.Investigation.Observations;

/// <summary>First and last instant of observation, both inclusive, UTC.</summary>
/// <param name="First">First instant.</param>
/// <param name="Last">Last instant; the same as <paramref name="First"/> or later.</param>
public sealed record ObservedInterval(DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>Last minus first, computed; zero for a single instant.</summary>
    public TimeSpan Duration => Last - First;

    /// <summary>The interval all rows span together; null when none of them observed anything.</summary>
    public static ObservedInterval? Of(IEnumerable<SpanRow> rows)
    {
        var observed = rows.Select(static row => row.Observed).OfType<Observation>().ToList();
        return observed.Count == 0 ? null : new ObservedInterval(observed.Min(static o => o.First), observed.Max(static o => o.Last));
    }
}
