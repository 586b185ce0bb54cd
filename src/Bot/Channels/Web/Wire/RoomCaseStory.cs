namespace ChatOps.Bot.Channels.Web.Wire;

/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record RoomTimeline(IReadOnlyList<RoomTimelineEntry> Items, string? Next);

/// <summary>One line of a case's story.</summary>
/// <param name="Kind">alert, recurred, asked, answered, interval, decision, note, marked or reported.</param>
/// <param name="Who">Null for the program itself.</param>
/// <param name="Channel">vendor:workspace/channel; null for what happened in none.</param>
/// <param name="EntityName">The entity as people write it.</param>
/// <param name="Via">From where a question was opened.</param>
/// <param name="Message">The answer, the note, or what was marked.</param>
/// <param name="Key">Marked as key evidence, or pinned to the report.</param>
internal sealed record RoomTimelineEntry(
    DateTimeOffset At, string Kind, string Id, string? Who, string Words, string? Thread, string? Channel, string? Verb, string? Entity, string? EntityName, string? Via, string? ViaName,
    DateTimeOffset? From, DateTimeOffset? To, string? Message, bool Edited, bool Deleted, bool Key);

internal sealed record RoomReports(IReadOnlyList<RoomKeptReport> Items);

/// <param name="Markdown">Where it is as Markdown.</param>
/// <param name="Html">Where it is as a page.</param>
internal sealed record RoomKeptReport(int Version, DateTimeOffset Made, string By, string Title, string Markdown, string Html);
