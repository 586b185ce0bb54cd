namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Gives out turns to call Teams about a channel, whatever the call is.</summary>
internal sealed class TeamsPace(TeamsLimits limits, TimeProvider time)
{
    private const int MostChannels = 1000;

    // The windows of a second or two are waited for; nothing waits longer, for others need who would wait here.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<string, TeamsRate> channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TeamsRate> tenants = new(StringComparer.Ordinal);

    /// <summary>Waits for the next turn. The turn lasts until it is disposed of, when the call is over.</summary>
    public async Task<TeamsTurn> TurnAsync(TeamsTarget target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (turn, wait) = Take(target);
            if (turn is not null || wait > Patience) return turn ?? new TeamsTurn(wait, static () => { });
            // A timer may end a little before its time, and others may have been faster: looked at again.
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Teams asked not to be called about the channel for a while.</summary>
    public void Hold(TeamsTarget target, TimeSpan wish)
    {
        lock (gate) Of(channels, Key(target), limits.Channel).Hold(time.GetUtcNow() + wish);
    }

    private (TeamsTurn? Turn, TimeSpan Wait) Take(TeamsTarget target)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var channel = Of(channels, Key(target), limits.Channel);
            var tenant = Of(tenants, target.Tenant, limits.Tenant);
            var wait = channel.Until(now) is var ofChannel && tenant.Until(now) is var ofTenant && ofTenant > ofChannel ? ofTenant : ofChannel;
            if (wait > TimeSpan.Zero) return (null, wait);
            TeamsRated[] calls = [channel.Begin(), tenant.Begin()];
            return (new TeamsTurn(null, () => End(calls)), wait);
        }
    }

    private void End(TeamsRated[] calls)
    {
        lock (gate)
        {
            foreach (var call in calls) call.End = time.GetUtcNow();
        }
    }

    private TeamsRate Of(Dictionary<string, TeamsRate> rates, string key, IReadOnlyList<TeamsWindow> windows)
    {
        if (rates.TryGetValue(key, out var known)) return known;
        if (rates.Count >= MostChannels)
        {
            var now = time.GetUtcNow();
            foreach (var idle in rates.Where(one => one.Value.Until(now) <= TimeSpan.Zero && one.Value.IsIdle).Select(static one => one.Key).ToList()) rates.Remove(idle);
        }

        return rates[key] = new TeamsRate(windows);
    }

    private static string Key(TeamsTarget target) => $"{target.Tenant}/{target.Conversation.Id}";
}

/// <summary>A turn to call.</summary>
/// <param name="wait">How long there is none; null when it has come.</param>
internal sealed class TeamsTurn(TimeSpan? wait, Action end) : IDisposable
{
    public TimeSpan? Wait => wait;

    public void Dispose() => end();
}
