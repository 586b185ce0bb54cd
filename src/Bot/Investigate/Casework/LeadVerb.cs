using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>Names a thread's case the lead of others: by their numbers, or those of related findings.</summary>
internal sealed partial class LeadVerb(CommandBook book, CaseLeads leads, ICaseStore cases, EntityKnowledge knowledge, IFindingLookup lookup) : IVerbTaker
{
    private const string Examples = "What works: lead 18, 19 makes this case the lead of those; lead related takes the cases of related findings; lead off ends it";

    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Lead];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (CaseAsk.Of(asked, out var whyNot) is not { } ask) return await CaseAsk.RefuseAsync(book, asked, whyNot, cancellationToken);
        if (ask.Argument.Equals("off", StringComparison.OrdinalIgnoreCase)) return await ask.WriteAsync(book, work => leads.EndAsync(work, ask.Case, ask.Person, ask.Thread.Id), cancellationToken);
        if (ask.Argument.Equals("related", StringComparison.OrdinalIgnoreCase)) return await RelatedAsync(ask, cancellationToken);
        return Numbers(ask.Argument) is { Count: > 0 } named
            ? await ask.WriteAsync(book, work => leads.LeadAsync(work, ask.Case, named, true, ask.Person, ask.Thread.Id, May(ask)), cancellationToken)
            : await CaseAsk.RefuseAsync(book, asked, $"Lead of which cases? {Examples}", cancellationToken);
    }

    /// <summary>Null when it is no list of numbers.</summary>
    private static List<CaseNumber>? Numbers(string text) => text.Length <= 1000 && List().IsMatch(text)
        ? [.. Number().Matches(text).Select(static match => new CaseNumber(long.Parse(match.Value, CultureInfo.InvariantCulture))).Take(CaseLeads.Most + 1)]
        : null;

    private async Task<CommandReceipt> RelatedAsync(CaseAsk ask, CancellationToken cancellationToken)
    {
        var related = await FindingsAsync(ask.Thread, cancellationToken);
        return await ask.WriteAsync(book, async work => await leads.LeadAsync(work, ask.Case, await CasesAsync(work, related), false, ask.Person, ask.Thread.Id, May(ask)), cancellationToken);
    }

    private async Task<IReadOnlyList<FindingId>> FindingsAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Entity is { } entity) return [.. (await knowledge.FindingsAsync(entity, cancellationToken)).Select(static finding => finding.Id)];
        return thread.Finding is { } id && await lookup.FindAsync(id, cancellationToken) is { } finding
            ? [.. (await knowledge.RelatedAsync(finding, cancellationToken)).Findings.Select(static other => other.Id)]
            : [];
    }

    private Func<ChannelRef, AccessDecision> May(CaseAsk ask) => channel => book.Ask(ask.Person, Verb.Lead, channel);

    /// <summary>A finding that was recorded only has none.</summary>
    private async ValueTask<IReadOnlyList<CaseNumber>> CasesAsync(IWork work, IReadOnlyList<FindingId> findings)
    {
        List<CaseNumber> found = [];
        foreach (var id in findings)
        {
            if (await cases.OfFindingAsync(work, id) is { } one) found.Add(one.Number);
        }

        return found;
    }

    [GeneratedRegex(@"\A(?:(?:cases?|and|of|#|,|\s)*[1-9][0-9]{0,17}(?![0-9a-z]))+[\s,.]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
