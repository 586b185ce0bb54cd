using System.Data.Common;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.Bot.Alerts.Polling;

/// <summary>Asks GuardDuty for findings, for those who have no EventBridge rule: each place by itself, so that a slow or refused one holds up nobody.</summary>
internal sealed partial class GuardDutyPolling(IServiceProvider services, GuardDutyFindings findings, AlertsOptions options, TimeProvider time, ILogger<GuardDutyPolling> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(findings.Places.Select(place => WatchAsync(place, ActivatorUtilities.CreateInstance<PlacePoll>(services), stoppingToken)));

    /// <summary>How long to rest: after faults longer each time, up to the usual interval, for asking is what told of them.</summary>
    public static TimeSpan Pause(TimeSpan interval, int faults)
    {
        if (faults == 0) return interval;
        var pause = FirstPause * Math.Pow(2, Math.Min(faults, 20) - 1);
        var longest = interval > TimeSpan.FromMinutes(1) ? interval : TimeSpan.FromMinutes(1);
        return pause < longest ? pause : longest;
    }

    private async Task WatchAsync(AwsPlace place, PlacePoll poll, CancellationToken stopping)
    {
        await Task.Yield();
        var faults = 0;
        string? state = null;
        while (!stopping.IsCancellationRequested)
        {
            var why = await AskAsync(place, poll, stopping);
            if (stopping.IsCancellationRequested) return;
            faults = why is null ? 0 : faults + 1;
            if (why is not null && why != state) Log.Failed(logger, place.ToString(), why);
            if (why is null && state is not null) Log.Recovered(logger, place.ToString());
            state = why;
            await Task.Delay(Pause(options.PollingInterval!.Value, faults), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>What it met, in words; null when all was asked.</returns>
    private static async Task<string?> AskAsync(AwsPlace place, PlacePoll poll, CancellationToken stopping)
    {
        try
        {
            return (await poll.RunAsync(place, stopping))?.Reason;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure) when (failure is DbException or IOException or TimeoutException or OperationCanceledException)
        {
            return $"the store failed: {VisibleText.Of(failure.Message)}"; // it is asked again: the mark has not moved
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "GuardDuty of {Place} gave no findings: {Why}. It is asked again")]
        public static partial void Failed(ILogger logger, string place, string why);

        [LoggerMessage(2, LogLevel.Information, "GuardDuty of {Place} gives findings again")]
        public static partial void Recovered(ILogger logger, string place);
    }
}
