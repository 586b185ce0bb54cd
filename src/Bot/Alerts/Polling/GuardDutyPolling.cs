using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Alerts.Polling;

/// <summary>Asks GuardDuty for findings, for those who have no EventBridge rule: each place by itself, so that a slow or refused one holds up nobody.</summary>
internal sealed partial class GuardDutyPolling(PlacePoll poll, AlertsOptions options, RoadTroubles troubles, TimeProvider time, ILogger<GuardDutyPolling> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    /// <summary>How long to rest: after faults longer each time, up to the usual interval, for asking is what told of them.</summary>
    public static TimeSpan Pause(TimeSpan interval, int faults)
    {
        if (faults == 0) return interval;
        var pause = FirstPause * Math.Pow(2, Math.Min(faults, 20) - 1);
        var longest = interval > TimeSpan.FromMinutes(1) ? interval : TimeSpan.FromMinutes(1);
        return pause < longest ? pause : longest;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(poll.Places.Select(place => WatchAsync(place, stoppingToken)));

    private async Task WatchAsync(AwsPlace place, CancellationToken stopping)
    {
        await Task.Yield();
        var faults = 0;
        while (!stopping.IsCancellationRequested)
        {
            faults = await StepAsync(place, isFirst: faults == 0, stopping) ? 0 : faults + 1;
            await Task.Delay(Pause(options.PollingInterval!.Value, faults), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>False when the place, or the store, failed.</summary>
    private async Task<bool> StepAsync(AwsPlace place, bool isFirst, CancellationToken stopping)
    {
        try
        {
            if (await poll.RunAsync(place, stopping) is { } fault)
            {
                if (!stopping.IsCancellationRequested) troubles.Met(PlacePoll.SourceName, place.ToString(), fault.Reason);
                return false;
            }

            troubles.Over(PlacePoll.SourceName, place.ToString());
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // the edge of a loop that must outlive whatever it meets: nothing is lost, as the mark has not moved
        catch (Exception failure)
#pragma warning restore CA1031
        {
            troubles.Met(PlacePoll.SourceName, place.ToString(), $"findings of {place} could not be stored ({failure.GetType().Name}); they are asked for again until it works");
            if (isFirst) Log.Failed(logger, place.ToString(), failure);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "guardduty: findings of {Place} could not be stored")]
        public static partial void Failed(ILogger logger, string place, Exception failure);
    }
}
