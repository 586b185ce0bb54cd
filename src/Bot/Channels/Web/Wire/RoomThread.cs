namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>A thread as it stands in lists and events.</summary>
internal sealed record RoomThread(
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
    bool Sample);

internal sealed record RoomThreadPage(IReadOnlyList<RoomThread> Items, string? Next);

/// <summary>A thread with its messages: the fields of <see cref="RoomThread"/>, the interval in effect when one was set, and what was said.</summary>
internal sealed record RoomThreadWithMessages(
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
    RoomScope? Scope,
    IReadOnlyList<RoomMessage> Messages);

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
internal sealed record RoomButton(string Id, string Label, string? Prompt);

internal sealed record RoomChannels(IReadOnlyList<RoomChannel> Items);

/// <param name="Open">Threads that are open or being investigated.</param>
internal sealed record RoomChannel(string Name, string Title, long Threads, long Open);
