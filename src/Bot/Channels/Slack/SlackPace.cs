namespace ChatOps.Bot.Channels.Slack;

/// <summary>Gives out turns to put something before people's eyes, whichever way it is done.</summary>
internal sealed class SlackPace(SlackLimits limits, TimeProvider time)
{
    private const int MostChannels = 1000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> next = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> turns = new();

    /// <summary>Waits for the channel's next turn.</summary>
    public async Task TurnAsync(string channel, CancellationToken cancellationToken)
    {
        // A timer may end a little before its time: looked at again until it is not early.
        var at = Take(channel);
        while (at - time.GetUtcNow() is var left && left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
    }

    private DateTimeOffset Take(string channel)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var at = next.TryGetValue(channel, out var free) && free > now ? free : now;
            while (turns.Count > 0 && turns.Peek() <= at - Minute) turns.Dequeue();
            if (turns.Count >= limits.PostsPerMinute && turns.ElementAt(turns.Count - limits.PostsPerMinute) + Minute is var room && room > at) at = room;
            turns.Enqueue(at);
            if (next.Count >= MostChannels) Forget(now);
            next[channel] = at + limits.Gap;
            return at;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var channel in next.Where(one => one.Value <= now).Select(static one => one.Key).ToList()) next.Remove(channel);
    }
}
