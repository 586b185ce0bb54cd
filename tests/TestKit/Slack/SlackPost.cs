namespace ChatOps.TestKit.Slack;

/// <summary>Something the app put before people's eyes.</summary>
/// <param name="At">By the double's clock.</param>
/// <param name="Elapsed">Real time since the double was started.</param>
/// <param name="Method">The method that did it; <c>response_url</c> for a private answer that way.</param>
internal sealed record SlackPost(DateTimeOffset At, TimeSpan Elapsed, string Method, string Channel, string? ThreadTs, string Ts, string Words);
