using System.Net;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Web;

public sealed partial class WebCardRendererTests
{
    private static readonly DateTimeOffset Begin = new(2024, 8, 1, 0, 20, 0, TimeSpan.Zero);

    [Fact]
    public Task A_finding_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("finding.html", Finding());

    [Fact]
    public Task A_span_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("span.html", Span());

    [Fact]
    public Task A_pivots_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("pivots.html", Pivots());

    [Fact]
    public void The_reason_for_a_missing_link_shows_what_is_hidden_in_it()
    {
        var card = new Card(CardKind.Entity, "Role session") { Links = [new CardLink("Detective", null, "no finding names AROA:se\u202Ess")] };

        WebUtility.HtmlDecode(WebCardRenderer.Render(card, "c1", 1)).ShouldContain("Detective: no finding names AROA:se⟨U+202E⟩ss");
        CardWords.Of(card).ShouldContain("AROA:se⟨U+202E⟩ss");
    }

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    public void Hostile_text_is_shown_literally_wherever_it_stands(string hostile)
    {
        var card = new Card(CardKind.Finding, CardText.Of(new Literal(hostile)))
        {
            Sections =
            [
                new CardParagraph(CardText.Of(new Code(hostile))),
                new CardFacts([new CardFact("Who", CardText.Of(new Literal(hostile)))]),
                new CardTable("Calls", [new CardColumn("call")], [[CardText.Of(new Literal(hostile))]]),
                new CardChart("<svg/>", hostile),
                new CardList([new CardItem(CardText.Of(new Literal(hostile)), new CardButton(hostile, new CardAction("pivot")) { Id = "b1" }, new CardLink(hostile, null, hostile))]),
            ],
            Links = [new CardLink(hostile, new Uri("https://console.aws.amazon.com/guardduty"))],
            Footnote = CardText.Of(new Anchor(hostile, new Uri("https://console.aws.amazon.com/detective"))),
        };

        var html = WebCardRenderer.Render(card, "c1", 1);

        Tags(html).ShouldBeSubsetOf(OwnTags);
        Attributes(html).ShouldBeSubsetOf(OwnAttributes);
        Links(html).ShouldAllBe(static link => link.StartsWith("/api/v1/cards/c1.", StringComparison.Ordinal) || link.StartsWith("https://console.aws.amazon.com/", StringComparison.Ordinal));
        Seen(html).ShouldContain(Seen(string.Concat(HiddenCharacters.Split(hostile).Select(static part => WebUtility.HtmlEncode(part.Text)))));
    }

    [Theory]
    [InlineData("abc\u202Egpj.exe", "abc<span class=\"unseen-char\" title=\"invisible character U+202E\">U+202E</span>gpj.exe")]
    [InlineData("nul\0byte", "nul<span class=\"unseen-char\" title=\"invisible character U+0000\">U+0000</span>byte")]
    [InlineData("two\nlines\tand a tab", "two&#xA;lines&#x9;and a tab")]
    public void Characters_nobody_sees_are_shown_by_their_number(string text, string html) =>
        WebCardRenderer.Render(new Card(CardKind.Finding, CardText.Of(new Literal(text))), "c1", 1).ShouldContain($"<bdi class=\"literal\">{html}</bdi>");

    [Theory]
    [InlineData("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Only_web_addresses_become_links(string url, bool isLink)
    {
        var html = WebCardRenderer.Render(new Card(CardKind.Finding, CardText.Of(new Anchor("console", new Uri(url)))), "c1", 1);

        html.Contains("<a ", StringComparison.Ordinal).ShouldBe(isLink);
        html.ShouldContain("console");
        if (isLink) html.ShouldContain("rel=\"noopener noreferrer\"");
    }

    [Theory]
    [InlineData("/#/security/t1", true)]
    [InlineData("//evil.example/x", false)]
    [InlineData("relative", false)]
    public void A_link_into_the_room_stays_on_this_page(string url, bool isLink)
    {
        var html = WebCardRenderer.Render(new Card(CardKind.Finding, CardText.Of(new Anchor("there", new Uri(url, UriKind.Relative)))), "c1", 1);

        html.Contains("<a href=\"/#/security/t1\"", StringComparison.Ordinal).ShouldBe(isLink);
        html.ShouldNotContain("target=");
    }

    [Fact]
    public void A_table_says_how_many_rows_it_leaves_to_the_csv()
    {
        var rows = Enumerable.Range(0, 37).Select(static i => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"row {i}"))]).ToList();
        var html = WebCardRenderer.Render(new Card(CardKind.AssociatedFindings, "Findings") { Sections = [new CardTable("All", [new CardColumn("title")], rows) { Shown = 25 }] }, "c1", 1);

        Regex.Count(html, "<tr>").ShouldBe(26);
        html.ShouldContain("+12 more, all 37 in the <a href=\"/api/v1/cards/c1.csv?table=1\" download>CSV</a>");
    }

    private static Card Finding() => new(CardKind.Finding, CardText.Of("GetParameters called from ", new Literal("198.51.100.23"), ", an address on threat list ", new Literal("S3BadIpAddressList")))
    {
        Severity = new Severity(5),
        IsSample = true,
        Sections =
        [
            new CardFacts(
            [
                new CardFact("Who", CardText.Of("role ", new Code("lab-GeneralInstanceRole"), ", session ", new Code("i-0c79413d9f0d9941e"))),
                new CardFact("When", CardText.Of(new Interval(Begin, Begin.AddMinutes(34)), " · 41 occurrences · updated ", new Moment(Begin.AddMinutes(38), MomentStyle.TimeOnly))),
            ]),
            new CardParagraph(CardText.Of(new Strong("198.51.100.23 is this instance's own public address"), ": the calls came from the instance itself.")),
        ],
        Buttons = [new CardButton("Investigate", new CardAction("investigate")) { Id = "b1" }],
        Links =
        [
            new CardLink("GuardDuty", new Uri("https://us-east-1.console.aws.amazon.com/guardduty/home?region=us-east-1#/findings?fId=1&macros=current")),
            new CardLink("Detective", null, "not available in this region"),
        ],
        Footnote = CardText.Of("Detective opens in the administrator account."),
    };

    private static Card Span() => new(CardKind.Span, CardText.Of("Observation span of ", new Literal("198.51.100.23")))
    {
        Sections =
        [
            new CardTable(
                "One row per source",
                [new CardColumn("source"), new CardColumn("first"), new CardColumn("duration"), new CardColumn("observations", IsNumber: true)],
                [
                    ["GuardDuty findings", CardText.Of(new Moment(new DateTimeOffset(2024, 8, 1, 0, 17, 0, TimeSpan.Zero))), CardText.Of(new Strong("18 h 25 min")), "25 findings"],
                    ["Kubernetes audit", "not asked: no source configured for us-east-1", "", ""],
                ]),
            new CardChart("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Findings from 00:17 to 18:42; API calls from 00:19 to 18:53."),
        ],
    };

    private static Card Pivots() => new(CardKind.Pivots, "Pivots")
    {
        Sections =
        [
            new CardList(
            [
                new CardItem(
                    CardText.Of(new Strong("EC2 instance"), " ", new Code("i-0c79413d9f0d9941e"), ": traffic, scans, who used its credentials"),
                    new CardButton("Open here", new CardAction("pivot", "instance i-0c79413d9f0d9941e")) { Id = "b7" },
                    new CardLink("Detective", new Uri("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1"))),
                new CardItem(CardText.Of(new Strong("User agent"), " ", new Literal("Boto3/1.34 <b>")), null, new CardLink("Detective", null, "the link would be longer than the console reads")),
            ]),
        ],
    };

    private static readonly string[] OwnTags =
        ["a", "article", "bdi", "button", "caption", "code", "dd", "div", "dl", "dt", "figcaption", "figure", "h3", "header", "i", "img", "li", "p", "span", "strong", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"];

    private static readonly string[] OwnAttributes =
        ["alt", "aria-hidden", "aria-label", "class", "data-button", "datetime", "download", "href", "rel", "role", "scope", "src", "tabindex", "target", "title", "type"];

    private static IEnumerable<string> Tags(string html) => Tag().Matches(html).Select(static match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Attributes(string html) => Tag().Matches(html).SelectMany(static match => Attribute().Matches(match.Value)).Select(static match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Links(string html) => Link().Matches(html).Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value));

    /// <summary>What a reader sees.</summary>
    private static string Seen(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("</?([a-zA-Z0-9]+)[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(" ([a-zA-Z-]+)(?:=\"[^\"]*\"|(?=[ >]))")]
    private static partial Regex Attribute();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();
}
