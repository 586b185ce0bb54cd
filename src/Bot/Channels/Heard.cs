using System.Text.Json;

namespace ChatOps.Bot.Channels;

/// <summary>Something a chat told us, as a job hands it out. It may be handed out twice: what follows from it is done once, by <see cref="Key"/>.</summary>
/// <param name="Type">What a listener listens to; the words are the chat's own, such as "command" or "message".</param>
/// <param name="Workspace">The chat's id of the workspace.</param>
/// <param name="Key">The chat's own name of this telling; unique in the workspace.</param>
/// <param name="Payload">What it told, whole.</param>
/// <param name="HeardAt">When it was stored.</param>
internal sealed record Heard(string Type, string Workspace, string Key, JsonElement Payload, DateTimeOffset HeardAt)
{
    /// <summary>Names it beyond the workspace: what is done once for it is done once under this name.</summary>
    public string Once => HeardJob.KeyOf(Workspace, Key);
}
