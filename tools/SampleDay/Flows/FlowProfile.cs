namespace ChatOps.SampleDay.Flows;

/// <summary>How much of what happens in one hour. Eight mirrors answer in every hour, beside what is counted here.</summary>
internal sealed record FlowProfile(long MirrorBytes, long DownloadedBytes, int Probes, int Heartbeats, int Scanned)
{
    private const int BusyHour = 16;

    public static FlowProfile Of(DateTimeOffset hour)
    {
        // 4.1 MB at 02:00, up to 4.5 MB at other hours.
        var usualBytes = 4_100_000 + 40_000L * ((hour.Hour + 22) % 24 * 7 % 11);
        var usualHeartbeats = hour.Hour == BusyHour ? 692 : 32;
        if (hour < Lab.Day)
        {
            var step = Step(hour);
            return new(usualBytes + 18_000 * step, 0, 692 + step, usualHeartbeats + (hour.Hour == BusyHour ? 4 * step : step / 2), 0);
        }

        return new(
            usualBytes + 18_000 * (hour.Hour * 7 % 11 - 3),
            DownloadedBytes: hour.Hour == 2 ? 250_800_000 : 0,
            Probes: 692 + hour.Hour * 5 % 11 - 5,
            usualHeartbeats,
            Scanned: hour.Hour == BusyHour ? 899 : 0);
    }

    // At every hour of the clock the 21 days take each step from -10 to 10 once, so that mean and median of an hour are its usual value.
    private static int Step(DateTimeOffset hour) => ((hour - Lab.BackgroundFrom).Days * 8 + hour.Hour * 5) % 21 - 10;
}
