using ChatOps.Bot.Channels.Teams.Inbound;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Dialogs, the message extension and what is shown below links.</summary>
internal static class TeamsFormsSetup
{
    public static void AddTeamsForms(this IServiceCollection services)
    {
        services.AddSingleton<TeamsSight>();
        services.AddSingleton<TeamsVisibleThreads>();
        services.AddSingleton<TeamsAddMessages>();
        services.AddSingleton<ITeamsReflex, TeamsPromptDialog>();
        services.AddSingleton<ITeamsReflex, TeamsAddDialog>();
        services.AddSingleton<ITeamsReflex, TeamsAddSubmission>();
        services.AddSingleton<ITeamsReflex, TeamsSearch>();
        services.AddSingleton<ITeamsReflex, TeamsUnfurl>();
    }
}
