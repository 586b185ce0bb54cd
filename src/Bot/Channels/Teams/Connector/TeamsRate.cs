namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Sliding windows over calls. A call counts from its beginning until a window's length after its end: Teams counted it somewhere between the two. Not thread-safe.</summary>
internal sealed class TeamsRate(IReadOnlyList<TeamsWindow> windows)
{
    private readonly TimeSpan longest = windows.Max(static window => window.Length);
    private readonly List<TeamsRated> calls = [];
    private DateTimeOffset heldUntil;

    public bool IsIdle => calls.Count == 0;

    /// <summary>How long until one more call is allowed; zero or less for now. While calls are under way it is the least it can be.</summary>
    public TimeSpan Until(DateTimeOffset now)
    {
        calls.RemoveAll(call => call.End <= now - longest);
        var wait = heldUntil - now;
        foreach (var window in windows)
        {
            var leaving = calls.Select(call => (call.End ?? now) + window.Length).Where(at => at > now).Order().ToList();
            if (leaving.Count >= window.Most && leaving[leaving.Count - window.Most] - now is var room && room > wait) wait = room;
        }

        return wait;
    }

    public TeamsRated Begin()
    {
        var call = new TeamsRated();
        calls.Add(call);
        return call;
    }

    /// <summary>Nothing is allowed before.</summary>
    public void Hold(DateTimeOffset until)
    {
        if (until > heldUntil) heldUntil = until;
    }
}

/// <summary>A call that counts.</summary>
internal sealed class TeamsRated
{
    /// <summary>Null while it is under way.</summary>
    public DateTimeOffset? End { get; set; }
}
