namespace ChatOps.Bot.Channels.Web.Wire;

/// <summary>A case as it stands in lists and events.</summary>
/// <param name="Subject">What <c>/investigate</c> takes to open a thread of the case.</param>
/// <param name="Kind">Kind of the entity in words; null for the case of a finding.</param>
/// <param name="Type">Type of the finding; null for the case of an entity.</param>
/// <param name="State">What it goes on with, when it is snoozed.</param>
/// <param name="Snoozed">Null while it does not sleep.</param>
/// <param name="Verdict">Null while it is not closed.</param>
internal record RoomCase(
    long Number,
    string Title,
    string Subject,
    string? Finding,
    string? Type,
    string? Entity,
    string? Kind,
    double? Severity,
    string State,
    RoomSnooze? Snoozed,
    string? Assignee,
    string? Verdict,
    long? Lead,
    string? Account,
    string? AccountAlias,
    string? Region,
    IReadOnlyList<RoomCaseThread> Threads,
    long? Count,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    DateTimeOffset Opened,
    DateTimeOffset Changed,
    DateTimeOffset? Closed,
    bool Sample);

/// <param name="Until">Null when only a change ends it.</param>
internal sealed record RoomSnooze(DateTimeOffset? Until, bool EndsOnChange);

/// <param name="Interval">Set by a person; null while the default applies.</param>
internal sealed record RoomCaseThread(string Id, string Vendor, string Channel, string State, RoomScope? Interval);

/// <param name="Counts">How many the other filters find in each standing; on the first page only, and for those who may see every channel.</param>
internal sealed record RoomCasePage(IReadOnlyList<RoomCase> Items, string? Next, RoomCaseCounts? Counts);

internal sealed record RoomCaseCounts(long New, long Investigating, long Contained, long Snoozed, long Closed);

/// <summary>A case with what it holds.</summary>
internal sealed record RoomCaseWhole : RoomCase
{
    public RoomCaseWhole(RoomCase one)
        : base(one)
    {
    }

    /// <summary>Why it was judged so; empty when no reason was given, null while it is not closed.</summary>
    public string? Reason { get; init; }

    public string? ClosedBy { get; init; }

    public long? DuplicateOf { get; init; }

    /// <summary>Cases closed as duplicates of it.</summary>
    public required IReadOnlyList<long> Duplicates { get; init; }

    /// <summary>Cases it leads.</summary>
    public required IReadOnlyList<long> Led { get; init; }

    public required long Notes { get; init; }

    public required IReadOnlyList<RoomPin> Pins { get; init; }

    public required IReadOnlyList<RoomReport> Reports { get; init; }
}

/// <param name="Thread">Null when the message is gone.</param>
internal sealed record RoomPin(string Message, string? Thread, string By, DateTimeOffset At);

internal sealed record RoomReport(long Version, DateTimeOffset Made, string By, string Title);
