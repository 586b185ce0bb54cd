namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>What a search found, newest first.</summary>
internal sealed record RoomFound(IReadOnlyList<RoomFoundItem> Items);

/// <param name="Kind">finding, entity, note or case.</param>
/// <param name="Thread">Where it can be read; null when it has no thread.</param>
/// <param name="Case">Number of the case it belongs to; null for none.</param>
internal sealed record RoomFoundItem(string Kind, string Title, string Detail, string? Thread, long? Case, DateTimeOffset Time);
