using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>The reply that says what changed: posted only when something did.</summary>
internal static class ChangedCard
{
    private const int MostNames = 8;

    public static Card Of(Finding finding, FindingNews news, bool isSample) => new(CardKind.Changed, Title(finding, news))
    {
        Severity = finding.Severity,
        Sections = [new CardParagraph(new CardText([.. News(news), .. SeverityChange(news)]))],
        IsSample = isSample || finding.IsSample,
    };

    /// <summary>An older delivery that came late: the card stays as it is.</summary>
    public static Card OfOlder(Finding delivered, IReadOnlyList<string> actors, bool isSample) => new(
        CardKind.Changed, CardText.Of("An older delivery came late, of ", new Moment(delivered.UpdatedAt)))
    {
        Severity = delivered.Severity,
        Sections =
        [
            new CardParagraph(new CardText([
                new Strong("New: "), actors.Count == 1 ? "address " : "addresses ", .. CardPhrases.Names(actors, MostNames), ", seen up to ", new Moment(delivered.LastSeen),
                ". The first card shows the newer state.",
            ])),
        ],
        IsSample = isSample || delivered.IsSample,
    };

    private static CardText Title(Finding finding, FindingNews news) => finding.Count > news.CountBefore
        ? CardText.Of($"Seen again: {CardPhrases.Number(news.CountBefore)} → {CardPhrases.Number(finding.Count)} occurrences, last ", new Moment(finding.LastSeen))
        : CardText.Of($"Changed: {CardPhrases.Count(finding.Count, "occurrence", "occurrences")}, last ", new Moment(finding.LastSeen));

    private static IEnumerable<CardRun> News(FindingNews news)
    {
        if (news.ArchivedNow is { } archived) yield return archived ? "Archived in GuardDuty. " : "Taken out of the archive in GuardDuty. ";
        var parts = Parts(news).ToList();
        if (parts.Count == 0) yield break;
        yield return new Strong("New: ");
        foreach (var run in CardPhrases.Joined(parts, "; ")) yield return run;
        yield return ". ";
    }

    private static IEnumerable<IEnumerable<CardRun>> Parts(FindingNews news)
    {
        if (news.Actors.Count > 0) yield return Named(news.Actors.Count == 1 ? "address" : "addresses", news.Actors);
        foreach (var kind in news.Deeds.GroupBy(static deed => deed.Kind, static deed => deed.Name, StringComparer.Ordinal)) yield return Named(kind.Key, [.. kind]);
        if (news.Resources.Count > 0) yield return Named(news.Resources.Count == 1 ? "resource" : "resources", news.Resources);
        if (news.ThreatLists.Count > 0) yield return Named("threat list", news.ThreatLists);
        if (news.Threats.Count > 0) yield return Named(news.Threats.Count == 1 ? "threat" : "threats", news.Threats);
    }

    private static IEnumerable<CardRun> Named(string what, IReadOnlyList<string> names) => [what + " ", .. CardPhrases.Names(names, MostNames)];

    private static IEnumerable<CardRun> SeverityChange(FindingNews news) => news.SeverityNow == news.SeverityBefore
        ? ["Severity unchanged."]
        : [new Strong(news.SeverityNow > news.SeverityBefore ? "Severity up: " : "Severity down: "), $"{news.SeverityBefore} → {news.SeverityNow}."];
}
