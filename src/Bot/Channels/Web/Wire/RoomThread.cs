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
    string Delivery);

internal sealed record RoomCard(string Id, double? Severity, string? Band, string Html, bool HasTable, bool HasChart);

/// <param name="Prompt">What value to ask for before pressing; null when none.</param>
/// <param name="Choices">What to choose one of before pressing; null when there is no choice. The value sent is what was chosen and what was typed, a space between.</param>
internal sealed record RoomButton(string Id, string Label, string? Prompt, IReadOnlyList<RoomButtonChoice>? Choices);

internal sealed record RoomButtonChoice(string Label, string Value);

internal sealed record RoomChannels(IReadOnlyList<RoomChannel> Items);

/// <param name="Open">Threads that are open or being investigated.</param>
internal sealed record RoomChannel(string Name, string Title, long Threads, long Open);
