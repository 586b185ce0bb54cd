using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>An hour that is far above what is usual. Spikes of one answer come with the highest multiple of the usual first.</summary>
/// <param name="Series">What is far above.</param>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Value">Its value: bytes or a count.</param>
/// <param name="Usual">What it was compared with.</param>
/// <param name="Score">Modified z-score on the logarithm (0.6745 is one typical deviation; 3.5 and more is a spike); null when the hours compared with are
/// silent or all alike, where no score exists.</param>
/// <param name="Sentence">The spike with its figures, such as "Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days)."</param>
public sealed record Spike(ActivitySeries Series, DateTimeOffset Hour, long Value, Usual Usual, double? Score, string Sentence)
{
    /// <summary>How many times the usual; null when nothing is usual.</summary>
    public double? Times => Usual.Level > 0 ? Value / Usual.Level : null;

    /// <summary>The hour as a window: what "set time interval" sets.</summary>
    public TimeWindow Window => new(Hour, Hour.AddHours(1));

    /// <summary>A few words for a mark in a chart or a button, such as "02:00 255 MB".</summary>
    public string Label => $"{SpikeWords.Clock(Hour)} {SpikeWords.Amount(Series, Value)}";
}

/// <summary>What is usual at an hour: the median of the hours it is compared with.</summary>
/// <param name="Level">The median, in the unit of the series.</param>
/// <param name="Basis">Which hours were compared with.</param>
/// <param name="Values">How many hours that are; days, when they are those of the same hour of the day.</param>
/// <param name="BusyLevel">When most of these hours are silent: the level that 99 % of all busy hours do not exceed, 0 when no hour was busy; null
/// otherwise.</param>
public sealed record Usual(double Level, UsualBasis Basis, int Values, double? BusyLevel = null);

/// <summary>Which hours of the baseline an hour is compared with.</summary>
public enum UsualBasis
{
    /// <summary>Those of the same hour of the day.</summary>
    SameHour,

    /// <summary>All of them, because fewer than 5 of the same hour of the day are covered.</summary>
    AllHours,
}

/// <summary>The series spikes are looked for in.</summary>
public enum ActivitySeries
{
    /// <summary>Accepted bytes towards the entity.</summary>
    InboundBytes,

    /// <summary>Accepted bytes from the entity.</summary>
    OutboundBytes,

    /// <summary>Distinct addresses that sent something to the entity.</summary>
    InboundAddresses,

    /// <summary>Distinct addresses the entity sent something to.</summary>
    OutboundAddresses,

    /// <summary>Distinct ports on the entity's side.</summary>
    LocalPorts,

    /// <summary>Distinct ports on the other side.</summary>
    RemotePorts,

    /// <summary>Successful calls.</summary>
    SucceededCalls,

    /// <summary>Failed calls.</summary>
    FailedCalls,
}
