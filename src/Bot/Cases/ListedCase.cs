using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record CasePage(IReadOnlyList<ListedCase> Items, CaseCursor? Next);

/// <summary>A case with what a list shows beside it.</summary>
/// <param name="Finding">Its finding as the ledger knows it; null for the case of an entity.</param>
/// <param name="Threads">All it has, in the order they were made.</param>
internal sealed record ListedCase(Case Case, ListedFinding? Finding, IReadOnlyList<ListedThread> Threads);

/// <param name="Arn">Null where the finding had none.</param>
internal sealed record ListedFinding(string? Arn, string Type, long Count, ObservedInterval Seen);

/// <param name="Interval">Set by a person; null while the default applies.</param>
internal sealed record ListedThread(ThreadId Id, ChannelRef Channel, ThreadState State, ScopeTime? Interval);

/// <summary>A case with what it holds.</summary>
/// <param name="Notes">Notes in its threads that were not deleted.</param>
/// <param name="Pins">Answers that are to stand in the report, in the order they were pinned.</param>
/// <param name="Reports">Versions made, the oldest first.</param>
/// <param name="Led">Cases it leads.</param>
/// <param name="Duplicates">Cases closed as duplicates of it.</param>
internal sealed record CaseContents(
    ListedCase Listed, long Notes, IReadOnlyList<ListedPin> Pins, IReadOnlyList<ListedReport> Reports, IReadOnlyList<CaseNumber> Led, IReadOnlyList<CaseNumber> Duplicates);

/// <param name="Thread">Null when the message is gone.</param>
internal sealed record ListedPin(MessageId Message, ThreadId? Thread, Person By, DateTimeOffset At);

internal sealed record ListedReport(long Version, DateTimeOffset MadeAt, Person By, string Title);
