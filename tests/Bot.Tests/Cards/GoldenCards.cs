using ChatOps.Bot.Alerts;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;

namespace ChatOps.Bot.Cards;

/// <summary>One card of each kind, for the golden files of every chat.</summary>
internal static class GoldenCards
{
    /// <summary>Buttons have their ids from the store.</summary>
    public static Card WithIds(Card card)
    {
        var id = 0;
        return CardButtons.Replace(card, button => button with { Id = button.Id ?? $"b{++id}" });
    }

    public static IReadOnlyDictionary<string, Card> All { get; } = new Dictionary<string, Card>(StringComparer.Ordinal)
    {
        ["finding"] = Finding(),
        ["pivots"] = Pivots(),
        ["span"] = Span(),
        ["associated-findings"] = Findings(),
        ["summary"] = Summary(),
        ["changed"] = Changed(),
        ["interval"] = IntervalCard.Of(new IntervalChange(IntervalDeed.Widened, new ScopeTime(new TimeWindow(SomeEvidence.Midnight.AddHours(1), SomeEvidence.Midnight.AddHours(3)), ScopeOrigin.SetByAnalyst, "Ana"), "Ana"), [], true),
        ["case"] = Case(),
        ["case-root"] = CaseRoot(),
        ["note"] = Note(),
        ["trail"] = Trail(),
        ["history"] = History(),
        ["help"] = HelpCard.Of(),
        ["refusal"] = RefusalCard.Of("/investigate foo: nothing matches \"foo\" in findings of the last 90 days."),
        ["progress"] = ProgressCard.Of("Reading 287 objects of CloudTrail …"),
        ["flow"] = SomeEvidenceCards.Flow(),
        ["activity"] = SomeEvidenceCards.Activity(),
        ["calls"] = SomeEvidenceCards.Calls(),
        ["new"] = SomeEvidenceCards.NewBehavior(),
        ["interaction"] = SomeEvidenceCards.Interaction(),
        ["addresses"] = SomeEvidenceCards.Addresses(),
        ["kubernetes"] = SomeEvidenceCards.Kubernetes(),
        ["permissions"] = SomeEvidenceCards.Permissions(),
    };

    private static FindingCard FindingCards => new(
        new AccountNames(new Dictionary<string, string> { [SomeFinding.Account] = "payments-prod" }),
        new DetectiveLinks(new DetectiveLinkOptions(), new ReplayClock(null, TimeProvider.System)),
        EvidenceOffers.Nothing,
        DeedOffer.Nothing);

    private static Card Finding() => FindingCards.Of(
        File.ReadLines(Repository.PathOf("samples/workshop-day/findings.jsonl"))
            .SelectMany(static line => AlertParser.Parse(System.Text.Encoding.UTF8.GetBytes(line))).Cast<FindingItem>()
            .Last(static item => item.Finding is { Count: 41, Action: ApiCall { Api: "GetParameters" } }).Finding,
        RelatedFindings.None,
        true);

    private static Card Pivots() => new(CardKind.Pivots, "Pivots")
    {
        Sections =
        [
            new CardParagraph(CardText.Of("Scope ", new Interval(SomeEvidence.Midnight, SomeEvidence.Midnight.AddHours(1)), ", the finding's first to last seen in whole hours.")),
            new CardList(
            [
                new CardItem(
                    CardText.Of(new Strong("EC2 instance"), " ", new Code("i-0c79413d9f0d9941e"), ": ", new Literal("traffic, scans, who used its credentials")),
                    new CardButton("Open here", new CardAction("pivot")),
                    new CardLink("Detective", new Uri("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/Ec2Instance/i-0c79413d9f0d9941e?scopeStart=1722470400&scopeEnd=1722474000"))),
                new CardItem(
                    CardText.Of(new Strong("Role"), " ", new Code("lab-GeneralInstanceRole"), ": ", new Literal("every session, every address, what it may do")),
                    new CardButton("Open here", new CardAction("pivot")),
                    new CardLink("Detective", null, "not available in this region"))
                {
                    Also = [new CardButton("Calls", new CardAction("calls")), new CardButton("New behavior", new CardAction("new"))],
                },
                new CardItem(
                    CardText.Of(new Strong("User agent"), " ", new Code("Boto3/1.34"), ": ", new Literal("*every* <caller> that said so")),
                    new CardButton("Open here", new CardAction("pivot"))),
                new CardItem(CardText.Of(new Strong("AWS account"), " ", new Code("111122223333")), null, new CardLink("Detective", new Uri($"https://console.aws.amazon.com/{new string('a', 3000)}"))),
            ]),
        ],
        Footnote = "Detective opens in its administrator account; sign in there first.",
    };

    private static Card Span() => new(CardKind.Span, CardText.Of("Observation span of ", new Code("198.51.100.23")))
    {
        Sections =
        [
            new CardTable(
                "One row per source, 1 Aug 2024 UTC",
                [new CardColumn("source"), new CardColumn("first"), new CardColumn("last"), new CardColumn("duration"), new CardColumn("observations", IsNumber: true)],
                [
                    ["GuardDuty findings", At(17), At(1122), CardText.Of(new Strong("18 h 25 min")), CardText.Of(new Figure(25, "25 findings"))],
                    ["Kubernetes audit", "not asked: no source configured for us-east-1", "", "", "-"],
                ])
            {
                Total = ["union", At(17), At(1133), "18 h 36 min", "-"],
            },
            new CardParagraph(CardText.Of(new Strong("Why they differ"))),
            new CardList([new CardItem("The first finding names a call that is not in the trail we read.")]),
            new CardChart("<svg/>", "Findings from 00:17 to 18:42; API calls from 00:19 to 18:53."),
        ],
        Buttons = [new CardButton("Findings", new CardAction("findings")), new CardButton("Not kept yet", new CardAction("calls")) { Id = "" }],
        Links = [new CardLink("Detective", null, "no finding names it")],
        Footnote = CardText.Of("Asked ", new Moment(SomeEvidence.Midnight.AddHours(19)), "."),
    };

    /// <summary>What was decided, and who is called by it.</summary>
    private static Card Case() => new(CardKind.Case, CardText.Of("Case 17 assigned to ", new Someone("slack", "U0DOUBLE0001", "Ana"), " and ", new Someone("teams", "b15a9416-0000-4000-8000-000000000001", "Ben (SOC) <at>"), " by ", new Literal("Cleo"), "; ", new Someone("web", "Dan", "Dan"), " is asked"))
    {
        Sections = [new CardParagraph("It was Eve's before.")],
        Buttons =
        [
            new CardButton("Snooze", new CardAction("snooze")) { Choices = [new("1 hour", "1h"), new("4 hours", "4h"), new("Until tomorrow 08:00 UTC", "until 08:00"), new("Until something changes", "until change")] },
            new CardButton("Close", new CardAction("close")) { Prompt = "Reason: our own scanner", Choices = [new("True positive", "true-positive"), new("False positive", "false-positive"), new("Benign", "benign"), new("Duplicate", "duplicate")] },
        ],
    };

    /// <summary>A root card that tells where its case stands.</summary>
    private static Card CaseRoot() => new(CardKind.Finding, CardText.Of("GetParameters called from ", new Literal("198.51.100.23")))
    {
        Severity = new Severity(5),
        Sections =
        [
            new CardParagraph(CardText.Of(new Strong("Case 17"), " · investigating, ", new Literal("Ana"), " since ", new Moment(SomeEvidence.Midnight.AddMinutes(1145), MomentStyle.TimeOnly), " · leads Cases 18, 19")) { IsStanding = true },
            new CardFacts([new CardFact("Who", CardText.Of("role ", new Code("lab-GeneralInstanceRole")))]),
        ],
        Buttons = [new CardButton("I'm on it", new CardAction("take")), new CardButton("Snooze", new CardAction("snooze")) { Choices = [new("1 hour", "1h"), new("Until something changes", "until change")] }],
    };

    private static Card Note() => new(CardKind.Note, CardText.Of(new Literal("Ben"), " in Teams, ", new Moment(SomeEvidence.Midnight.AddMinutes(1150), MomentStyle.TimeOnly)))
    {
        Sections = [new CardParagraph(CardText.Of(new Literal("role policy allows ssm:* and s3:ListAllMyBuckets,\nnothing else <!here> **bold**")))],
    };

    private static Card Trail() => new(CardKind.Trail, "How the team got here")
    {
        Sections =
        [
            new CardList(
            [
                new CardItem(CardText.Of(new Moment(SomeEvidence.Midnight.AddMinutes(1140), MomentStyle.TimeOnly), " ", new Literal("Ana"), " from the finding to ", new Code("lab-GeneralInstanceRole")), new CardButton("Open", new CardAction("pivot"))),
                new CardItem(CardText.Of(new Moment(SomeEvidence.Midnight.AddMinutes(1142), MomentStyle.TimeOnly), " ", new Literal("Ben"), " from ", new Code("lab-GeneralInstanceRole"), " to ", new Code("198.51.100.23")), new CardButton("Open", new CardAction("pivot"))),
            ]),
        ],
    };

    private static Card History() => new(CardKind.History, CardText.Of("Seen before: ", new Code("198.51.100.23")))
    {
        Sections = [new CardList([new CardItem("Case 4, closed false positive 2 Jul 2024"), new CardItem("12 findings, 2 Jul – 1 Aug 2024")])],
        Footnote = "From our own ledger, which remembers beyond GuardDuty's 90 days.",
    };

    private static CardText At(int minute) => CardText.Of(new Moment(SomeEvidence.Midnight.AddMinutes(minute), MomentStyle.TimeOnly));

    private static Card Findings() => new(CardKind.AssociatedFindings, CardText.Of("37 findings associated with IP address ", new Code("198.51.100.23")))
    {
        Sections =
        [
            new CardTable(
                "All of this scope",
                [new CardColumn("title"), new CardColumn("severity", IsNumber: true), new CardColumn("account") { InCsvOnly = true }],
                [.. Enumerable.Range(1, 37).Select(static number => (IReadOnlyList<CardText>)[CardText.Of(new Literal($"Finding {number}")), CardText.Of(new Figure(5, "5.0")), "111122223333"])])
            {
                Shown = 5,
            },
            new CardTable("By type", [new CardColumn("type"), new CardColumn("findings", IsNumber: true)], [[CardText.Of(new Code("Recon:EC2/Portscan")), "30"], [CardText.Of(new Code("Backdoor:EC2/C&CActivity.B!DNS")), "7"]]),
        ],
    };

    private static Card Summary() => new(CardKind.Summary, "Many findings at once: 214 new findings are summarised here")
    {
        Severity = new Severity(8),
        Sections = [new CardTable("By type and resource", [new("type"), new("on"), new("findings", true)], [[CardText.Of(new Code("Recon:EC2/Portscan")), CardText.Of(new Code("i-0c79413d9f0d9941e")), "214"]])],
        IsSample = true,
    };

    private static Card Changed() => new(CardKind.Changed, CardText.Of("Seen again: 12 → 41 occurrences, last ", new Moment(SomeEvidence.Midnight.AddMinutes(54), MomentStyle.TimeOnly)))
    {
        Sections = [new CardParagraph(CardText.Of(new Strong("New:"), " API ", new Code("DescribeParameters"), ". Severity unchanged."))],
    };
}
