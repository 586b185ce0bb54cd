namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Where something is said.</summary>
/// <param name="ServiceUrl">Of an allowed host, with a slash at its end.</param>
/// <param name="Tenant">Whose rate it counts for.</param>
internal sealed record TeamsTarget(Uri ServiceUrl, string Tenant, TeamsConversation Conversation);
