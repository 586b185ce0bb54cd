using System.Text.Json;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

public sealed class CardJsonTests
{
    private static readonly DateTimeOffset At = new(2024, 8, 1, 0, 20, 0, TimeSpan.Zero);

    private static readonly Card Everything = new(CardKind.Span, CardText.Of("span of ", new Code("198.51.100.23")))
    {
        Severity = new Severity(5),
        IsSample = true,
        Footnote = "asked",
        Buttons = [new CardButton("Set interval", new CardAction("interval", "a..b")) { Id = "1", Prompt = "which?" }],
        Links = [new CardLink("Detective", new Uri("https://example.com/?a=%20b")), new CardLink("GuardDuty", null, "not in this region")],
        Sections =
        [
            new CardParagraph(CardText.Of(new Strong("strong"), new Words("words"), new Literal("<b>"), new Moment(At, MomentStyle.TimeOnly), new Interval(At, At.AddHours(1)), new Anchor("x", new Uri("https://example.com/")))),
            new CardFacts([new CardFact("Who", "-")]),
            new CardTable("rows", [new CardColumn("n", IsNumber: true)], [["1"], ["2"]]) { Shown = 1 },
            new CardChart("<svg/>", "a sentence"),
            new CardList([new CardItem("one", new CardButton("Open", new CardAction("pivot")), new CardLink("l", null, "no")), new CardItem("two")]),
        ],
    };

    [Fact]
    public void A_card_comes_back_as_it_was_kept()
    {
        var json = JsonSerializer.Serialize(Everything, CardJson.Default.Card);
        var back = JsonSerializer.Deserialize(json, CardJson.Default.Card).ShouldNotBeNull();

        JsonSerializer.Serialize(back, CardJson.Default.Card).ShouldBe(json);
        back.Severity.ShouldBe(new Severity(5));
        back.Sections.Select(static section => section.GetType()).ShouldBe(Everything.Sections.Select(static section => section.GetType()));
        ((CardParagraph)back.Sections[0]).Text.Runs.ShouldBe(((CardParagraph)Everything.Sections[0]).Text.Runs);
        back.Links.ShouldBe(Everything.Links);
        back.Buttons.ShouldBe(Everything.Buttons);
    }

    [Fact]
    public void The_kept_form_is_pinned()
    {
        var card = new Card(CardKind.Finding, CardText.Of("x", new Literal("y"))) { Severity = new Severity(5), Sections = [new CardList([new CardItem("z", new CardButton("Open", new CardAction("pivot", "ip")) { Id = "1" })])] };
        JsonSerializer.Serialize(card, CardJson.Default.Card).ShouldBe(
            """{"kind":"Finding","title":{"runs":[{"run":"words","text":"x"},{"run":"literal","text":"y"}]},"severity":{"value":5},"sections":[{"section":"list","items":[{"text":{"runs":[{"run":"words","text":"z"}]},"button":{"label":"Open","action":{"verb":"pivot","argument":"ip"},"id":"1"}}]}],"buttons":[],"links":[],"isSample":false}""");
    }
}
