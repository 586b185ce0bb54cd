using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>How much of a card is shown, from all to little. What is left out is counted where it would have stood.</summary>
/// <param name="Rows">Of each table.</param>
/// <param name="Lines">Of each list and of facts.</param>
/// <param name="Characters">Of each text.</param>
/// <param name="HasCharts">Without them their words stand.</param>
internal sealed record TeamsDegree(int Rows, int Lines, int Characters, bool HasCharts = true)
{
    public static IReadOnlyList<TeamsDegree> All { get; } =
    [
        new(100, 100, 12_000),
        new(25, 40, 5000),
        new(12, 25, 2500),
        new(6, 12, 1000),
        new(3, 6, 400),
        new(3, 6, 400, HasCharts: false),
    ];

    public Card Of(Card card) => card with
    {
        Title = Cut(card.Title),
        Sections = [.. card.Sections.Select(Of)],
        Footnote = card.Footnote is { } footnote ? Cut(footnote) : null,
    };

    private CardSection Of(CardSection section) => section switch
    {
        CardParagraph paragraph => paragraph with { Text = Cut(paragraph.Text) },
        CardFacts facts => new CardFacts([.. facts.Facts.Take(Lines).Select(Of), .. Left(facts.Facts.Count) is { } left ? new[] { new CardFact("…", left) } : []]),
        CardTable table => table with { Shown = Math.Min(table.Shown, Rows) },
        CardList list => new CardList([.. list.Items.Take(Lines).Select(Of), .. Left(list.Items.Count) is { } left ? new[] { new CardItem(left) } : []]),
        CardChart { Sentence: var sentence } chart => chart with { Sentence = sentence.Length > Characters ? ChatText.Cut(sentence, Characters) : sentence },
        _ => section,
    };

    private CardFact Of(CardFact fact) => new(ChatText.Cut(fact.Name, 200), Cut(fact.Value));

    private CardItem Of(CardItem item) => item with { Text = Cut(item.Text) };

    private string? Left(int count) => count > Lines ? $"+{CardPhrases.Count(count - Lines, "more line", "more lines")}, left out here" : null;

    private CardText Cut(CardText text)
    {
        var (room, runs, left) = (Characters, new List<CardRun>(), 0);
        foreach (var run in text.Runs)
        {
            var length = CardWords.Of(CardText.Of(run)).Length;
            if (length <= room) runs.Add(run);
            else
            {
                var words = CardWords.Of(CardText.Of(run));
                if (left == 0 && room > 1 && run is not Anchor) runs.Add(Same(run, ChatText.Cut(words, room)));
                left += left == 0 && run is not Anchor ? length - room : length;
            }

            room = Math.Max(0, room - length);
        }

        return left == 0 ? text : new CardText([.. runs, new Words($" (cut here, {CardPhrases.Count(left, "more character", "more characters")})")]);
    }

    private static CardRun Same(CardRun run, string words) => run switch
    {
        Strong => new Strong(words),
        Code => new Code(words),
        _ => new Literal(words),
    };
}
