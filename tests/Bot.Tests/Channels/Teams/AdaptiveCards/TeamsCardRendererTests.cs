using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Findings;
using FsCheck;
using FsCheck.Fluent;
using Interval = ChatOps.Bot.Cards.Interval;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

public sealed class TeamsCardRendererTests
{
    private static readonly Uri Room = new("https://chatops.example/");
    private static readonly TeamsView WithRoom = new("m1", Room);
    private static readonly TeamsView WithoutRoom = new("m1", null);

    [Fact]
    public void Any_card_becomes_a_message_that_Teams_takes() => Prop.ForAll(SomeCardsOfAnyKind.All.ToArbitrary(), static card =>
    {
        ShouldBeTaken(TeamsCardRenderer.Render(card, WithRoom), Room);
        ShouldBeTaken(TeamsCardRenderer.Render(card, WithoutRoom), null);
        ShouldBeTaken(TeamsCardRenderer.PlainForm(card, WithRoom), Room);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_hostile_card_becomes_a_message_that_Teams_refuses(int seed)
    {
        var cards = new HostileCards(seed);
        for (var number = 0; number < 60; number++) ShouldBeTaken(TeamsCardRenderer.Render(cards.Next(), number % 2 == 0 ? WithRoom : WithoutRoom), Room);
    }

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    [InlineData("**bold** _it_ `code` ~no~ # head")]
    [InlineData("{{DATE(2024-08-01T00:00:00Z, SHORT)}} {{{TIME(2024-08-01T00:00:00Z)}}}")]
    [InlineData("<at>Ana</at>")]
    [InlineData("1. one\n2. two\n\n    code\n- three\n> four\n===\n---")]
    [InlineData("C:\\temp\\*.exe [x](https://evil.example)")]
    public void Hostile_text_is_shown_literally_wherever_it_stands(string hostile)
    {
        var card = Everywhere(hostile);

        var rendering = TeamsCardRenderer.Render(card, WithRoom);

        ShouldBeTaken(rendering, Room);
        // a text of thousands is shown in part, twelve times over
        var literal = ChatText.Shown(hostile.Length > 400 ? hostile[..400] : hostile);
        var seen = rendering.Seen();
        const int places = 7;
        System.Text.RegularExpressions.Regex.Count(seen, System.Text.RegularExpressions.Regex.Escape(literal)).ShouldBeGreaterThanOrEqualTo(places);
        rendering.OfType("Image").ShouldBeEmpty();
    }

    [Fact]
    public void No_macro_of_somebody_else_s_is_expanded_among_runs()
    {
        var element = new TeamsLine(Room, new TeamsMentions()).Element(CardText.Of(new Code("a"), new Literal("{"), "{DATE(2024-08-01T00:00:00Z)}}", new Code("{{TIME(2024-08-01T00:00:00Z)}}")));

        var runs = element["inlines"]!.AsArray().Select(static run => run!["text"]!.GetValue<string>()).ToList();
        string.Concat(runs).ShouldBe("a{{DATE(2024-08-01T00:00:00Z)}}{{TIME(2024-08-01T00:00:00Z)}}");
        runs.ShouldAllBe(static run => !run.Contains("{{"));
    }

    [Theory]
    [InlineData(true, "+9,900 more rows; whole table as CSV")]
    [InlineData(false, "+9,900 more rows; the whole table is in the room")]
    public void A_table_of_10_000_rows_says_how_many_it_leaves_out(bool hasRoom, string words)
    {
        var rendering = TeamsCardRenderer.Render(Rows(10_000, 10_000), hasRoom ? WithRoom : WithoutRoom);

        ShouldBeTaken(rendering, Room);
        rendering.Seen().ShouldContain(hasRoom ? $"[{words.Split("; ")[1]}](https://chatops.example/api/v1/cards/m1.csv?table=1)" : words);
        rendering.Seen().ShouldContain(words.Split(';')[0]);
        rendering.OfType("TableRow").Count().ShouldBe(101);
        rendering.OfType("Table").ShouldHaveSingleItem()["fallback"]!["type"]!.GetValue<string>().ShouldBe("TextBlock");
    }

    [Fact]
    public void A_larger_card_shows_fewer_rows_then_no_chart_then_words_alone()
    {
        var one = Rows(90, 90).Sections[0];
        var chart = GoldenCards.All["calls"].Sections.OfType<CardChart>().Single();
        Card Of(int tables) => new(CardKind.Calls, "Calls") { Sections = [chart, .. Enumerable.Repeat(one, tables)] };
        List<(int Rows, bool HasChart)> seen = [.. new[] { 1, 4, 12, 24, 50, 200 }.Select(tables => TeamsCardRenderer.Render(Of(tables), WithRoom)).Select(static made => (made.OfType("TableRow").Count() / Math.Max(1, made.OfType("Table").Count()), made.OfType("Chart.VerticalBar.Grouped").Any()))];

        seen[0].ShouldBe((91, true));
        seen[^1].ShouldBe((0, false));
        seen.Select(static one => one.Rows).ShouldBeInOrder(SortDirection.Descending);
        foreach (var tables in new[] { 1, 4, 12, 24, 50, 200 }) ShouldBeTaken(TeamsCardRenderer.Render(Of(tables), WithRoom), Room);
    }

    [Fact]
    public void A_text_of_a_megabyte_says_where_it_is_cut()
    {
        var rendering = TeamsCardRenderer.Render(new Card(CardKind.Finding, CardText.Of(new Literal(new string('t', 1_000_000)))) { Severity = new Severity(8), Sections = [new CardParagraph(CardText.Of(new Code(new string('x', 1_000_000))))] }, WithRoom);

        ShouldBeTaken(rendering, Room);
        rendering.Seen().ShouldContain("(cut here, 9");
        rendering.Summary.Length.ShouldBeLessThanOrEqualTo(240);
    }

    [Fact]
    public void Pictures_leave_the_request_below_its_limit()
    {
        var chart = GoldenCards.All["flow"].Sections.OfType<CardChart>().First();
        var card = new Card(CardKind.Flow, "Many charts") { Sections = [.. Enumerable.Range(0, 30).Select(number => new CardChart(chart.Svg.Replace("Inbound", $"Inbound {number}", StringComparison.Ordinal), $"Sentence {number}"))] };

        var rendering = TeamsCardRenderer.Render(card, WithRoom);

        ShouldBeTaken(rendering, Room);
        rendering.OfType("Image").Count().ShouldBeInRange(3, 29);
        rendering.Seen().ShouldContain("Sentence 29");
    }

    [Fact]
    public void Every_button_is_there_once_six_to_a_row_at_most()
    {
        var card = GoldenCards.WithIds(new Card(CardKind.Pivots, "Pivots")
        {
            Sections = [new CardList([.. Enumerable.Range(0, 30).Select(static number => new CardItem(CardText.Of(new Code($"i-{number:x8}")), new CardButton("Open here", new CardAction("pivot"))) { Also = number == 3 ? [.. Enumerable.Range(0, 9).Select(static also => new CardButton($"{also}", new CardAction("calls")))] : null })])],
            Buttons = [.. Enumerable.Range(0, 30).Select(static number => new CardButton($"Button {number}", new CardAction("span")) { Prompt = number == 7 ? "Which?" : null })],
        });

        var rendering = TeamsCardRenderer.Render(card, WithRoom);

        ShouldBeTaken(rendering, Room);
        var pressed = rendering.OfType("Action.Execute").Concat(rendering.OfType("Action.Submit").Where(static action => action["data"]!["msteams"] is not null)).Select(static action => action["data"]![TeamsButtons.Press]!.GetValue<string>());
        pressed.ShouldBe(CardButtons.Of(card).Select(static button => button.Id!), ignoreOrder: true);
        var asking = rendering.OfType("Action.Submit").Single(static action => action["data"]!["msteams"] is not null);
        asking["title"]!.GetValue<string>().ShouldBe("Button 7");
        asking["data"]!["msteams"]!["type"]!.GetValue<string>().ShouldBe("task/fetch");
        foreach (var action in rendering.OfType("Action.Execute"))
        {
            action["verb"]!.GetValue<string>().ShouldBe(TeamsButtons.Verb);
            JsonNode.DeepEquals(action["fallback"]!["data"], action["data"]).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(9.5, "🔴 Critical 9.5 · ", "attention")]
    [InlineData(7, "🔴 High 7.0 · ", "attention")]
    [InlineData(5, "🟠 Medium 5.0 · ", "warning")]
    [InlineData(2, "🟡 Low 2.0 · ", "accent")]
    [InlineData(0, "⚪ Low 0.0 · ", "emphasis")]
    public void Severity_is_a_mark_a_word_and_a_color(double severity, string title, string style)
    {
        var card = new Card(CardKind.Finding, "What") { Severity = new Severity(severity), Sections = [new CardParagraph("More")] };

        var rendering = TeamsCardRenderer.Render(card, WithRoom);

        rendering.Seen().ShouldStartWith(title + "What");
        rendering.OfType("Container").ShouldHaveSingleItem()["style"]!.GetValue<string>().ShouldBe(style);
        rendering.Summary.ShouldBe(title[(title.IndexOf(' ') + 1)..] + "What");
        TeamsCardRenderer.Render(card with { Severity = null }, WithRoom).OfType("Container").ShouldBeEmpty();
    }

    [Fact]
    public void The_reader_s_own_clock_stands_beside_UTC_where_it_does_not_mislead()
    {
        var from = new DateTimeOffset(2024, 8, 1, 2, 20, 0, TimeSpan.FromHours(2));
        Card Of(CardText when) => new(CardKind.Finding, "What") { Sections = [new CardFacts([new CardFact("When", when)])] };

        TeamsCardRenderer.Render(Of(CardText.Of(new Interval(from, from.AddMinutes(34)), " · 41 occurrences")), WithRoom).Seen()
            .ShouldContain("1 Aug 2024 00:20 – 00:54 UTC ({{TIME(2024-08-01T00:20:00Z)}} – {{TIME(2024-08-01T00:54:00Z)}} your time) · 41 occurrences");
        TeamsCardRenderer.Render(Of(CardText.Of(new Interval(from, from.AddDays(3)))), WithRoom).Seen().ShouldNotContain("your time", Case.Sensitive, "a clock without its day would mislead");
        TeamsCardRenderer.Render(Of(CardText.Of(new Literal("{{TIME(2024-08-01T00:20:00Z)}}"))), WithRoom).Card.ToJsonString().ShouldNotContain("{{");
    }

    [Fact]
    public void A_link_that_cannot_be_is_left_out_with_the_reason()
    {
        var card = new Card(CardKind.Entity, "User agent") { Links = [new CardLink("Detective", new Uri($"https://console.aws.amazon.com/{new string('a', 3000)}")), new CardLink("GuardDuty", null, "archived"), new CardLink("Other", new Uri("http://console.aws.amazon.com/")), new CardLink("Thread", new Uri("/#/security/t1", UriKind.Relative))] };

        var seen = TeamsCardRenderer.Render(card, WithRoom).Seen();

        seen.ShouldContain("Detective: no link, 3,031 characters are more than Teams opens everywhere (2,048) · GuardDuty: no link, archived · Other: no link, only https addresses are opened · [Thread ↗](https://chatops.example/#/security/t1)");
        TeamsCardRenderer.Render(card, WithoutRoom).Seen().ShouldContain("Thread: no link, it leads into the room, which has no public address");
        var http = new Uri("http://10.0.0.5:5080/room/");
        var inside = TeamsCardRenderer.Render(card, new TeamsView("m1", http));
        inside.Seen().ShouldContain("[Thread ↗](http://10.0.0.5:5080/room/#/security/t1)");
        TeamsValidator.Activity(inside.Activity(), http).ShouldBeEmpty();
        TeamsValidator.Activity(inside.Activity()).ShouldHaveSingleItem().Why.ShouldContain("no https address");
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    [InlineData("/\\evil.example")]
    public void A_path_of_the_room_leads_nowhere_else(string path)
    {
        var url = TeamsUrl.Of(new Uri(path, UriKind.Relative), Room, out _);
        if (url is not null) new Uri(url).Host.ShouldBe("chatops.example");
    }

    [Fact]
    public void Bold_is_ours_alone_and_only_where_Markdown_makes_it()
    {
        var line = new TeamsLine(Room, new TeamsMentions());
        line.Markdown(CardText.Of(new Strong("Scope "), "x")).ShouldBe("**Scope** x");
        line.Markdown(CardText.Of("a", new Strong("b"))).ShouldBe("ab");
        line.Markdown(CardText.Of(new Strong("New:"), " API")).ShouldBe("**New:** API");
        line.Markdown(CardText.Of(new Strong("a*b"))).ShouldBe("**a\\*b**");
        line.Markdown(CardText.Of(new Strong("  "))).ShouldBe("  ");
    }

    [Fact]
    public void The_notice_stands_first_in_both_forms()
    {
        var view = new TeamsView("m1", Room, "May be here twice: nobody knows.");
        var card = GoldenCards.All["finding"];

        TeamsCardRenderer.Render(card, view).Seen().ShouldStartWith("May be here twice: nobody knows.");
        TeamsCardRenderer.PlainForm(card, view).Seen().ShouldStartWith("May be here twice: nobody knows.");
    }

    [Fact]
    public void A_report_without_a_room_is_folded_in_as_far_as_it_fits()
    {
        var text = string.Join('\n', Enumerable.Range(1, 5000).Select(static at => $"- **{at}** [x](https://evil.example)"));
        var rendering = TeamsCardRenderer.Render(TeamsGoldenTests.Report with { Document = new CardDocument("report.md", "After-action report", text) }, WithoutRoom);

        ShouldBeTaken(rendering, null);
        rendering.OfType("Action.ToggleVisibility").ShouldHaveSingleItem()["title"]!.GetValue<string>().ShouldBe("Show the whole report");
        rendering.Seen().ShouldContain("- **1** [x](https://evil.example)\n");
        rendering.Seen().ShouldMatch(@"Cut here: \d,\d{3} more lines of 5,000 do not fit into this message\.");
        TeamsCardRenderer.Render(TeamsGoldenTests.Report, WithRoom).OfType("Action.ToggleVisibility").ShouldBeEmpty();
    }

    [Fact]
    public void Series_of_hours_are_charts_of_Teams_with_our_picture_in_reserve()
    {
        var rendering = TeamsCardRenderer.Render(GoldenCards.All["flow"], WithRoom);

        var bars = rendering.OfType("Chart.VerticalBar").ToList();
        bars.Count.ShouldBe(2);
        bars[0]["title"]!.GetValue<string>().ShouldBe("Inbound, MB");
        bars[0]["data"]!.AsArray().Select(static bar => bar!["y"]!.GetValue<double>()).ShouldBe([4.1, 4.1, 254.9, 4.1, 4.1, 4.1], 0.05);
        bars[0]["data"]![2]!["color"]!.GetValue<string>().ShouldBe("categoricalRed", "it is a spike");
        bars[0]["fallback"]!["url"]!.GetValue<string>().ShouldStartWith("data:image/png;base64,");
        bars[1]["fallback"]!.GetValue<string>().ShouldBe("drop");
        rendering.Seen().ShouldContain("Inbound: highest 254.9 MB at 02:00 UTC; usual at these hours 4.1 MB.");
        var calls = TeamsCardRenderer.Render(GoldenCards.All["calls"], WithRoom).OfType("Chart.VerticalBar.Grouped").ShouldHaveSingleItem();
        calls["stacked"]!.GetValue<bool>().ShouldBeTrue();
        calls["data"]!.AsArray().Select(static part => part!["legend"]!.GetValue<string>()).ShouldBe(["successful", "failed"]);
    }

    [Fact]
    public void Hours_that_no_log_covers_are_left_out_and_told()
    {
        var chart = GoldenCards.All["calls"].Sections.OfType<CardChart>().Single();
        var panel = chart.Series!.Panels[0];
        CardChart Of(Func<CardBar, int, CardBar> bar) => chart with { Series = new CardSeries([panel with { Bars = [.. panel.Bars.Select(bar)] }]) };
        TeamsRendering Render(CardChart one) => TeamsCardRenderer.Render(new Card(CardKind.Calls, "Calls") { Sections = [one] }, WithRoom);

        var gaps = Render(Of(static (bar, at) => at is 1 or 2 ? new CardBar(bar.Hour, null) : bar));
        gaps.OfType("Chart.VerticalBar.Grouped").Single()["data"]![0]!["values"]!.AsArray().Count.ShouldBe(4);
        gaps.Seen().ShouldContain("no logs cover 2 of 6 hours, which are left out");
        var silent = Render(Of(static (bar, _) => new CardBar(bar.Hour, null)));
        silent.OfType("Chart.VerticalBar.Grouped").ShouldBeEmpty();
        silent.OfType("Image").ShouldHaveSingleItem();
    }

    [Fact]
    public void What_cannot_be_drawn_is_told_in_words()
    {
        var rendering = TeamsCardRenderer.Render(new Card(CardKind.Span, "Span") { Sections = [new CardChart("<svg/>", "Seen from 00:17 to 18:42."), new CardChart("<nothing", "Said above.") { Caption = "One bar to an hour." }] }, WithRoom);

        rendering.Seen().ShouldContain("Seen from 00:17 to 18:42.");
        rendering.Seen().ShouldContain("Chart, not shown here: One bar to an hour.");
    }

    internal static Card Everywhere(string hostile) => new(CardKind.Finding, CardText.Of(new Literal(hostile)))
    {
        Severity = new Severity(8),
        Sections =
        [
            new CardParagraph(CardText.Of(new Literal(hostile))),
            new CardParagraph(CardText.Of("id ", new Code(hostile), " ", new Anchor(hostile, new Uri("https://console.aws.amazon.com/guardduty")))),
            new CardFacts([new CardFact("Who", CardText.Of(new Literal(hostile))), new CardFact("What", CardText.Of(new Code(hostile)))]),
            new CardTable("Calls", [new CardColumn("call"), new CardColumn("id")], [[CardText.Of(new Literal(hostile)), CardText.Of(new Code(hostile))]]),
            new CardChart("", hostile),
            new CardList([new CardItem(CardText.Of(new Literal(hostile)), new CardButton(hostile, new CardAction("pivot")) { Id = "b1" }, new CardLink("Detective", null, hostile))]),
        ],
        Footnote = CardText.Of(new Literal(hostile)),
    };

    private static Card Rows(int count, int shown) => new(CardKind.AssociatedFindings, "Findings")
    {
        Sections = [new CardTable("All", [new CardColumn("title"), new CardColumn("count", IsNumber: true)], [.. Enumerable.Range(0, count).Select(static i => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"row {i}")), CardText.Of(new Figure(i, $"{i}"))])]) { Shown = shown }],
    };

    private static void ShouldBeTaken(TeamsRendering rendering, Uri? room)
    {
        var activity = rendering.Activity();
        TeamsValidator.Activity(activity, room).ShouldBeEmpty();
        TeamsSize.Of(activity).Utf16.ShouldBeLessThanOrEqualTo(TeamsSize.Warned - 4096);
        TeamsSize.Of(activity).Bytes.ShouldBeLessThan(TeamsSize.Body - 4096);
        rendering.ShouldHoldNothingLive();
        rendering.Summary.ShouldNotBeNullOrWhiteSpace();
        JsonNode.Parse(activity.ToJsonString())!.ToJsonString().ShouldBe(activity.ToJsonString());
    }
}
