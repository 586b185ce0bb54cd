namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Reactions a bot can leave, as the vendor's own SDKs name them: like, heart, laugh, surprised, sad, angry, plusOne.</summary>
internal static class TeamsReactions
{
    /// <summary>What a person said was kept.</summary>
    public const string Kept = "like";
}
