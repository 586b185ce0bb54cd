using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>Closes a case with a verdict, and has GuardDuty told what was asked for with it, as far as the person may and GuardDuty can be.</summary>
internal sealed class CloseVerb(CommandBook book, CaseDesk desk, CaseLeads leads, Gate gate, ClosingFacts facts) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Close];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (CaseAsk.Of(asked, out var whyNot) is not { } ask) return await CaseAsk.RefuseAsync(book, asked, whyNot, cancellationToken);
        var asOf = await facts.AsOfAsync(ask.Thread, cancellationToken);
        if (ask.Argument.Equals("led", StringComparison.OrdinalIgnoreCase)) return await ask.WriteAsync(book, work => leads.CloseAsync(work, ask.Case, ask.Person, asOf, ask.Thread.Id, channel => gate.Ask(ask.Person, Verb.Close, channel)), cancellationToken);
        if (ClosePhrase.Read(ask.Argument, out whyNot) is not { } phrase) return await CaseAsk.RefuseAsync(book, asked, whyNot, cancellationToken);
        var finding = await facts.FindingAsync(ask.Thread, cancellationToken);
        return await book.WriteAsync(asked, work => CloseAsync(work, ask, phrase, asOf, finding), cancellationToken);
    }

    private async ValueTask<CommandReceipt> CloseAsync(IWork work, CaseAsk ask, ClosePhrase phrase, DateTimeOffset asOf, ClosingFinding? finding)
    {
        var deeds = Deeds(ask, phrase).ToList();
        var close = new CloseCase(new Verdict(phrase.Kind, phrase.Reason, phrase.Of, ask.Person), asOf);
        var refused = await desk.DoAsync(
            work,
            ask.Case,
            close,
            ask.Thread.Id,
            async family => CaseCard.Closed(await leads.OpenAsync(work, family.Case.Number), finding?.Deeds.Where(button => deeds.TrueForAll(deed => deed.Verb != button.Action.Verb)) ?? []));
        if (refused is not null) return new CommandReceipt(null, refused, []);
        List<string> notDone = [];
        foreach (var deed in deeds)
        {
            if (await WhyNotAsync(work, ask, deed, finding) is { } whyNot) notDone.Add(whyNot);
            else await work.EnqueueAsync(new ChangeFindingPayload(ask.Thread.Id.Value, deed).ToJob());
        }

        return new CommandReceipt(ask.Thread.Id, notDone.Count == 0 ? null : $"The case is closed. {string.Join(" ", notDone)}", []);
    }

    private static IEnumerable<AskedDeed> Deeds(CaseAsk ask, ClosePhrase phrase)
    {
        if (phrase.Useful is { } useful) yield return new AskedDeed(Verb.Feedback, ask.Person.Name, useful);
        if (phrase.Archive) yield return new AskedDeed(Verb.Archive, ask.Person.Name);
    }

    /// <summary>It is a verb of its own: whether it may be is asked and written down like any other.</summary>
    private async ValueTask<string?> WhyNotAsync(IWork work, CaseAsk ask, AskedDeed deed, ClosingFinding? finding)
    {
        var what = deed.Verb == Verb.Archive ? "Not archived" : "No feedback given";
        if (finding is null) return $"{what}: this case is about no finding that was received.";
        if (!finding.CanBeTold) return $"{what}: GuardDuty is not asked in {finding.Finding.Id.Region}; add the region to Aws:Accounts:<n>:Regions, then @bot {deed.Verb}.";
        var decision = await gate.CheckAsync(work, ask.Person, deed.Verb, ask.Asked.Channel, ask.Thread.Id.Value, $"with {Verb.Close}");
        return decision.Allowed ? null : $"{what}: {decision.Why}";
    }
}
