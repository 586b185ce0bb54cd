namespace ChatOps.Bot.Channels;

/// <summary>Whether something a chat told is ours to keep.</summary>
internal abstract record ChatSifted;

internal sealed record ChatKept : ChatSifted;

internal sealed record ChatDropped : ChatSifted;

/// <param name="Root">The chat's id of the thread it was said in.</param>
/// <param name="MayBeOurs">Whether to keep it also when no thread of ours is known by this id, for one is about to be.</param>
internal sealed record ChatDependsOnThread(string Root, bool MayBeOurs) : ChatSifted;

/// <param name="Message">The chat's id of a message: to be kept when that is a note of ours.</param>
internal sealed record ChatDependsOnNote(string Message) : ChatSifted;
