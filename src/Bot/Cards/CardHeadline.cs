namespace ChatOps.Bot.Cards;

/// <summary>What an answer says in one line: its first sentence with figures, else its title.</summary>
internal static class CardHeadline
{
    private const int Longest = 200;

    public static string Of(Card card)
    {
        var line = Figures(card) ?? CardWords.Of(card.Title);
        return line.Length <= Longest ? line : $"{line[..Longest]}…";
    }

    private static string? Figures(Card card) => card.Kind switch
    {
        CardKind.Span when card.Sections.OfType<CardTable>().FirstOrDefault() is { Rows: [.., var union] } => union.Count > 3 && CardWords.Of(union[1]) is not "none"
            ? $"observed {CardWords.Of(union[1])} – {CardWords.Of(union[2])}, {CardWords.Of(union[3])}"
            : "not observed by the sources that answered",
        CardKind.Refusal => CardWords.Of(card).ReplaceLineEndings(" "),
        _ => card.Sections.OfType<CardParagraph>().Skip(1).Select(static paragraph => paragraph.Text.Runs).Where(static runs => runs is [Strong strong, ..] && !strong.Text.StartsWith(CardGaps.Lead, StringComparison.Ordinal))
            .Select(static runs => CardWords.Of(new CardText(runs))).FirstOrDefault(),
    };
}
