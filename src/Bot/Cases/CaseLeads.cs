using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>One case leads others: one level deep, so that no circle can be. Both sides say so.</summary>
internal sealed class CaseLeads(ICaseStore cases, ICaseEvents events, CaseThreads threads, CaseDesk desk, TimeProvider time)
{
    /// <summary>What is done to all of them is done in one transaction.</summary>
    public const int Most = 50;

    /// <summary>Names a case the lead of others.</summary>
    /// <param name="isChoice">Whether the others were named one by one: then all of them, or none. Else those that can be led and are not closed.</param>
    /// <param name="may">What the policy says of a channel: a case is only touched from afar by whoever may do so in one of its own.</param>
    /// <returns>Why not; null when it was done.</returns>
    public async ValueTask<string?> LeadAsync(IWork work, CaseNumber number, IReadOnlyList<CaseNumber> others, bool isChoice, Person by, ThreadId from, Func<ChannelRef, AccessDecision> may)
    {
        if (await cases.FamilyAsync(work, number) is not { Case: var lead } standing) return $"There is no case {number}";
        if (lead.Lead is { } above) return $"Case {number} is led by case {above}: let that one lead the others too, or end that first with @bot {Verb.Lead} off";
        List<Case> led = [];
        foreach (var other in others.Distinct().Where(other => !standing.Leads.Contains(other)))
        {
            var (found, whyNot) = await LedAsync(work, number, other, may);
            if (isChoice && whyNot is not null) return whyNot;
            if (found is not null && (isChoice || found.State != CaseState.Closed)) led.Add(found);
        }

        if (led.Count == 0) return isChoice ? $"Case {number} leads {CaseWords.Of(standing.Leads)} already" : $"No related case was found that case {number} does not lead and could. Name them by their numbers: @bot {Verb.Lead} 18, 19";
        if (standing.Leads.Count + led.Count > Most) return $"A case leads {Most} others at most, and this would be {standing.Leads.Count + led.Count}. Close duplicates instead: @bot {Verb.Close} duplicate {number}";
        var now = time.GetUtcNow();
        foreach (var one in led) await ChangeAsync(work, one with { Lead = number, ChangedAt = now }, $"put it under the lead of case {number}", CardText.Of(new Literal(by.Name), $" put this case under the lead of case {number}"), by, null);
        var names = CaseWords.Of(led.ConvertAll(static one => one.Number));
        await ChangeAsync(work, lead with { ChangedAt = now }, $"named it the lead of {names}", CardText.Of(new Literal(by.Name), $" named this case the lead of {names}"), by, from);
        return null;
    }

    /// <summary>The case leads no other any more, and is led by none.</summary>
    public async ValueTask<string?> EndAsync(IWork work, CaseNumber number, Person by, ThreadId from)
    {
        if (await cases.FamilyAsync(work, number) is not { Case: var one }) return $"There is no case {number}";
        var led = await cases.LedByAsync(work, number);
        if (led.Count == 0 && one.Lead is null) return $"Case {number} leads no other, and none leads it. To name it the lead of others: @bot {Verb.Lead} 18, 19, or @bot {Verb.Lead} related";
        var now = time.GetUtcNow();
        foreach (var other in led) await ChangeAsync(work, other with { Lead = null, ChangedAt = now }, $"ended the lead of case {number}", CardText.Of(new Literal(by.Name), $" ended the lead of case {number}"), by, null);
        var words = one.Lead is { } ended ? $"ended the lead of case {ended}" : $"ended its lead of {CaseWords.Of([.. led.Select(static other => other.Number)])}";
        await ChangeAsync(work, one with { Lead = null, ChangedAt = now }, words, CardText.Of(new Literal(by.Name), $" {words}"), by, from);
        if (one.Lead is { } above && await cases.FindAsync(work, above) is { } lead)
            await ChangeAsync(work, lead with { ChangedAt = now }, $"ended its lead of case {number}", CardText.Of(new Literal(by.Name), $" ended its lead of case {number}"), by, null);
        return null;
    }

    /// <summary>Gives the cases that a closed one leads the same verdict.</summary>
    /// <param name="may">As for leading.</param>
    public async ValueTask<string?> CloseAsync(IWork work, CaseNumber number, Person by, DateTimeOffset asOf, ThreadId from, Func<ChannelRef, AccessDecision> may)
    {
        if (await cases.FindAsync(work, number) is not { Verdict: { } verdict } lead) return $"Case {number} is not closed: close it first, then those it leads";
        List<CaseNumber> closed = [];
        string? whyNot = null;
        foreach (var one in (await cases.LedByAsync(work, number)).Where(static one => one.State != CaseState.Closed))
        {
            if (await WhyNotAsync(work, one.Number, may) is { } refused) whyNot ??= refused;
            else if (await desk.DoAsync(work, one.Number, new CloseCase(verdict with { By = by }, asOf), null) is null) closed.Add(one.Number);
        }

        if (closed.Count == 0) return whyNot ?? $"Case {number} leads no case that is open";
        var words = $"closed {CaseWords.Of(closed)} as well";
        await ChangeAsync(work, lead with { ChangedAt = time.GetUtcNow() }, words, CardText.Of(new Literal(by.Name), $" {words}"), by, from);
        return null;
    }

    /// <summary>How many cases it leads that are not closed.</summary>
    public async ValueTask<int> OpenAsync(IWork work, CaseNumber number) => (await cases.LedByAsync(work, number)).Count(static one => one.State != CaseState.Closed);

    private async ValueTask<(Case? Led, string? WhyNot)> LedAsync(IWork work, CaseNumber lead, CaseNumber other, Func<ChannelRef, AccessDecision> may)
    {
        if (other == lead) return (null, $"Case {lead} cannot lead itself. Name the numbers of other cases");
        if (await cases.FamilyAsync(work, other) is not { } standing) return (null, $"There is no case {other}. The root card of each thread says its case's number");
        if (await WhyNotAsync(work, other, may) is { } refused) return (null, refused);
        if (standing.Leads.Count > 0) return (null, $"Case {other} leads {CaseWords.Of(standing.Leads)} itself: make it the lead of this one, or end that with @bot {Verb.Lead} off in its thread");
        return standing.Case.Lead is { } above ? (null, $"Case {other} is led by case {above}: end that with @bot {Verb.Lead} off in its thread") : (standing.Case, null);
    }

    private async ValueTask<string?> WhyNotAsync(IWork work, CaseNumber other, Func<ChannelRef, AccessDecision> may)
    {
        var decisions = (await cases.ThreadsAsync(work, other)).Select(static thread => thread.Channel).Distinct().Select(may).ToList();
        return decisions.Count == 0 || decisions.Exists(static decision => decision.Allowed) ? null : $"Case {other}: {decisions[0].Why}";
    }

    private async ValueTask ChangeAsync(IWork work, Case changed, string words, CardText title, Person by, ThreadId? from)
    {
        await cases.SaveAsync(work, changed);
        await events.AppendAsync(work, new CaseEvent(changed.Number, changed.ChangedAt, CaseEventKind.Decision, words) { By = by, Thread = from });
        if (await cases.FamilyAsync(work, changed.Number) is { } standing) await threads.TellAsync(work, standing, CaseCard.Of(title, changed.IsSample));
    }
}
