using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Looks findings up by whatever names them: words of type or title, an id, an entity they name, or its beginning. In the ledger alone.</summary>
internal sealed class KnownFindings(IFindingLookup lookup, Presence presence)
{
    /// <summary>Matches that are looked at.</summary>
    private const int Looked = 200;

    private const int MostEntities = 5;

    /// <summary>The beginning of an entity's name is looked for from here on: fewer letters begin everything.</summary>
    private const int LeastBeginning = 3;

    /// <param name="words">As typed; empty for the newest.</param>
    /// <returns>The newest first.</returns>
    public async Task<IReadOnlyList<KnownFindingLink>> OfAsync(string words, int skip, int most, CancellationToken cancellationToken)
    {
        var matches = await MatchesAsync(words.Trim(), cancellationToken);
        var known = new List<KnownFindingLink>();
        foreach (var match in matches.DistinctBy(static match => match.Id).OrderByDescending(static match => match.LastSeen).ThenByDescending(static match => match.UpdatedAt).Skip(skip).Take(most))
        {
            if (await lookup.FindAsync(match.Id, cancellationToken) is { } finding) known.Add(new KnownFindingLink(finding, await presence.IsSampleDayAsync(finding.Id, cancellationToken)));
        }

        return known;
    }

    private async Task<IEnumerable<FindingSummary>> MatchesAsync(string words, CancellationToken cancellationToken)
    {
        var ask = SubjectText.Read(words, presence.Latest, null);
        var window = ask.Window ?? presence.AllTime;
        return ask.Subject switch
        {
            EntitySubject { Entity: var entity } => await NamingAsync(await NamedAsync(entity, cancellationToken), window, cancellationToken),
            FindingSubject finding => await SearchAsync(finding.Id, window, cancellationToken),
            WordsSubject { Words: var text } => await SearchAsync(text, window, cancellationToken),
            ThreadSubject => await SearchAsync("", window, cancellationToken),
            _ => await SearchAsync(words, presence.AllTime, cancellationToken),
        };
    }

    private async Task<IEnumerable<FindingSummary>> SearchAsync(string words, TimeWindow window, CancellationToken cancellationToken)
    {
        var found = await lookup.SearchAsync(words, window, Looked, cancellationToken);
        if (words.Length < LeastBeginning || words.Contains(' ', StringComparison.Ordinal)) return found;
        var begun = await lookup.CompleteAsync(null, words, MostEntities, cancellationToken);
        return found.Concat(await NamingAsync([.. begun.Select(static mention => mention.Entity).Distinct()], window, cancellationToken));
    }

    private async Task<IReadOnlyList<EntityRef>> NamedAsync(EntityRef typed, CancellationToken cancellationToken)
    {
        if (typed.Account is not null) return [typed];
        var mentions = await lookup.MentionsAsync(typed.Kind, typed.Id, cancellationToken);
        return [.. mentions.Select(static mention => mention.Entity).Append(typed).Distinct().Take(MostEntities)];
    }

    private async Task<List<FindingSummary>> NamingAsync(IReadOnlyList<EntityRef> entities, TimeWindow window, CancellationToken cancellationToken)
    {
        var found = new List<FindingSummary>();
        foreach (var entity in entities) found.AddRange(await lookup.AssociatedAsync(entity, window, Looked, cancellationToken));
        return found;
    }
}
