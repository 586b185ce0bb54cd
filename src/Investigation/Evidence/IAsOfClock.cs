namespace ChatOps.Investigation.Evidence;

/// <summary>The time up to which evidence speaks: the sample day's replay clock, otherwise now. Pacing, deadlines and audit use real time instead.</summary>
public interface IAsOfClock
{
    /// <summary>The source's present, UTC.</summary>
    DateTimeOffset AsOf { get; }
}
