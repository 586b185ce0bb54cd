namespace ChatOps.Bot.Alerts;

/// <summary>What is wrong with a road findings come by, for the operator: shown while it lasts, and written into the log when it changes, not every time it is met.</summary>
internal sealed partial class RoadTroubles(TimeProvider time, ILogger<RoadTroubles> logger)
{
    /// <summary>A trouble that comes and goes is told this often.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Road, string What), RoadTrouble> now = [];
    private readonly Dictionary<(string Road, string What), RoadTrouble> told = [];

    public IReadOnlyList<RoadTrouble> Now
    {
        get
        {
            lock (gate) return [.. now.Values.OrderBy(static trouble => trouble.Since)];
        }
    }

    /// <param name="what">What fails: one place has one trouble at a time, and ends it.</param>
    public void Met(string road, string what, string reason)
    {
        lock (gate)
        {
            var at = time.GetUtcNow();
            if (now.TryGetValue((road, what), out var known) && known.Reason == reason) return;
            var trouble = now[(road, what)] = new RoadTrouble(road, reason, at);
            if (told.TryGetValue((road, what), out var before) && before.Reason == reason && at - before.Since < Silence) return;
            told[(road, what)] = trouble;
        }

        Log.Met(logger, road, reason);
    }

    public void Over(string road, string what)
    {
        lock (gate)
        {
            if (!now.Remove((road, what), out var trouble) || !ReferenceEquals(told.GetValueOrDefault((road, what)), trouble)) return;
        }

        Log.Over(logger, road, what);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Road}: {Reason}")]
        public static partial void Met(ILogger logger, string road, string reason);

        [LoggerMessage(2, LogLevel.Information, "{Road}: {What} works again")]
        public static partial void Over(ILogger logger, string road, string what);
    }
}

/// <param name="Road">Which source.</param>
/// <param name="Reason">What is wrong and what to do.</param>
internal sealed record RoadTrouble(string Road, string Reason, DateTimeOffset Since);
