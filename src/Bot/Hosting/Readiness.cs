using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Hosting;

/// <summary>Whether the host can do its work: it has started, and the store answers.</summary>
internal sealed partial class Readiness(IHostApplicationLifetime lifetime, IJobQueue queue, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Null when ready.</summary>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested) return "starting";
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "stopping";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            await queue.NextDueAsync(limit.Token);
            return null;
        }
#pragma warning disable CA1031 // an endpoint's edge: whatever the store throws, the answer is "not ready"
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.StoreSilent(logger, failure);
            return "the store does not answer";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store does not answer")]
        public static partial void StoreSilent(ILogger logger, Exception failure);
    }
}
