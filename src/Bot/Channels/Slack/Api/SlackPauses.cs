using System.Collections.Concurrent;

namespace ChatOps.Bot.Channels.Slack.Api;

/// <summary>Methods that Slack asked not to be called for a while. Rate limits hold per method and workspace, so one lane that met a limit spares all others from meeting it.</summary>
internal sealed class SlackPauses(TimeProvider time)
{
    // Slack names seconds; a number beyond this is a fault, and must not silence us for days.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);

    public void Hold(string method, TimeSpan wish)
    {
        var end = time.GetUtcNow() + (wish < Longest ? wish : Longest);
        until.AddOrUpdate(method, end, (_, known) => known > end ? known : end);
    }

    /// <summary>What is left of the pause; null when the method can be called.</summary>
    public TimeSpan? Left(string method) => until.TryGetValue(method, out var end) && end - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null;
}
