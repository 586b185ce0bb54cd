namespace ChatOps.Bot.Channels.Web.Wire;

/// <param name="LastSweep">When the last sweep began; null before the first.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Problems">What it could not do.</param>
internal sealed record RoomRetention(IReadOnlyList<RoomRetentionLine> Items, DateTimeOffset? LastSweep, double? Seconds, IReadOnlyList<string> Problems);

/// <param name="Days">How long it is kept: 0 for ever, null where no age applies.</param>
/// <param name="Removed">How much the last sweep removed; null where nothing is removed or no sweep ended yet.</param>
internal sealed record RoomRetentionLine(string What, int? Days, long? Removed);
