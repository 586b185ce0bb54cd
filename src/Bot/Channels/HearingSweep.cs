using System.Data.Common;

namespace ChatOps.Bot.Channels;

/// <summary>Forgets what chats told us once they can no longer tell it again: Slack tries for two hours, and for a day when asked to.</summary>
internal sealed partial class HearingSweep(IHearing hearing, TimeProvider time, ILogger<HearingSweep> logger) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    private const int Bite = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // A small bite at a time, so that nobody waits long for the writer.
                while (await hearing.SweepAsync(time.GetUtcNow() - Kept, Bite, stoppingToken) == Bite)
                {
                }
            }
            catch (DbException failure)
            {
                Log.Failed(logger, failure); // the next hour is early enough
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What was heard long ago could not be forgotten; it is tried again in an hour")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
