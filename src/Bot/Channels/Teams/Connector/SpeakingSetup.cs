using ChatOps.Bot.Hosting;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Operations;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>What it takes to speak; tests speak with this alone.</summary>
internal static class SpeakingSetup
{
    public static void AddTeamsSpeaking(this IServiceCollection services)
    {
        AddClient(services, TeamsConnector.Client, TimeSpan.FromSeconds(20));
        AddClient(services, TeamsLogin.Client, TimeSpan.FromSeconds(10));
        services.AddSingleton<TeamsLogin>();
        services.AddSingleton<TeamsTokenSource>();
        services.AddSingleton<TeamsLimits>();
        services.AddSingleton<TeamsPace>();
        services.AddSingleton<TeamsConnector>();
        services.AddSingleton<TeamsTargets>();
        services.AddSingleton<INoteFileSource, TeamsFiles>();
        services.TryAddSingleton(static provider => ListenOptions.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<TeamsDoubts>();
        services.AddSingleton<TeamsPoster>();
        services.AddSingleton<TeamsDelivery>();
        services.AddSingleton<IChatChannel, TeamsChannel>();
        services.AddSingleton<IChatExam, TeamsExam>();
        services.AddHostedService<TeamsAnnouncement>();
        services.AddHostedService<TeamsStart>();
    }

    private static void AddClient(IServiceCollection services, string name, TimeSpan patience) => services.AddHttpClient(name, client => client.Timeout = patience)
        .RemoveAllLoggers() // they write addresses down, and those name tenants and people's conversations
        .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
}
