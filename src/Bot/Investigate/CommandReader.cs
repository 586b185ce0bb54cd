using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Reads what is asked about: words to a subject, the subject to what the ledger knows.</summary>
internal sealed class CommandReader(SubjectFinder finder, IFindingLookup lookup, Presence presence, EvidenceOffers offers)
{
    /// <returns>What was found, null when the question is about the thread itself, and the window named in it.</returns>
    public async Task<(Found? Found, TimeWindow? Window)> ReadAsync(Asked asked, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(asked.Thread, cancellationToken);
        if (asked.Thread is { } thread) return await ReadAsync(asked, await AsOfAsync(thread, cancellationToken), scope, cancellationToken);
        if (!presence.HasSampleDay) return await ReadAsync(asked, presence.Latest, scope, cancellationToken);

        // "last 6h" of the sample day are those before its own clock, of all else those before the real one: which is meant shows when the subject is found.
        var ofSample = await ReadAsync(asked, presence.AsOf(true), scope, cancellationToken);
        if (ofSample.Found is FoundSeveral or FoundFinding { IsSampleDay: true } or FoundEntity { IsSampleDay: true }) return ofSample;
        var ofPresent = await ReadAsync(asked, presence.AsOf(false), scope, cancellationToken);
        return ofPresent.Found is FoundSeveral or FoundFinding { IsSampleDay: false } or FoundEntity { IsSampleDay: false } ? ofPresent : ofSample;
    }

    private async Task<(Found? Found, TimeWindow? Window)> ReadAsync(Asked asked, DateTimeOffset asOf, TimeWindow? scope, CancellationToken cancellationToken)
    {
        var ask = SubjectText.Read(asked.Argument, asOf, scope);
        if (ask.Subject is ThreadSubject && asked.Thread is not null) return (null, ask.Window);
        return (await finder.FindAsync(ask.Subject, ask.Window, cancellationToken), ask.Window);
    }

    /// <summary>The scope in force in a thread, on whose day bare times of day are meant; null outside.</summary>
    public async Task<TimeWindow?> ScopeAsync(InvestigationThread? thread, CancellationToken cancellationToken)
    {
        if (thread?.Interval is { } interval) return interval.Window;
        return thread?.Finding is { } id && await lookup.FindAsync(id, cancellationToken) is { } finding ? Scopes.OfFinding(finding).Window : null;
    }

    /// <summary>The scope a thread has while nobody sets another, as far as the ledger tells it: no evidence is read for it.</summary>
    public async Task<ScopeTime> DefaultAsync(InvestigationThread thread, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (thread.Finding is { } id && await lookup.FindAsync(id, cancellationToken) is { } finding) return Scopes.OfFinding(finding);
        if (thread.Entity is { } entity && await lookup.MentionsAsync(entity.Kind, entity.Id, cancellationToken) is { Count: > 0 } mentions) return Scopes.OfMentions(mentions, null, asOf);
        return Scopes.LastDay(asOf);
    }

    /// <summary>What logs can be asked inside an interval just set, about what the thread is about.</summary>
    public async Task<IReadOnlyList<CardButton>> NextAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        var finding = thread.Finding is { } id ? await lookup.FindAsync(id, cancellationToken) : null;
        var isSampleDay = finding is not null ? await presence.IsSampleDayAsync(finding.Id, cancellationToken) : thread.Entity is { } about && await presence.IsSampleDayAsync(about, cancellationToken);
        return [.. new[] { Verb.Activity, Verb.Calls, Verb.New }.SelectMany(verb =>
            (thread.Entity ?? (finding is null ? null : EvidenceReach.SubjectOf(verb, finding))) is { } entity ? offers.For(isSampleDay).Buttons(entity, null, verb) : [])];
    }

    /// <summary>The present of what a thread is about.</summary>
    public async Task<DateTimeOffset> AsOfAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Finding is { } finding) return presence.AsOf(await presence.IsSampleDayAsync(finding, cancellationToken));
        return presence.AsOf(thread.Entity is { } entity ? await presence.IsSampleDayAsync(entity, cancellationToken) : thread.IsSample);
    }
}
