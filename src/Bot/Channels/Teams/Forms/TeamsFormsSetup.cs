namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Dialogs, the message extension and what is shown below links.</summary>
internal static class TeamsFormsSetup
{
    public static void AddTeamsForms(this IServiceCollection services)
    {
    }
}
