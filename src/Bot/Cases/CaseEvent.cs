using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cases;

/// <summary>Something that happened in a case and is never changed afterwards. Deliveries of findings and notes are kept elsewhere and join the timeline when it is read.</summary>
/// <param name="At">Real time.</param>
/// <param name="Words">What happened, in a sentence without its author and time; may hold untrusted text.</param>
internal sealed record CaseEvent(CaseNumber Case, DateTimeOffset At, CaseEventKind Kind, string Words)
{
    /// <summary>Order of recording; 0 before.</summary>
    public long Seq { get; init; }

    /// <summary>The thread it happened in; null for the case as a whole.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>Who did it; null for the program itself.</summary>
    public Person? By { get; init; }

    /// <summary>What was asked, for questions and the answers to them; null otherwise.</summary>
    public string? Verb { get; init; }

    /// <summary>What a question or answer is about; null where that is the thread's own subject.</summary>
    public EntityRef? Entity { get; init; }

    /// <summary>From where the question was opened: what the card with the button was about; null when typed.</summary>
    public EntityRef? Via { get; init; }

    /// <summary>The window asked or set; null where none was named.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The message that answers, is pinned, or is otherwise meant.</summary>
    public MessageId? Message { get; init; }
}

/// <summary>Wire words are the lower-cased names: stored, they never change.</summary>
internal enum CaseEventKind
{
    /// <summary>A question, allowed.</summary>
    Asked,

    /// <summary>A card that answers one, with what its sources said.</summary>
    Answered,

    /// <summary>The thread's interval was set, narrowed, widened or put back.</summary>
    Interval,

    /// <summary>Taken, assigned, contained, snoozed, woken, closed, led, archived, told GuardDuty.</summary>
    Decision,

    /// <summary>Its finding came again after it was closed.</summary>
    Recurred,

    /// <summary>A note was marked as key evidence, an answer pinned, or the mark taken off.</summary>
    Marked,

    /// <summary>A version of the report was made.</summary>
    Reported,
}
