using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What is answered to an invoke.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; null for none.</param>
internal sealed record TeamsReply(int Status, JsonObject? Body);
