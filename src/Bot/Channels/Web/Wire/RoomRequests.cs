namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>What the composer of a channel sends.</summary>
internal sealed record RoomCommand(string? Channel, string? Text, string? As);

/// <summary>A note or <c>@bot …</c>, or a note's new text.</summary>
internal sealed record RoomSaying(string? Text, string? As);

/// <param name="Value">What was asked for with the button's prompt.</param>
internal sealed record RoomPress(string? Button, string? As, string? Value);

/// <param name="Key">Whether the note is key evidence.</param>
internal sealed record RoomKey(string? As, bool? Key);

/// <summary>Who does it, where nothing else is sent.</summary>
internal sealed record RoomPerson(string? As);

/// <summary>What is answered at once. All members may be null when the answer follows in the thread.</summary>
/// <param name="Thread">Where the answers come.</param>
/// <param name="Text">For this person only.</param>
/// <param name="Choices">Commands to send instead.</param>
internal sealed record RoomReceipt(string? Thread, string? Text, IReadOnlyList<RoomChoice> Choices);

internal sealed record RoomChoice(string Label, string Detail, string Command);

/// <param name="Message">Id of the note; null when what was said was a command.</param>
internal sealed record RoomSaid(string? Message, string? Thread, string? Text, IReadOnlyList<RoomChoice> Choices);

internal sealed record RoomCompletions(IReadOnlyList<RoomCompletion> Items);

/// <param name="Insert">The composer's whole new text.</param>
internal sealed record RoomCompletion(string Insert, string Label, string Detail);
