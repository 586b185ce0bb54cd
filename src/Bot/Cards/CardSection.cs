using System.Text.Json.Serialization;
using ChatOps.Investigation.Charts;

namespace ChatOps.Bot.Cards;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "section")]
[JsonDerivedType(typeof(CardParagraph), "paragraph")]
[JsonDerivedType(typeof(CardFacts), "facts")]
[JsonDerivedType(typeof(CardTable), "table")]
[JsonDerivedType(typeof(CardChart), "chart")]
[JsonDerivedType(typeof(CardList), "list")]
internal abstract record CardSection;

internal sealed record CardParagraph(CardText Text) : CardSection
{
    /// <summary>Says where the case stands: replaced on a card that is there already when that changes. Left out of what is kept where it is not so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsStanding { get; init; }
}

/// <summary>Named facts; "-" where unknown.</summary>
internal sealed record CardFacts(IReadOnlyList<CardFact> Facts) : CardSection;

internal sealed record CardFact(string Name, CardText Value);

/// <summary>A table. A channel that cannot show all rows says how many more there are and attaches the CSV.</summary>
/// <param name="Caption">What the rows are.</param>
/// <param name="Columns">Column heads, our own words.</param>
/// <param name="Rows">Cells, as many as columns.</param>
internal sealed record CardTable(string Caption, IReadOnlyList<CardColumn> Columns, IReadOnlyList<IReadOnlyList<CardText>> Rows) : CardSection
{
    /// <summary>How many rows a chat shows at once; all of them go into the CSV. With 0 the table stands in the CSV only.</summary>
    public int Shown { get; init; } = 25;

    /// <summary>The columns a chat shows, by their place.</summary>
    [JsonIgnore]
    public IEnumerable<int> ShownColumns => Columns.Select(static (column, at) => (column, at)).Where(static one => !one.column.InCsvOnly).Select(static one => one.at);

    /// <summary>All rows together, below them, as many cells as columns; null without such a line. It is not part of the CSV.</summary>
    public IReadOnlyList<CardText>? Total { get; init; }
}

internal sealed record CardColumn(string Head, bool IsNumber = false)
{
    /// <summary>Not shown, for it says the same in each row or what few want to know; it stands in the CSV.</summary>
    public bool InCsvOnly { get; init; }
}

/// <summary>A picture made of figures.</summary>
/// <param name="Svg">The picture, made by our own renderer.</param>
/// <param name="Sentence">The same in one sentence with its figures; literal text.</param>
internal sealed record CardChart(string Svg, string Sentence) : CardSection
{
    /// <summary>What stands below the picture where the card says the sentence already; null to show the sentence. Our own words.</summary>
    public string? Caption { get; init; }

    /// <summary>The figures of a chart of hours; null for other charts, for more figures than a chat draws, and in cards kept before there was such.</summary>
    public CardSeries? Series { get; init; }

    public static CardChart Of(HourChart chart, string caption) => new(HourChartRenderer.Svg(chart), chart.Sentence) { Caption = caption, Series = CardSeries.Of(chart) };
}

/// <summary>Lines one below the other, each optionally with its own button and link (pivots, findings, timeline).</summary>
internal sealed record CardList(IReadOnlyList<CardItem> Items) : CardSection;

internal sealed record CardItem(CardText Text, CardButton? Button = null, CardLink? Link = null)
{
    /// <summary>Further buttons, after the first; null without any, as in cards that were kept before there were such.</summary>
    public IReadOnlyList<CardButton>? Also { get; init; }

    /// <summary>All buttons of the line, in order.</summary>
    [JsonIgnore]
    public IEnumerable<CardButton> Buttons => (Button is null ? [] : new[] { Button }).Concat(Also ?? []);
}
