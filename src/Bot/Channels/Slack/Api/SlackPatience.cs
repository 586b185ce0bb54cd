namespace ChatOps.Bot.Channels.Slack.Api;

/// <summary>Calls that somebody waits for no longer than so long.</summary>
internal static class SlackPatience
{
    public static async Task<SlackAnswer> OfAsync(Func<CancellationToken, Task<SlackAnswer>> call, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await call(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SlackUnknown($"no answer within {patience.TotalSeconds:0} s", WasSent: true);
        }
    }
}
