using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;

namespace ChatOps.Bot.Cards;

/// <summary>What a card says was not learned: sources that were refused, not asked or not there, and what those that answered could not tell.</summary>
internal static class CardGaps
{
    /// <summary>How a card begins what was not learned, one thing or a list.</summary>
    public const string Lead = "Not known";

    private const string Unlearned = "Not learned";

    /// <summary>One sentence each, in the order of the card; may hold untrusted text.</summary>
    public static IReadOnlyList<string> Of(Card card)
    {
        var told = new List<string>();
        for (var at = 0; at < card.Sections.Count; at++)
        {
            switch (card.Sections[at])
            {
                case CardParagraph { Text.Runs: [Strong { Text: Lead }] } when at + 1 < card.Sections.Count && card.Sections[at + 1] is CardList list:
                    told.AddRange(list.Items.Select(static item => CardWords.Of(item.Text)));
                    break;
                case CardParagraph { Text: { Runs: [Strong strong, ..] } text } when strong.Text.StartsWith(Lead, StringComparison.Ordinal) || strong.Text.StartsWith(Unlearned, StringComparison.Ordinal):
                    told.Add(CardWords.Of(new CardText([.. text.Runs.Skip(1)])).TrimEnd('.'));
                    break;
                case CardTable table when card.Kind == CardKind.Span:
                    told.AddRange(table.Rows.Where(IsSilent).Select(static row => $"{CardWords.Of(row[0])}: {CardWords.Of(row[1])}, {CardWords.Of(row[^1])}"));
                    break;
            }
        }

        return [.. told.Where(static one => one.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A row of a span whose source gave no answer. One that was asked and saw nothing did.</summary>
    private static bool IsSilent(IReadOnlyList<CardText> row) =>
        row is [_, { Runs: [Words fate] }, ..] && (fate.Text == EvidenceWords.Fate(CoverageState.NotAsked) || fate.Text == EvidenceWords.Fate(CoverageState.Refused) || fate.Text == EvidenceWords.Fate(CoverageState.Unavailable));
}
