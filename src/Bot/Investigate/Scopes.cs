using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Which window an answer keeps to when the question names none. Pure.</summary>
internal static class Scopes
{
    /// <summary>How far a scope made around what is known reaches back at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>A scope around findings is not shorter than this: one hour alone tells nothing of what is usual on that day.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(6);

    private static readonly TimeSpan Margin = TimeSpan.FromHours(24);

    /// <summary>A finding thread's scope: the finding's first to last seen, in whole hours.</summary>
    public static ScopeTime OfFinding(Finding finding) => new(TimeWindow.OfWholeHours(finding.FirstSeen, finding.LastSeen), ScopeOrigin.Finding);

    /// <summary>The scope in which an actor is looked for when a finding is opened: from a day before its first to a day after its last seen, as far as that has happened, in whole hours.
    /// A finding says when GuardDuty saw one kind of activity; its actor was often there before and after.</summary>
    public static ScopeTime AroundFinding(Finding finding, DateTimeOffset asOf)
    {
        var end = Earlier(finding.LastSeen + Margin, asOf > finding.LastSeen ? asOf : finding.LastSeen);
        return new ScopeTime(WholeHours(finding.FirstSeen - Margin, end), ScopeOrigin.AroundFinding);
    }

    /// <summary>An entity's scope: whole hours around all that is known of it, at most the last 45 days of that; 45 days up to now when nothing is known.</summary>
    public static ScopeTime OfEntity(ObservedInterval? known, DateTimeOffset asOf) =>
        new(known is null ? WholeHours(asOf - Longest, asOf) : WholeHours(known.First, known.Last), ScopeOrigin.Entity);

    /// <summary>Whole hours around the findings that name an entity, at least <see cref="Shortest"/> long: an answer that compares with what was before needs a before. In a finding's thread
    /// findings of more than a day before or after do not count.</summary>
    public static ScopeTime OfMentions(IReadOnlyList<EntityMention> mentions, Finding? finding, DateTimeOffset asOf)
    {
        var first = mentions.Min(static mention => mention.FirstSeen);
        var last = mentions.Max(static mention => mention.LastSeen);
        if (finding is not null)
        {
            first = Later(first, Earlier(finding.FirstSeen - Margin, last));
            last = Earlier(last, Later(finding.LastSeen + Margin, first));
        }

        var window = WholeHours(first, Earlier(last, Later(asOf, first)));
        return new ScopeTime(window.Duration >= Shortest ? window : new TimeWindow(window.End - Shortest, window.End), ScopeOrigin.Mentions);
    }

    /// <summary>The last day, in whole hours as far as they have happened.</summary>
    public static ScopeTime LastDay(DateTimeOffset asOf)
    {
        var end = TimeWindow.Floor(asOf);
        return new ScopeTime(new TimeWindow(end.AddDays(-1), end), ScopeOrigin.LastDay);
    }

    /// <summary>The window named in a question, else the one set for the thread; null when there is neither. A button may name the very window that is set.</summary>
    public static ScopeTime? Named(ScopeTime? set, TimeWindow? asked) => asked is { } window && window != set?.Window ? new ScopeTime(window, ScopeOrigin.Asked) : set;

    // The last instant itself belongs to the window.
    private static TimeWindow WholeHours(DateTimeOffset first, DateTimeOffset last)
    {
        var window = TimeWindow.OfWholeHours(first, last.AddTicks(1));
        return window.Duration <= Longest ? window : new TimeWindow(window.End - Longest, window.End);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
