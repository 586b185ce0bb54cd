using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Does to a case what the rules allow, inside the transaction of whatever it follows from: the case is saved, the timeline has it, all its threads tell it.</summary>
internal sealed class CaseDesk(ICaseStore cases, ICaseEvents events, CaseThreads threads, TimeProvider time)
{
    /// <summary>How far a chain of duplicates is followed.</summary>
    private const int LongestChain = 100;

    /// <param name="from">The thread in which it was asked; null where it follows from something else.</param>
    /// <param name="offers">What the card that tells it offers, once the case stands as it then does.</param>
    /// <returns>Why not; null when it was done.</returns>
    public async ValueTask<string?> DoAsync(IWork work, CaseNumber number, CaseMove move, ThreadId? from, Func<CaseFamily, ValueTask<IReadOnlyList<CardButton>>>? offers = null)
    {
        if (await cases.FamilyAsync(work, number) is not { } standing) return NoCase(number);
        var ruling = CaseRules.Decide(standing.Case, move, time.GetUtcNow());
        if (ruling is CaseRefusal refused) return refused.Why;
        if (await WhyNotAsync(work, standing.Case, move) is { } whyNot) return whyNot;
        await ApplyAsync(work, standing, (CaseChange)ruling, move.Who, from, offers);
        return null;
    }

    /// <summary>What follows from a newer state of its finding, which the case is given with.</summary>
    /// <returns>Where the case stands then.</returns>
    public async ValueTask<CaseFamily> FollowAsync(IWork work, CaseFamily standing, DateTimeOffset lastSeen, bool isNews)
    {
        if (CaseRules.Follows(standing.Case, lastSeen, isNews) is { } move && CaseRules.Decide(standing.Case, move, time.GetUtcNow()) is CaseChange change)
            return await ApplyAsync(work, standing, change, null, null, null);
        await cases.SaveAsync(work, standing.Case);
        return standing;
    }

    private async ValueTask<CaseFamily> ApplyAsync(
        IWork work, CaseFamily before, CaseChange change, Person? by, ThreadId? from, Func<CaseFamily, ValueTask<IReadOnlyList<CardButton>>>? offers)
    {
        var after = before with { Case = change.After };
        await cases.SaveAsync(work, change.After);
        await events.AppendAsync(work, new CaseEvent(change.After.Number, change.After.ChangedAt, change.Kind, change.Words) { By = by, Thread = from });
        await threads.TellAsync(work, after, CaseCard.Of(change, offers is null ? [] : await offers(after)));
        if (change.After.Snooze is { Until: { } until } && change.After.Snooze != before.Case.Snooze) await work.EnqueueAsync(new WakeCasePayload(change.After.Number.Value, until).ToJob());
        return after;
    }

    private async ValueTask<string?> WhyNotAsync(IWork work, Case now, CaseMove move) => move switch
    {
        CloseCase { Verdict: { Kind: VerdictKind.Duplicate } verdict } => await WhyNoDuplicateAsync(work, now.Number, verdict.Of),
        ReopenCase when now is { State: CaseState.Closed, Entity: { } entity } && await cases.OpenOfEntityAsync(work, entity) is { } open =>
            $"Case {open.Number} is open for the same entity: go on there, or close it first",
        _ => null,
    };

    private async ValueTask<string?> WhyNoDuplicateAsync(IWork work, CaseNumber number, CaseNumber? of)
    {
        if (of is not { } meant) return $"A duplicate of which case? Name its number: @bot {Verb.Close} duplicate 12";
        if (meant == number) return $"Case {number} cannot be a duplicate of itself. Name the other case's number";
        var next = of;
        for (var steps = 0; next is { } at && steps < LongestChain; steps++)
        {
            if (at == number) return $"Case {meant} is a duplicate of case {number}, so this one cannot be its duplicate. Close it with a verdict of its own";
            if (await cases.FindAsync(work, at) is not { } other) return NoCase(at);
            next = other.Verdict?.Of;
        }

        return null;
    }

    private static string NoCase(CaseNumber number) => $"There is no case {number}. The root card of each thread says its case's number";
}
