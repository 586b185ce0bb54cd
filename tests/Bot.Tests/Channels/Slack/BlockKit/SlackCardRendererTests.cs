using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

public sealed class SlackCardRendererTests
{
    private static readonly SlackRenderContext Plain = SlackRenderContext.Plain;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_card_becomes_a_message_that_Slack_refuses(int seed)
    {
        var cards = new HostileCards(seed);
        for (var number = 0; number < 100; number++)
        {
            var card = cards.Next();
            var context = new SlackRenderContext(chart => chart % 2 == 0 ? "F0ABCDEFGH" : cards.Any(), number % 2 == 0 ? null : TimeSpan.FromSeconds(number));
            ShouldBeTaken(SlackCardRenderer.Render(card, context), $"seed {seed}, card {number}");
            ShouldBeTaken(new SlackRendering([SlackCardRenderer.PlainForm(card)], []), $"plain form, seed {seed}, card {number}");
        }
    }

    public static TheoryData<string> Giants => [.. GiantCards.Keys];

    [Theory]
    [MemberData(nameof(Giants))]
    public void A_giant_becomes_ten_messages_at_most_and_says_what_is_missing(string giant)
    {
        var rendering = SlackCardRenderer.Render(GiantCards[giant], Plain);

        ShouldBeTaken(rendering, giant);
        var last = rendering.Parts[^1].Seen();
        if (rendering.Parts.Count == 10) last.ShouldContain("do not fit into 10 messages");
        if (rendering.Parts.Count > 1) rendering.Parts[1].Seen().ShouldContain($"continued 2/{rendering.Parts.Count}");
        if (GiantCards[giant].Sections is [CardTable]) rendering.Files.ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    [InlineData("*bold* _it_ `code` ~no~")]
    [InlineData("&amp;")]
    public void Hostile_text_is_shown_literally_wherever_it_stands(string hostile)
    {
        var console = new Uri("https://console.aws.amazon.com/guardduty");
        var card = new Card(CardKind.Finding, CardText.Of(new Literal(hostile)))
        {
            Severity = new Severity(8),
            Sections =
            [
                new CardParagraph(CardText.Of(new Code(hostile), new Anchor(hostile, console))),
                new CardFacts([new CardFact("Who", CardText.Of(new Literal(hostile)))]),
                new CardTable("Calls", [new CardColumn("call")], [[CardText.Of(new Literal(hostile))]]),
                new CardChart("<svg/>", hostile),
                new CardList([new CardItem(CardText.Of(new Literal(hostile)), new CardButton(hostile, new CardAction("pivot")) { Id = "b1" }, new CardLink(hostile, null, hostile))]),
            ],
            Footnote = CardText.Of(new Literal(hostile), new Anchor(hostile, console)),
        };

        var rendering = SlackCardRenderer.Render(card, Plain);

        ShouldBeTaken(rendering, hostile);
        var literal = CardWords.Of(CardText.Of(new Literal(hostile)));
        string.Concat(rendering.Parts.SelectMany(static part => part.OfType("text")).Select(static run => run["text"]!.GetValue<string>())).ShouldContain(literal);
    }

    [Fact]
    public void A_long_text_is_told_to_its_last_character()
    {
        var text = string.Concat(Enumerable.Range(0, 12_000).Select(static number => $"{number} "));
        var card = new Card(CardKind.Refusal, "Log") { Sections = [new CardParagraph(CardText.Of(new Literal(text)))] };

        var rendering = SlackCardRenderer.Render(card, Plain);

        rendering.Parts.Count.ShouldBeInRange(6, 9);
        string.Concat(rendering.Parts.SelectMany(static part => part.OfType("text")).Select(static run => run["text"]!.GetValue<string>())).ShouldBe("Log" + text);
        rendering.Files.ShouldBeEmpty();
    }

    [Fact]
    public void Every_button_is_there_once_and_those_of_the_card_stay_in_its_first_message()
    {
        var card = GoldenCards.WithIds(new Card(CardKind.Pivots, "Pivots")
        {
            Sections = [new CardList([.. Enumerable.Range(0, 100).Select(static number => new CardItem(CardText.Of(new Code($"i-{number:x8}")), new CardButton("Open here", new CardAction("pivot"))))])],
            Buttons = [.. Enumerable.Range(0, 30).Select(static number => new CardButton($"Button {number}", new CardAction("span")))],
        });

        var parts = SlackCardRenderer.Render(card, Plain).Parts;

        var ids = parts.SelectMany(static part => part.OfType("button")).Select(static button => button["action_id"]!.GetValue<string>()).ToList();
        ids.ShouldBe(CardButtons.Of(card).Select(static button => SlackButtons.Press + button.Id), ignoreOrder: true);
        parts[0].OfType("button").Count(static button => button["text"]!["text"]!.GetValue<string>().StartsWith("Button", StringComparison.Ordinal)).ShouldBe(30);
        parts[0].OfType("actions").Select(static row => row["elements"]!.AsArray().Count).ShouldBe([25, 5]);
    }

    [Fact]
    public void A_table_says_how_many_rows_it_leaves_to_the_csv()
    {
        var rendering = SlackCardRenderer.Render(Rows(37, shown: 25), Plain);

        rendering.Parts.ShouldHaveSingleItem().OfType("table").ShouldHaveSingleItem()["rows"]!.AsArray().Count.ShouldBe(26);
        rendering.Parts[0].Seen().ShouldContain("+12 more, full table attached");
        rendering.Files.ShouldBe([new SlackCsv(1, "All")]);
        SlackCardRenderer.Render(Rows(25, shown: 25), Plain).Files.ShouldBeEmpty();
        SlackCardRenderer.Render(Rows(7, shown: 0), Plain).Parts[0].Seen().ShouldContain("All: 7 rows, attached as CSV");
    }

    [Fact]
    public void A_second_large_table_gets_a_message_of_its_own()
    {
        var card = Rows(30, shown: 30);
        var rendering = SlackCardRenderer.Render(card with { Sections = [.. card.Sections, .. card.Sections] }, Plain);

        rendering.Parts.Select(static part => part.OfType("table").Count()).ShouldBe([1, 1]);
        rendering.Parts[1].Blocks[1]["type"]!.GetValue<string>().ShouldBe("rich_text", "its caption goes with it");
        rendering.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(9.5, "🔴 Critical 9.5 · ")]
    [InlineData(7, "🔴 High 7.0 · ")]
    [InlineData(5, "🟠 Medium 5.0 · ")]
    [InlineData(2, "🟡 Low 2.0 · ")]
    [InlineData(0, "⚪ Low 0.0 · ")]
    public void Severity_is_a_mark_a_word_and_a_bar(double severity, string title)
    {
        var card = new Card(CardKind.Finding, "What") { Severity = new Severity(severity), Sections = [new CardParagraph("More")] };

        var message = SlackCardRenderer.Render(card, Plain).Parts.ShouldHaveSingleItem();

        message.Blocks.ShouldHaveSingleItem()["text"]!["text"]!.GetValue<string>().ShouldBe(title + "What");
        message.Attachments.ShouldHaveSingleItem()["color"]!.GetValue<string>().ShouldStartWith("#");
        message.Text.ShouldStartWith(title + "What");
        SlackCardRenderer.Render(card with { Severity = null }, Plain).Parts[0].Attachments.ShouldBeEmpty();
    }

    [Fact]
    public void The_root_card_s_time_has_the_reader_s_own_clock_beside_UTC()
    {
        var from = new DateTimeOffset(2024, 8, 1, 0, 20, 0, TimeSpan.Zero);
        var card = new Card(CardKind.Finding, "What") { Sections = [new CardFacts([new CardFact("When", CardText.Of(new Interval(from, from.AddMinutes(34)), " · 41 occurrences"))])] };

        var message = SlackCardRenderer.Render(card, Plain).Parts[0];

        message.Seen().ShouldContain("1 Aug 2024 00:20 – 00:54 UTC (");
        message.OfType("date").Select(static date => date["timestamp"]!.GetValue<long>()).ShouldBe([1722471600, 1722473640]);
        var days = card with { Sections = [new CardFacts([new CardFact("When", CardText.Of(new Interval(from, from.AddDays(3))))])] };
        SlackCardRenderer.Render(days, Plain).Parts[0].OfType("date").ShouldBeEmpty("a clock without its day would mislead");
    }

    [Fact]
    public void A_link_Slack_would_not_take_is_left_out_with_the_reason()
    {
        var card = new Card(CardKind.Entity, "User agent") { Links = [new CardLink("Detective", new Uri($"https://console.aws.amazon.com/{new string('a', 3000)}")), new CardLink("GuardDuty", null, "archived")] };

        var message = SlackCardRenderer.Render(card, Plain).Parts[0];

        message.OfType("link").ShouldBeEmpty();
        message.Seen().ShouldContain("Detective: no link, 3,031 characters are more than Slack takes (3,000) · GuardDuty: no link, archived");
    }

    [Fact]
    public void The_text_holds_the_whole_card_in_words_or_says_how_much_it_leaves_out()
    {
        var card = Rows(20, shown: 25);
        SlackCardRenderer.Render(card, Plain).Parts[0].Text.ShouldBe(SlackText.Escape(CardWords.Of(card)));
        var plain = SlackCardRenderer.PlainForm(Rows(5000, shown: 25));
        plain.Blocks.ShouldBeEmpty();
        plain.Attachments.ShouldBeEmpty();
        var many = new Card(CardKind.Help, "Many") { Sections = [new CardList([.. Enumerable.Range(0, 900).Select(static number => new CardItem($"line number {number}"))])] };
        var text = SlackCardRenderer.PlainForm(many).Text;
        text.Length.ShouldBeInRange(3600, 3900);
        text.ShouldMatch(@"- line number \d+\n… \d+ more lines, not in this text\z");
        var told = text.Split('\n').Length - 2;
        text.ShouldEndWith($"… {900 - told} more lines, not in this text");
    }

    [Fact]
    public void A_message_can_be_written_twice()
    {
        var message = SlackCardRenderer.Render(Rows(3, shown: 3), Plain).Parts[0];
        message.ToJson().ToJsonString().ShouldBe(message.ToJson().ToJsonString());
    }

    private static Dictionary<string, Card> GiantCards { get; } = new(StringComparer.Ordinal)
    {
        ["10,000 rows"] = Rows(10_000, 10_000),
        ["rows of long cells"] = new Card(CardKind.Calls, "Calls") { Sections = [new CardTable("All", [new CardColumn("call")], [.. Enumerable.Range(0, 50).Select(static _ => (IReadOnlyList<CardText>)[CardText.Of(new Literal(new string('x', 9000)))])])] },
        ["300 lines with buttons"] = GoldenCards.WithIds(new Card(CardKind.Pivots, "Pivots") { Sections = [new CardList([.. Enumerable.Range(0, 300).Select(static number => new CardItem(CardText.Of(new Literal($"*{number}*")), new CardButton("Open here", new CardAction("pivot"))))])] }),
        ["1 MB of text"] = new Card(CardKind.Finding, CardText.Of(new Literal(new string('t', 1_000_000)))) { Severity = new Severity(8), Sections = [new CardParagraph(CardText.Of(new Literal(new string('x', 1_000_000))))] },
        ["20 tables"] = new Card(CardKind.Calls, "Calls") { Severity = new Severity(2), IsSample = true, Sections = [.. Enumerable.Range(0, 20).Select(static _ => Rows(90, 90).Sections[0])] },
        ["nothing at all"] = new Card(CardKind.Help, ""),
    };

    private static Card Rows(int count, int shown) => new(CardKind.AssociatedFindings, "Findings")
    {
        Sections = [new CardTable("All", [new CardColumn("title"), new CardColumn("count", IsNumber: true)], [.. Enumerable.Range(0, count).Select(static i => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"row {i}")), CardText.Of(new Figure(i, $"{i}"))])]) { Shown = shown }],
    };

    /// <summary>The double of Slack has its own reading of the rules.</summary>
    private static SlackRefusal? SecondOpinion(SlackMessage message)
    {
        var check = new BlockCheck("m", static _ => true);
        check.Message(message.ToJson());
        return check.Refusal;
    }

    private static void ShouldBeTaken(SlackRendering rendering, string which)
    {
        rendering.Parts.Count.ShouldBeInRange(1, 10, which);
        foreach (var part in rendering.Parts)
        {
            SlackValidator.Message(part.ToJson()).ShouldBeEmpty(which);
            SecondOpinion(part)?.Messages.ShouldBeEmpty(which);
            part.Text.Length.ShouldBeLessThanOrEqualTo(3900, which);
            part.ShouldHoldNothingLive();
            JsonNode.Parse(part.ToJson().ToJsonString())!.ToJsonString().ShouldBe(part.ToJson().ToJsonString(), which);
        }
    }
}
