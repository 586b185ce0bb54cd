namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who does what follows from what was heard.</summary>
internal static class ListeningSetup
{
    public static void AddTeamsListening(this IServiceCollection services)
    {
    }
}
