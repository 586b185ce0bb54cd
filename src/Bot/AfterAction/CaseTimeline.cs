using System.Globalization;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>The one story of a case: what the ledger received, what was asked, answered and decided, and what people wrote in all its threads; by time, then kind, then id.</summary>
internal sealed class CaseTimeline(StoryThreads story, ICaseEvents events, INoteStore notes, IPins pins, CaseFacts facts)
{
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(Case file, CancellationToken cancellationToken)
    {
        var threads = await story.OfAsync(file.Number, cancellationToken);
        var channels = threads.ToDictionary(static thread => thread.Id, static thread => thread.Channel);
        var pinned = (await pins.OfCaseAsync(file.Number, cancellationToken)).Select(static pin => pin.Message).ToHashSet();
        var told = await facts.AlertsAsync(file.Finding, file.Entity, cancellationToken);
        var happened = await events.OfCaseAsync(file.Number, cancellationToken);
        var said = await notes.OfCaseAsync(file.Number, cancellationToken);
        return Ordered(told.Select(Alert).Concat(happened.Where(one => IsTold(one, channels)).Select(one => Event(one, channels, pinned))).Concat(said.Where(note => channels.ContainsKey(note.Thread)).Select(note => Written(note, channels))));
    }

    /// <summary>The threads it tells of.</summary>
    public ValueTask<IReadOnlyList<InvestigationThread>> ThreadsAsync(CaseNumber number, CancellationToken cancellationToken) => story.OfAsync(number, cancellationToken);

    /// <summary>What people wrote in a thread that belongs to no case.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> OfThreadAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        var channels = new Dictionary<ThreadId, ChannelRef> { [thread.Id] = thread.Channel };
        return Ordered((await notes.OfThreadAsync(thread.Id, cancellationToken)).Select(note => Written(note, channels)));
    }

    public static IReadOnlyList<TimelineEntry> Ordered(IEnumerable<TimelineEntry> entries) =>
        [.. entries.OrderBy(static entry => entry.At).ThenBy(static entry => entry.Kind).ThenBy(static entry => entry.Id, StringComparer.Ordinal)];

    /// <summary>What became of the case is told whatever its thread.</summary>
    private static bool IsTold(CaseEvent happened, Dictionary<ThreadId, ChannelRef> channels) =>
        happened.Kind is CaseEventKind.Decision or CaseEventKind.Recurred or CaseEventKind.Reported || happened.Thread is not { } thread || channels.ContainsKey(thread);

    private static TimelineEntry Alert(AlertTold alert) => new(alert.At, TimelineKind.Alert, alert.Id, alert.Words);

    private static TimelineEntry Event(CaseEvent happened, Dictionary<ThreadId, ChannelRef> channels, HashSet<MessageId> pinned) =>
        new(happened.At, KindOf(happened.Kind), happened.Seq.ToString("D19", CultureInfo.InvariantCulture), happened.Words)
        {
            By = happened.By,
            Thread = happened.Thread,
            Channel = ChannelOf(happened.Thread, channels),
            Verb = happened.Verb,
            Entity = happened.Entity,
            Via = happened.Via,
            Window = happened.Window,
            Message = happened.Message,
            IsKey = happened is { Kind: CaseEventKind.Answered, Message: { } message } && pinned.Contains(message),
        };

    private static TimelineEntry Written(Note note, Dictionary<ThreadId, ChannelRef> channels) => new(note.WrittenAt, TimelineKind.Note, note.Id.Value, note.Text)
    {
        By = note.Author,
        Thread = note.Thread,
        Channel = ChannelOf(note.Thread, channels),
        Message = note.Id,
        IsEdited = note.EditedAt is not null,
        IsDeleted = note.DeletedAt is not null,
        IsKey = note.Key is not null,
    };

    private static ChannelRef? ChannelOf(ThreadId? thread, Dictionary<ThreadId, ChannelRef> channels) => thread is { } id && channels.TryGetValue(id, out var channel) ? channel : null;

    private static TimelineKind KindOf(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Asked => TimelineKind.Asked,
        CaseEventKind.Answered => TimelineKind.Answered,
        CaseEventKind.Interval => TimelineKind.Interval,
        CaseEventKind.Decision => TimelineKind.Decision,
        CaseEventKind.Recurred => TimelineKind.Recurred,
        CaseEventKind.Marked => TimelineKind.Marked,
        _ => TimelineKind.Reported,
    };
}
