namespace ChatOps.Bot.Channels.Slack;

/// <summary>Gives out turns to put something before people's eyes, whichever way it is done.</summary>
internal sealed class SlackPace(SlackLimits limits, TimeProvider time)
{
    private const int MostChannels = 1000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The parts of one message wait for each other; nothing waits longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> next = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> turns = new();

    /// <summary>Waits for the channel's next turn.</summary>
    /// <returns>Null when it has come; otherwise it is so far that the lane had better rest: others need who would wait here.</returns>
    public async Task<NotDelivered?> TurnAsync(string channel, CancellationToken cancellationToken)
    {
        var (at, isTaken) = Take(channel);
        if (!isTaken) return new NotDelivered(DeliveryFailure.RateLimited, "the workspace has been told as much as Slack takes in a minute", at - time.GetUtcNow());
        // A timer may end a little before its time: looked at again until it is not early.
        while (at - time.GetUtcNow() is var left && left > TimeSpan.Zero) await Task.Delay(left, time, cancellationToken);
        return null;
    }

    private (DateTimeOffset At, bool IsTaken) Take(string channel)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var at = next.TryGetValue(channel, out var free) && free > now ? free : now;
            while (turns.Count > 0 && turns.Peek() <= at - Minute) turns.Dequeue();
            if (turns.Count >= limits.PostsPerMinute && turns.ElementAt(turns.Count - limits.PostsPerMinute) + Minute is var room && room > at) at = room;
            if (at - now > Patience) return (at, false);
            turns.Enqueue(at);
            if (next.Count >= MostChannels) Forget(now);
            next[channel] = at + limits.Gap;
            return (at, true);
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var channel in next.Where(one => one.Value <= now).Select(static one => one.Key).ToList()) next.Remove(channel);
    }
}
