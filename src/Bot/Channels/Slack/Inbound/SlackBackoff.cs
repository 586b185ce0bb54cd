namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>How long to wait before connecting again: 1 s, doubled up to 60 s, each shortened by up to a quarter so that what failed together does not come back together. Pure but for its dice.</summary>
internal static class SlackBackoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <param name="failures">In a row; at least 1.</param>
    /// <param name="dice">From 0 to 1.</param>
    public static TimeSpan After(int failures, double dice)
    {
        var exponential = Shortest * Math.Pow(2, Math.Clamp(failures, 1, 10) - 1);
        var wait = (exponential < Longest ? exponential : Longest) * (1 - (dice / 4));
        return wait > Shortest ? wait : Shortest;
    }
}
