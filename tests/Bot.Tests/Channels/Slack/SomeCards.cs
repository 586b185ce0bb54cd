using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Cards with what Slack makes difficult.</summary>
internal static class SomeCards
{
    /// <summary>A card with a picture of its flows.</summary>
    public static Card WithChart()
    {
        var (question, answer) = (SomeEvidence.Question(SomeEvidence.Instance), SomeEvidence.Flows());
        return FlowCard.Of(SomeEvidence.Frame(Verb.Flow, SomeEvidence.Instance), FlowVolume.Of(question, answer), DistinctCounts.Of(question, answer), answer.Value?.Interfaces ?? [], answer.Coverage);
    }

    /// <summary>All of it at once: pictures, continuations, a table.</summary>
    public static Card WithEverything()
    {
        var card = WithChart();
        return card with { Sections = [card.Sections.OfType<CardChart>().First(), .. Long(50).Sections, .. WithTable().Sections] };
    }

    /// <summary>More than one message holds.</summary>
    public static Card Long(int paragraphs = 60, string word = "evidence") => new(CardKind.Report, "A long report")
    {
        Sections = [.. Enumerable.Range(1, paragraphs).Select(number => new CardParagraph(CardText.Of(new Literal($"Paragraph {number}: {string.Concat(Enumerable.Repeat(word + " ", 30))}"))))],
    };

    /// <summary>More rows than a chat shows.</summary>
    public static Card WithTable(int rows = 60) => new(CardKind.Calls, "Calls")
    {
        Sections = [new CardTable("All calls", [new CardColumn("Call"), new CardColumn("Times", IsNumber: true)], [.. Enumerable.Range(1, rows).Select(static row => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"Call{row}")), CardText.Of(new Figure(row, $"{row}"))])]) { Shown = 10 }],
    };
}
