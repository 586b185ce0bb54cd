using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.AfterAction;

/// <summary>One line of a case's story, as the room, the report and the API tell it.</summary>
/// <param name="At">Real time; of the bundled day's alerts and of notes the time of their origin.</param>
/// <param name="Id">The same whenever it is read; tells apart what has the same time and kind.</param>
/// <param name="Words">What happened, without its author and time; untrusted text; empty for a note that was deleted.</param>
internal sealed record TimelineEntry(DateTimeOffset At, TimelineKind Kind, string Id, string Words)
{
    /// <summary>Null for the program itself.</summary>
    public Person? By { get; init; }

    public ThreadId? Thread { get; init; }

    public ChannelRef? Channel { get; init; }

    /// <summary>What was asked, for questions and answers.</summary>
    public string? Verb { get; init; }

    public EntityRef? Entity { get; init; }

    public EntityRef? Via { get; init; }

    public TimeWindow? Window { get; init; }

    /// <summary>The answer, the note, or what was marked.</summary>
    public MessageId? Message { get; init; }

    public bool IsEdited { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>A note marked as key evidence, or an answer pinned to the report.</summary>
    public bool IsKey { get; init; }
}

/// <summary>In the order in which things of the same instant are told. Wire words are the lower-cased names.</summary>
internal enum TimelineKind
{
    Alert,
    Recurred,
    Asked,
    Answered,
    Interval,
    Decision,
    Note,
    Marked,
    Reported,
}
