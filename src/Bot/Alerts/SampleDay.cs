namespace ChatOps.Bot.Alerts;

/// <summary>What is known of the bundled day beforehand.</summary>
internal static class SampleDay
{
    public const string Account = "111122223333";
    public const string Alias = "payments-prod";

    /// <summary>Where the replay's clock stands still.</summary>
    public static DateTimeOffset End { get; } = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);
}
