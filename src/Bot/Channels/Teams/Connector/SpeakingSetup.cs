namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>What it takes to speak.</summary>
internal static class SpeakingSetup
{
    public static void AddTeamsSpeaking(this IServiceCollection services)
    {
    }
}
