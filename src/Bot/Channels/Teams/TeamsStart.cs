using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Channels.Teams.Inbound;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Nothing of Teams has to be reachable for the host to start. Meanwhile a token is asked for now and then: lanes that stopped because none was given go on once one is, and a credential that ends is told of before it is needed.</summary>
internal sealed partial class TeamsStart(TeamsTokenSource tokens, TeamsOptions options, IJobQueue queue, TimeProvider time, ILogger<TeamsStart> logger) : BackgroundService
{
    // As long as there is a token nobody is asked for it: the vendor's library keeps it.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    private int refusals = -1;
    private string? told;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var before = tokens.Refusals;
        var token = await tokens.GetAsync(cancellationToken);
        if (token is TeamsTokenGiven)
        {
            if (told is not null) Log.Given(logger);
            told = null;
            if (refusals != before) await StartLanesAsync(cancellationToken);
            refusals = before;
            return;
        }

        var why = token is TeamsTokenRefused refused ? refused.Why : ((TeamsTokenSilent)token).Why;
        if (why == told) return;
        told = why;
        if (token is TeamsTokenRefused) Log.Refused(logger, why);
        else Log.Silent(logger, why);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (System.Data.Common.DbException failure)
            {
                refusals = -1;
                Log.StoreFailed(logger, failure); // looked again in a while
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The credential is good, so lanes that stopped over the last one can go on. Those that stopped over their channel find out again with one call.</summary>
    private async Task StartLanesAsync(CancellationToken cancellationToken)
    {
        var started = 0;
        foreach (var tenant in options.AllowedTenants.Append(options.TenantId).Distinct(StringComparer.OrdinalIgnoreCase))
            started += await queue.StartLanesAsync($"{TeamsOptions.Vendor}:{tenant}/", cancellationToken) + await queue.StartLanesAsync(TeamsAnswers.LanesOf(tenant), cancellationToken);
        if (started > 0) Log.LanesStarted(logger, started);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "No token for Teams: {Why}. Nothing is said in Teams until that is repaired; nothing is lost")]
        public static partial void Refused(ILogger logger, string why);

        [LoggerMessage(2, LogLevel.Warning, "No token for Teams yet, the login does not answer: {Why}")]
        public static partial void Silent(ILogger logger, string why);

        [LoggerMessage(3, LogLevel.Information, "There is a token for Teams again")]
        public static partial void Given(ILogger logger);

        [LoggerMessage(4, LogLevel.Information, "{Count} stopped lanes of Teams are tried again")]
        public static partial void LanesStarted(ILogger logger, int count);

        [LoggerMessage(5, LogLevel.Warning, "Stopped lanes of Teams could not be started; it is tried again")]
        public static partial void StoreFailed(ILogger logger, Exception failure);
    }
}
