namespace ChatOps.TestKit.Teams;

/// <summary>How fast the bot was, by the double's clock and on arrival: what it sent, edited and created, refused or not.</summary>
internal sealed class TeamsRates(TeamsDouble teams)
{
    /// <summary>What a channel allows one bot (learn.microsoft.com, "rate limiting for bots").</summary>
    public static readonly IReadOnlyList<(TimeSpan Window, int Most)> PerChannel = [(TimeSpan.FromSeconds(1), 7), (TimeSpan.FromSeconds(2), 8), (TimeSpan.FromSeconds(30), 60), (TimeSpan.FromHours(1), 1800)];

    /// <summary>What a tenant allows one app in a second.</summary>
    public const int PerTenant = 30;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> channels = [];
    private readonly List<DateTimeOffset> tenant = [];

    /// <summary>The most that came within one window into the channel.</summary>
    public int Most(TeamsPlace place, TimeSpan window)
    {
        lock (gate) return channels.TryGetValue(place.Id, out var times) ? Most(times, window) : 0;
    }

    /// <summary>The most that came within one window, of whatever channel had the most.</summary>
    public int Most(TimeSpan window)
    {
        lock (gate) return channels.Values.Select(times => Most(times, window)).DefaultIfEmpty().Max();
    }

    /// <summary>The most calls of any kind within one window.</summary>
    public int MostOfTenant(TimeSpan window)
    {
        lock (gate) return Most(tenant, window);
    }

    /// <summary>Every limit that was passed, in words; an orderly product leaves this empty.</summary>
    public IReadOnlyList<string> Exceeded
    {
        get
        {
            lock (gate)
            {
                var said = new List<string>();
                foreach (var (channel, times) in channels)
                    said.AddRange(PerChannel.Where(limit => Most(times, limit.Window) > limit.Most).Select(limit => $"{Most(times, limit.Window)} within {limit.Window.TotalSeconds} s in {channel}; {limit.Most} are allowed"));
                if (Most(tenant, TimeSpan.FromSeconds(1)) is > PerTenant and var most) said.Add($"{most} within 1 s in the tenant; {PerTenant} are allowed");
                return said;
            }
        }
    }

    /// <summary>Counts a call; how long the caller has to wait when limits are enforced and passed, else null.</summary>
    internal TimeSpan? Count(TeamsAsked asked, string? channel, DateTimeOffset at)
    {
        lock (gate)
        {
            tenant.Add(at);
            var passed = Passed(tenant, at, TimeSpan.FromSeconds(1), PerTenant);
            if (asked.Operation is "send" or "edit" or "create" && channel is not null)
            {
                if (!channels.TryGetValue(channel, out var times)) channels[channel] = times = [];
                times.Add(at);
                foreach (var (window, most) in PerChannel) passed ??= Passed(times, at, window, most);
            }

            return teams.Faults.EnforcesRates ? passed : null;
        }
    }

    private static TimeSpan? Passed(List<DateTimeOffset> times, DateTimeOffset now, TimeSpan window, int most)
    {
        var from = times.FindIndex(at => at > now - window);
        return times.Count - from > most ? times[from] + window - now : null;
    }

    /// <summary>The fullest half-open window.</summary>
    private static int Most(List<DateTimeOffset> times, TimeSpan window)
    {
        var most = 0;
        var sorted = times.Order().ToList();
        for (int first = 0, last = 0; last < sorted.Count; last++)
        {
            while (sorted[last] - sorted[first] >= window) first++;
            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}
