namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What it takes to hear: the door, its keys, and what keeps what was heard.</summary>
internal static class HearingSetup
{
    public static void AddTeamsHearing(this IServiceCollection services)
    {
    }

    public static void MapTeamsDoor(this WebApplication app)
    {
    }
}
