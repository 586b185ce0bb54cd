using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

public sealed class CardWordsTests
{
    private static readonly DateTimeOffset Noon = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_part_of_a_card_is_said()
    {
        var card = new Card(CardKind.Finding, CardText.Of("Calls from ", new Literal("198.51.100.23")))
        {
            Severity = new Severity(5),
            IsSample = true,
            Sections =
            [
                new CardParagraph(CardText.Of(new Strong("This instance's own address"), ": ", new Code("i-1"))),
                new CardFacts([new CardFact("When", CardText.Of(new Interval(Noon, Noon.AddMinutes(34))))]),
                new CardTable("Per source", [new CardColumn("source"), new CardColumn("count", true)], [["findings", "25"], ["calls", "7,235"]]),
                new CardChart("<svg/>", "One bar per source."),
                new CardList([new CardItem("An item", new CardButton("Open here", new CardAction("pivot")), new CardLink("Detective", null, "no Detective in this region"))]),
            ],
            Buttons = [new CardButton("Span", new CardAction("span"))],
            Links = [new CardLink("GuardDuty", new Uri("https://console.aws.amazon.com/guardduty/home?region=us-east-1#/findings"))],
            Footnote = CardText.Of("Asked ", new Moment(Noon)),
        };

        CardWords.Of(card).ShouldBe("""
            Medium 5.0 · Calls from 198.51.100.23
            Sample data
            This instance's own address: i-1
            When: 1 Aug 2024 12:00 – 12:34 UTC
            Per source
            source | count
            findings | 25
            calls | 7,235
            One bar per source.
            - An item [Open here] · Detective: no link, no Detective in this region
            [Span]
            GuardDuty: https://console.aws.amazon.com/guardduty/home?region=us-east-1#/findings
            Asked 1 Aug 2024 12:00 UTC
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("<!channel> <script>alert(1)</script> [a](http://b)", "<!channel> <script>alert(1)</script> [a](http://b)")]
    [InlineData("abc\u202Ecba", "abc⟨U+202E⟩cba")]
    [InlineData("two\nlines\0", "two\n    lines⟨U+0000⟩")]
    public void Untrusted_text_stands_as_it_is_with_controls_made_visible(string hostile, string shown) =>
        CardWords.Of(CardText.Of(new Literal(hostile))).ShouldBe(shown);

    [Fact]
    public void An_interval_over_midnight_names_both_dates() =>
        CardWords.Of(CardText.Of(new Interval(Noon.AddHours(-17), Noon))).ShouldBe("31 Jul 2024 19:00 – 1 Aug 2024 12:00 UTC");

    [Fact]
    public void Lines_of_somebody_elses_text_are_set_in_and_cannot_pass_for_ours() =>
        CardWords.Of(new Card(CardKind.Finding, "Title") { Sections = [new CardParagraph(CardText.Of(new Literal("one\r\nWho: nobody\n")))] })
            .ShouldContain("one\n    Who: nobody");
}
