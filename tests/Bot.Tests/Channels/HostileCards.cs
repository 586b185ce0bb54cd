using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels;

/// <summary>Cards nobody would make on purpose, by a fixed seed: every text may be hostile, empty or enormous, every list long.</summary>
internal sealed class HostileCards(int seed)
{
    private static readonly string[] Strings =
    [
        .. ((IEnumerable<object[]>)HostileStrings.All).Select(static row => (string)row[0]),
        "", " ", "\n", "\r\n\t", "\uD800", "\uDC00\uD800", "&amp;", "&lt;!here&gt;", "`", "```", "*bold* _it_ ~no~", ":rotating_light:", ">quote", "\u202Ertl", "@here #general",
        "<!channel>", "<@U123>", "<!subteam^S1>", "<!date^0^{date}|x>", "<https://evil.example|console.aws.amazon.com>", "<#C1>", "a\0b", "line one\nline two\n\n", "😀", "e\u0301",
        string.Concat(Enumerable.Repeat("😀", 2000)), string.Concat(Enumerable.Repeat("&", 4000)), string.Concat(Enumerable.Repeat("<!channel>\n", 400)), new string(' ', 5000), new string('\0', 700),
        "ordinary words", "i-0c79413d9f0d9941e", "198.51.100.23", "2001:db8::1",
    ];

    public const string SlackAna = "U0DOUBLE0001";

    public const string TeamsAna = "b15a9416-0000-4000-8000-000000000001";

    private static readonly Uri[] Urls =
    [
        new("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23"),
        new($"https://console.aws.amazon.com/{new string('a', 2900)}"),
        new($"https://console.aws.amazon.com/{new string('a', 4000)}"),
        new("https://console.aws.amazon.com/a|b<c>d e\"f'g"),
        new("javascript:alert(1)"),
        new("mailto:a@evil.example"),
        new("/#/security/t1", UriKind.Relative),
        new("https://console.aws.amazon.com/é\u202E?x=*_~`"),
    ];

    private static readonly DateTimeOffset[] Instants = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, new(2024, 8, 1, 0, 20, 0, TimeSpan.Zero), new(2024, 8, 1, 0, 54, 0, TimeSpan.FromHours(5))];

    private static readonly CardKind[] Kinds = Enum.GetValues<CardKind>();

    /// <summary>Ids of people as chats write them, and what is none.</summary>
    private static readonly string[] People = [SlackAna, TeamsAna, "29:1aB_c-D", "here", "channel", "!here", "S0GROUP0001", "U1> <!channel", "u0double0001", "", "28:bot", "29:", "</at>", "U0DOUBLE0001\n"];

    private readonly Random random = new(seed);

    public Card Next() => new(Kinds[random.Next(Kinds.Length)], Text())
    {
        Severity = random.Next(2) == 0 ? null : new Severity(random.Next(0, 11)),
        Sections = [.. Many(12).Select(_ => Section())],
        Buttons = [.. Many(60).Select(_ => Button())],
        Links = [.. Many(6).Select(_ => Link())],
        Footnote = random.Next(2) == 0 ? null : Text(),
        IsSample = random.Next(2) == 0,
    };

    public string Any() => Strings[random.Next(Strings.Length)];

    private IEnumerable<int> Many(int most) => Enumerable.Range(0, random.Next(4) == 0 ? random.Next(most + 1) : random.Next(Math.Min(most, 4)));

    private CardText Text() => new([.. Many(5).Select(_ => Run())]);

    private CardRun Run() => random.Next(10) switch
    {
        8 => new Someone(random.Next(4) switch { 0 => "slack", 1 => "teams", 2 => "web", _ => Any() }, random.Next(4) == 0 ? Any() : People[random.Next(People.Length)], Any()),
        0 => new Words(Any()),
        1 => new Strong(Any()),
        2 => new Literal(Any()),
        3 => new Code(Any()),
        4 => new Figure(random.Next(), Any()),
        5 => new Moment(Instant(), (MomentStyle)random.Next(2)),
        6 => new Interval(Instant(), Instant()),
        7 => new Anchor(Any(), Urls[random.Next(Urls.Length)]),
        _ => new Literal("ordinary words"),
    };

    private DateTimeOffset Instant() => Instants[random.Next(Instants.Length)];

    private CardSection Section() => random.Next(5) switch
    {
        0 => new CardParagraph(Text()) { IsStanding = random.Next(2) == 0 },
        1 => new CardFacts([.. Many(20).Select(_ => new CardFact(random.Next(3) == 0 ? "When" : Any(), Text()))]),
        2 => Table(),
        3 => new CardChart("<svg/>", Any()) { Caption = random.Next(2) == 0 ? null : Any() },
        _ => new CardList([.. Many(60).Select(_ => new CardItem(Text(), random.Next(2) == 0 ? null : Button(), random.Next(2) == 0 ? null : Link()) { Also = [.. Many(4).Select(_ => Button())] })]),
    };

    private CardTable Table() => new(Any(), [.. Many(30).Select(_ => new CardColumn(Any(), random.Next(2) == 0) { InCsvOnly = random.Next(5) == 0 })], [.. Many(300).Select(_ => Row())])
    {
        Shown = random.Next(3) switch { 0 => 0, 1 => 25, _ => 100_000 },
        Total = random.Next(2) == 0 ? null : Row(),
    };

    private List<CardText> Row() => [.. Many(30).Select(_ => Text())];

    private CardButton Button() => new(Any(), new CardAction("pivot"))
    {
        Id = random.Next(10) switch { 0 => null, 1 => Any(), _ => $"b{random.Next(1000)}" },
        Prompt = random.Next(5) == 0 ? Any() : null,
        Choices = random.Next(5) == 0 ? [.. Many(130).Select(at => new CardChoice(Any(), random.Next(2) == 0 ? Any() : $"v{at}"))] : null,
    };

    private CardLink Link() => random.Next(3) == 0 ? new CardLink(Any(), null, Any()) : new CardLink(Any(), Urls[random.Next(Urls.Length)]);
}
