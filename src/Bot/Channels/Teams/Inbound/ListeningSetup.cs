using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who does what follows from what was heard.</summary>
internal static class ListeningSetup
{
    public static void AddTeamsListening(this IServiceCollection services)
    {
        services.AddSingleton<TeamsMembership>();
        services.AddSingleton<TeamsAnswers>();
        services.AddSingleton<TeamsReceipts>();
        services.AddSingleton<TeamsAcknowledgement>();
        services.AddSingleton<TeamsNotes>();
        services.AddSingleton<TeamsMentioned>();
        services.AddSingleton<TeamsMentions>();
        services.AddSingleton<TeamsPresses>();
        services.AddSingleton<IJobHandler, AnswerTeams>();
        services.AddSingleton<ITeamsListener, TeamsMessages>();
        services.AddSingleton<ITeamsListener, TeamsArrivals>();
        services.AddSingleton<ITeamsListener, TeamsChanges>();
        services.AddSingleton<ITeamsReflex, TeamsPressing>();
    }
}
