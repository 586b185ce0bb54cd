using System.Text.Json.Serialization;

namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>A thread as it stands in lists and events.</summary>
internal record RoomThread(
    string Id,
    string Vendor,
    string Channel,
    string? Finding,
    string? Entity,
    string Title,
    double? Severity,
    string State,
    long Count,
    DateTimeOffset Updated,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    string? Account,
    string? AccountAlias,
    string? Region,
    bool Sample,
    long? Case);

internal sealed record RoomThreadPage(IReadOnlyList<RoomThread> Items, string? Next);

/// <summary>A thread with the interval in effect and all that was said in it.</summary>
internal sealed record RoomThreadWithMessages : RoomThread
{
    public RoomThreadWithMessages(RoomThread thread, RoomScope? scope, IReadOnlyList<RoomMessage> messages)
        : base(thread) => (Scope, Messages) = (scope, messages);

    public RoomScope? Scope { get; }

    public IReadOnlyList<RoomMessage> Messages { get; }
}

/// <param name="SetBy">Who set it; null when it follows from the finding or the entity.</param>
internal sealed record RoomScope(DateTimeOffset Start, DateTimeOffset End, string? SetBy);

internal sealed record RoomMessage(
    string Id,
    string Author,
    DateTimeOffset Time,
    DateTimeOffset? Edited,
    bool Deleted,
    string Kind,
    string Text,
    RoomCard? Card,
    IReadOnlyList<RoomButton> Buttons,
    string Delivery)
{
    /// <summary>What a note is more than its text; null for what we say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomNote? Note { get; init; }
}

/// <param name="Vendor">The chat it was written in.</param>
/// <param name="Link">Where it stands there; null where the chat gives no address.</param>
/// <param name="Key">Who marked it as key evidence; null while nobody did.</param>
/// <param name="DeletedBy">Null while it is not deleted, and when its author did.</param>
internal sealed record RoomNote(string Vendor, string? Link, RoomKeyMark? Key, string? DeletedBy, IReadOnlyList<RoomFile> Files);

internal sealed record RoomKeyMark(string By, DateTimeOffset At);

/// <param name="Url">Where its bytes are; null while they are not kept.</param>
/// <param name="Link">Where people see it in their chat; null where there is no address.</param>
/// <param name="State">linked, waiting, kept or refused.</param>
/// <param name="Why">Why it was not fetched; null when nothing was in the way.</param>
internal sealed record RoomFile(int Place, string Name, string? MediaType, long? Size, string? Url, string? Link, string State, string? Why);

internal sealed record RoomCard(string Id, double? Severity, string? Band, string Html, bool HasTable, bool HasChart);

/// <param name="Prompt">What value to ask for before pressing; null when none.</param>
/// <param name="Choices">What to choose one of before pressing; null when there is no choice. The value sent is what was chosen and what was typed, a space between.</param>
internal sealed record RoomButton(string Id, string Label, string? Prompt, IReadOnlyList<RoomButtonChoice>? Choices);

internal sealed record RoomButtonChoice(string Label, string Value);

internal sealed record RoomChannels(IReadOnlyList<RoomChannel> Items);

/// <param name="Open">Threads that are open or being investigated.</param>
internal sealed record RoomChannel(string Name, string Title, long Threads, long Open);
