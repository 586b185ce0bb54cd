namespace ChatOps.Bot.Alerts;

/// <param name="Source">sample, folder, none, …: the value of Findings:Source in effect.</param>
/// <param name="IsSample">The bundled sample day, live in nothing.</param>
/// <param name="Replaying">Deliveries are still being played.</param>
/// <param name="Speed">Seconds of the day per second; null when it is played at once, or not at all.</param>
internal sealed record FeedStatus(string Source, bool IsSample, bool Replaying, double? Speed);
