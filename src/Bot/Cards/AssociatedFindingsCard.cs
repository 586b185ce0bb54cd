using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>Findings that name an entity, in the order they were first observed; each row opens.</summary>
internal static class AssociatedFindingsCard
{
    public const int PageSize = 25;

    /// <param name="entity">Whose findings.</param>
    /// <param name="findings">All of them, in the order first observed.</param>
    /// <param name="page">Which page is shown, from 1.</param>
    /// <param name="scope">The window asked about.</param>
    /// <param name="askedAt">When the ledger was asked.</param>
    /// <param name="isSample">Whether the entity is the sample day's.</param>
    public static Card Of(EntityRef entity, IReadOnlyList<FindingSummary> findings, int page, ScopeTime scope, DateTimeOffset askedAt, bool isSample)
    {
        var shown = findings.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var more = Math.Max(0, findings.Count - (((page - 1) * PageSize) + shown.Count));
        return new Card(CardKind.AssociatedFindings, CardText.Of($"{CardPhrases.Count(findings.Count, "finding", "findings")} associated with {EntityLabel.Of(entity.Kind)} ", new Code(EntityLabel.Name(entity))))
        {
            Sections = [new CardParagraph(ScopeWords.Of(scope)), .. Rows(shown, more, page)],
            Buttons = more == 0 ? [] : [new CardButton($"Next {CardPhrases.Number(Math.Min(more, PageSize))}", new CardAction(Verb.Findings, FormattableString.Invariant($"page {page + 1} {scope.Window} {entity}")))],
            Footnote = CardText.Of("Source: findings received, in the order first observed. Associated are findings that name it as actor, or whose resource held it. Asked ", new Moment(askedAt), "."),
            IsSample = isSample,
        };
    }

    private static IEnumerable<CardSection> Rows(List<FindingSummary> shown, int more, int page)
    {
        if (shown.Count == 0) yield return new CardParagraph(page == 1 ? "None in this scope." : "There is no such page.");
        else yield return new CardList([.. shown.Select(Row)]);
        if (more > 0) yield return new CardParagraph($"+{CardPhrases.Number(more)} more");
    }

    private static CardItem Row(FindingSummary finding) => new(
        CardText.Of(
            finding.FirstSeen == finding.LastSeen ? new Moment(finding.FirstSeen) : new Interval(finding.FirstSeen, finding.LastSeen),
            $" · {finding.Severity} · ",
            new Code(finding.Type.Text),
            " · ",
            new Literal(finding.Title),
            $" · {CardPhrases.Count(finding.Count, "occurrence", "occurrences")} · account ",
            new Code(finding.Id.Account)),
        new CardButton("Investigate", new CardAction(Verb.Investigate, finding.Id.ToString())));
}
