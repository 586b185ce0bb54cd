using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Charts;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Every kind of card as people see it in Teams.</summary>
public sealed class TeamsGoldenTests
{
    private static readonly TeamsView WithRoom = new("m1", new Uri("https://chatops.example/"));
    private static readonly TeamsView WithoutRoom = new("m1", null, "May be here twice: Teams did not say whether it took this message.");

    public static TheoryData<string> Cards => [.. GoldenCards.All.Keys];

    [Theory]
    [MemberData(nameof(Cards))]
    public Task A_card_reads_as_its_golden_file(string kind) => TeamsGolden.ExpectAsync($"{kind}.json", Drawn(GoldenCards.All[kind]), WithRoom);

    [Fact]
    public Task A_report_links_to_the_room() => TeamsGolden.ExpectAsync("report.json", Report, WithRoom);

    [Fact]
    public Task Without_a_room_the_report_is_folded_into_the_card() => TeamsGolden.ExpectAsync("report-folded.json", Report, WithoutRoom);

    [Fact]
    public Task A_table_without_a_room_says_where_the_rest_is() => TeamsGolden.ExpectAsync("associated-findings-without-room.json", GoldenCards.All["associated-findings"], WithoutRoom);

    [Fact]
    public Task A_chart_of_many_hours_is_a_picture() => TeamsGolden.ExpectAsync("flow-many-hours.json", Without(GoldenCards.All["flow"]), WithRoom);

    [Fact]
    public Task A_question_is_asked_in_a_dialog() => TeamsGolden.ExpectAsync(
        "buttons.json",
        new Card(CardKind.Finding, "Many buttons") { Buttons = [.. Enumerable.Range(1, 9).Select(static at => new CardButton($"Button {at}", new CardAction("span")) { Prompt = at == 2 ? "Which interval?" : null })] },
        WithRoom);

    [Fact]
    public Task Hostile_text_is_as_literal_in_a_browser_as_here()
    {
        string[] hostile =
        [
            .. ((IEnumerable<object[]>)HostileStrings.All).Select(static row => (string)row[0]).Where(static text => text.Length < 400),
            "**bold** _it_ `code` ~no~ # head", "{{DATE(2024-08-01T00:00:00Z, SHORT)}} {{TIME(2024-08-01T00:00:00Z)}}", "<at>Ana</at>", "C:\\temp\\*.exe", "# head", "> quoted", "1. one", "- two", "+ three", "===", "    code", "| a | b |", "[x]: https://evil.example", "&copy; &#64;", "https://evil.example/x",
        ];
        var card = new Card(CardKind.Finding, "Hostile text, shown as it is")
        {
            Sections =
            [
                .. hostile.SelectMany(static text => new CardSection[] { new CardParagraph(CardText.Of(new Literal(text))), new CardParagraph(CardText.Of("as runs ", new Code(text), " ", new Literal(text))) }),
                new CardFacts([.. hostile.Select(static text => new CardFact("fact", CardText.Of(new Literal(text))))]),
                new CardTable("Table", [new CardColumn("text")], [.. hostile.Select(static text => (IReadOnlyList<CardText>)[CardText.Of(new Literal(text))])]) { Shown = 100 },
                new CardList([.. hostile.Select(static text => new CardItem(CardText.Of(new Literal(text))))]),
            ],
        };
        return TeamsGolden.ExpectAsync("hostile.json", card, WithRoom, hostile.Select(ChatText.Shown).SelectMany(static text => new[] { text, $"as runs {text} {text}", $"• {text}" }));
    }

    internal static Card Report { get; } = new(CardKind.Report, CardText.Of("After-action report: ", new Literal("GetParameters called from 198.51.100.23")))
    {
        Sections =
        [
            new CardFacts([new("Findings", "25 findings"), new("Alerts", "41"), new("Actions", "12"), new("Notes", "3"), new("Not learned", "Kubernetes audit: not asked")]),
        ],
        Links =
        [
            new CardLink("Whole report", new Uri("/api/v1/threads/t1/report?format=html", UriKind.Relative)),
            new CardLink("As Markdown", new Uri("/api/v1/threads/t1/report?format=md", UriKind.Relative)),
        ],
        Document = new CardDocument("report.md", "After-action report", $"# After-action report\n\n## Findings\n\n{string.Join('\n', Enumerable.Range(1, 25).Select(static at => $"- **{at}** `Recon:EC2/Portscan` by _198.51.100.{at}_"))}\n\n## Notes\n\n> Ana: looks like [the scanner](https://evil.example)\n"),
        Footnote = "Case open. Made 1 Aug 2024 19:00 UTC.",
        IsSample = true,
    };

    /// <summary>Golden cards made by hand have no picture.</summary>
    internal static Card Drawn(Card card) => card with { Sections = [.. card.Sections.Select(static section => section is CardChart { Svg: "<svg/>" } chart ? chart with { Svg = Drawing } : section)] };

    private static Card Without(Card card) => card with { Sections = [.. card.Sections.Select(static section => section is CardChart chart ? chart with { Series = null } : section)] };

    /// <summary>A picture that can be drawn.</summary>
    internal static string Drawing => HourChartRenderer.Svg(SomeHours);

    private static HourChart SomeHours { get; } = new(
        "Observed", "Findings from 00:17 to 18:42.", new Investigation.Timing.TimeWindow(SomeEvidence.Midnight, SomeEvidence.Midnight.AddHours(19)),
        [new HourPanel("Findings", HourUnit.Count, [.. Enumerable.Range(0, 19).Select(static hour => new HourBar(SomeEvidence.Midnight.AddHours(hour), hour * 7 % 5))])]);
}
