using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What it takes to hear: the door, its keys, and what keeps what was heard.</summary>
internal static class HearingSetup
{
    private const int LongestKeys = 1 << 20;

    public static void AddTeamsHearing(this IServiceCollection services)
    {
        services.AddHttpClient(TeamsKeys.Client, static client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), LongestKeys))
            .RemoveAllLoggers() // the address of our own tenant's keys names it, and four lines for each fetching tell nobody anything
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<TeamsTokens>();
        services.AddSingleton<TeamsPlaces>();
        services.AddSingleton<TeamsReflexes>();
        services.AddSingleton<TeamsListeners>();
        services.AddSingleton<TeamsInbox>();
        services.AddSingleton<TeamsEar>();
        services.AddSingleton<TeamsEndpoint>();
        services.AddSingleton<IJobHandler, HearTeams>();
    }

    /// <summary>For every method, so that the wrong one is told so on both listeners.</summary>
    public static void MapTeamsDoor(this WebApplication app) =>
        app.Map(TeamsEndpoint.Path, app.Services.GetRequiredService<TeamsEndpoint>().TakeAsync).OnListener(Listener.Both).ExcludeFromDescription();
}
