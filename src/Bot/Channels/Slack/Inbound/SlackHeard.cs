using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Something Slack told us, as a job hands it out. It may be handed out twice: what follows from it is done once, by <see cref="Key"/>.</summary>
/// <param name="Type">What a listener listens to: "command", "block_actions", "view_submission", "message_action", "shortcut", or an event as "event:" and its type.</param>
/// <param name="Team">Id of the workspace.</param>
/// <param name="Key">Slack's own name of this telling; unique.</param>
/// <param name="Payload">The command's fields, the interaction's payload, or the event's whole envelope.</param>
/// <param name="HeardAt">When it was stored; a response_url lives 30 minutes from then, a trigger 3 seconds.</param>
internal sealed record SlackHeard(string Type, string Team, string Key, JsonElement Payload, DateTimeOffset HeardAt);
