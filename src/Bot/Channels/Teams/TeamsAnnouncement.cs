using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Says at start who we are in Teams, and what is missing so that findings are told there and people heard.</summary>
internal sealed partial class TeamsAnnouncement(TeamsOptions options, ListenOptions listen, ILogger<TeamsAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<string> missing =
        [
            .. options.IsToldFindings ? [] : new[] { "no finding is sent to Teams: name a channel in Teams:DefaultChannel, or in Routes" },
            .. listen.Edge is null ? ["nobody is heard: set Edge:Url, and let the Azure Bot's messaging endpoint lead to its /api/messages"] : Array.Empty<string>(),
        ];
        if (missing.Count == 0) Log.Here(logger, options.AppId, options.TenantId);
        else Log.Half(logger, options.AppId, options.TenantId, string.Join("; ", missing));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "In Teams as app {App}, tenant {Tenant}; heard when Teams calls /api/messages")]
        public static partial void Here(ILogger logger, string app, string tenant);

        [LoggerMessage(2, LogLevel.Warning, "In Teams as app {App}, tenant {Tenant}; but {Missing}")]
        public static partial void Half(ILogger logger, string app, string tenant, string missing);
    }
}
