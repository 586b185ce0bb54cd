using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Reads what is asked about: words to a subject, the subject to what the ledger knows.</summary>
internal sealed class CommandReader(SubjectFinder finder, IFindingLookup lookup, Presence presence)
{
    /// <returns>What was found, null when the question is about the thread itself, and the window named in it.</returns>
    public async Task<(Found? Found, TimeWindow? Window)> ReadAsync(Asked asked, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(asked.Thread, cancellationToken);
        var ask = SubjectText.Read(asked.Argument, asked.Thread is { } thread ? await AsOfAsync(thread, cancellationToken) : presence.Latest, scope);
        if (ask.Subject is ThreadSubject && asked.Thread is not null) return (null, ask.Window);
        var found = await finder.FindAsync(ask.Subject, ask.Window, cancellationToken);
        if (found is not (FoundFinding { IsSampleDay: true } or FoundEntity { IsSampleDay: true }) || ask.Window is null) return (found, ask.Window);

        // Asked in the real present about the sample day: "last 6h" are those before its own clock.
        var again = SubjectText.Read(asked.Argument, presence.AsOf(true), scope);
        return again.Subject is Misread misread ? (new FoundNothing(misread.Why), null) : (found, again.Window);
    }

    /// <summary>The scope in force in a thread, on whose day bare times of day are meant; null outside.</summary>
    public async Task<TimeWindow?> ScopeAsync(InvestigationThread? thread, CancellationToken cancellationToken)
    {
        if (thread?.Interval is { } interval) return interval.Window;
        return thread?.Finding is { } id && await lookup.FindAsync(id, cancellationToken) is { } finding ? Scopes.OfFinding(finding).Window : null;
    }

    /// <summary>The present of what a thread is about.</summary>
    public async Task<DateTimeOffset> AsOfAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Finding is { } finding) return presence.AsOf(await presence.IsSampleDayAsync(finding, cancellationToken));
        return presence.AsOf(thread.Entity is { } entity ? await presence.IsSampleDayAsync(entity, cancellationToken) : thread.IsSample);
    }
}
