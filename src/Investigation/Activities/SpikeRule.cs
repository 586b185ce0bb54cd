namespace ChatOps.Investigation.Activities;

/// <summary>When an hour is a spike (Iglewicz and Hoaglin's modified z-score of at least 3.5, on the logarithm, against the same hour of the day), and far
/// enough above the usual to matter: at least twice as much, and by a minimum. Where the hours compared with are mostly silent there is no score: then it
/// must be twice what 99 % of the busy hours stay below.</summary>
/// <param name="Scale">What one is on the logarithm: smaller values count as about nothing.</param>
/// <param name="Rise">How far above the usual a spike is at least.</param>
internal sealed record SpikeRule(double Scale, double Rise)
{
    private const double Threshold = 3.5;
    private const double Multiple = 2;

    /// <summary>Bytes: 1 MiB above the usual, 1 KiB is one.</summary>
    public static readonly SpikeRule Bytes = new(1024, 1024 * 1024);

    /// <summary>Things counted: 20 above the usual.</summary>
    public static readonly SpikeRule Counts = new(1, 20);

    /// <summary>Ports: 100 above the usual. A scan touches hundreds; a few dozen more are what clients' ports vary by.</summary>
    public static readonly SpikeRule Ports = new(1, 100);

    /// <summary>Adds the hour to the spikes when it is one.</summary>
    public void Judge(List<Spike> spikes, ActivitySeries series, HourFrame frame, UsualHours baseline, DateTimeOffset hour, long value)
    {
        if (baseline.At(hour) is not { } usual || value < Multiple * usual.Level || value - usual.Level < Rise) return;
        var score = usual.BusyLevel is null ? baseline.Score(hour, value, Scale) : null;
        if (score < Threshold || value < Multiple * usual.BusyLevel) return;
        spikes.Add(new Spike(series, hour, value, usual, score, SpikeWords.Sentence(series, hour, value, usual, frame.NeedsDay)));
    }

    /// <summary>The highest multiple of the usual first, where less than the minimum rise counts as that; then in the order of time.</summary>
    public IReadOnlyList<Spike> Ordered(IEnumerable<Spike> spikes) =>
        [.. spikes.OrderByDescending(spike => spike.Value / Math.Max(spike.Usual.Level, Rise)).ThenBy(static spike => spike.Hour).ThenBy(static spike => spike.Series)];
}
