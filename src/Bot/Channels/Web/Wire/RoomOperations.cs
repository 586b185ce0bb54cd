namespace ChatOps.Bot.Channels.Web.Wire;

internal sealed record RoomOutbox(IReadOnlyList<RoomOutboxRow> Items, IReadOnlyList<RoomLane> Lanes);

/// <param name="Lane">Destination.</param>
/// <param name="Order">What is kept in order: the thread.</param>
/// <param name="Reason">What the last attempt was answered; null before the first.</param>
internal sealed record RoomOutboxRow(
    long Id,
    string State,
    string Lane,
    string Order,
    string Kind,
    string? Thread,
    string? Channel,
    string? Title,
    int Attempts,
    DateTimeOffset Created,
    DateTimeOffset Due,
    DateTimeOffset? Done,
    string? Reason);

/// <param name="Stopped">Why nothing is sent there; null while it works.</param>
internal sealed record RoomLane(string Lane, int Waiting, int Dead, DateTimeOffset? NextSend, string? Stopped);

/// <param name="Next">Cursor of the next, older page; null when this is the last.</param>
internal sealed record RoomAudit(IReadOnlyList<RoomAuditEntry> Items, string? Next);

internal sealed record RoomAuditEntry(DateTimeOffset At, string Person, string Verb, string Channel, string? Subject, string Argument, bool Allowed, string? Why, string? Name);

/// <param name="Troubles">What is wrong right now with the roads findings come by.</param>
internal sealed record RoomIntake(IReadOnlyList<RoomRefusal> Items, IReadOnlyList<RoomRoadTrouble> Troubles);

internal sealed record RoomRoadTrouble(string Source, string Reason, DateTimeOffset Since);

internal sealed record RoomRefusal(DateTimeOffset At, string Source, string? Path, string Reason);

/// <param name="LastRun">When the last run ended; null before the first.</param>
/// <param name="Problem">Why the index is not being written; null when all is well.</param>
internal sealed record RoomIngest(IReadOnlyList<RoomIngestLine> Items, bool Running, DateTimeOffset? LastRun, long IndexBytes, string? Problem);

internal sealed record RoomIngestLine(string Kind, string Place, long Objects, long Indexed, long Bytes, long IndexedBytes, int Percent, long Damaged, string? Problem);
