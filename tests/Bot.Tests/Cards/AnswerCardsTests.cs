using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

public sealed class AnswerCardsTests
{
    private const string Hostile = "<!channel> <script>alert(1)</script> [a](http://b) **x** \u202E";
    private static readonly DateTimeOffset At = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ScopeTime Scope = new(new TimeWindow(At, At.AddHours(1)), ScopeOrigin.Asked);

    [Fact]
    public void Untrusted_names_never_become_our_words()
    {
        var address = new EntityRef(EntityKind.UserAgent, Hostile);
        Card[] cards =
        [
            AssociatedFindingsCard.Of(address, [Summary(1) with { Title = Hostile }], 1, Scope, At, false),
            IntervalCard.Of(new IntervalChange(IntervalDeed.Set, Scope, Hostile), [], false),
            RefusalCard.Of(Hostile),
            EntityCard.Of(address, [], null, Investigation.DeepLinks.ConsoleLink.Withheld("none"), new AccountNames(new Dictionary<string, string>()), EvidenceOffer.Nothing, false),
        ];

        foreach (var card in cards)
        {
            CardWords.Of(card).ShouldContain("<!channel> <script>alert(1)</script> [a](http://b) **x** ⟨U+202E⟩");
            Runs(card).ShouldNotContain(static run => (run is Words && ((Words)run).Text.Contains("script")) || (run is Strong && ((Strong)run).Text.Contains("script")));
        }
    }

    [Fact]
    public void Associated_findings_are_paged_with_a_button_for_the_next()
    {
        var findings = Enumerable.Range(1, 60).Select(Summary).ToList();
        var entity = new EntityRef(EntityKind.IpAddress, "198.51.100.23");

        var second = AssociatedFindingsCard.Of(entity, findings, 2, Scope, At, false);

        CardWords.Of(second).ShouldStartWith("60 findings associated with IP address 198.51.100.23");
        CardWords.Of(second).ShouldContain("+10 more");
        second.Sections.OfType<CardList>().Single().Items[0].Button!.Action.Argument.ShouldBe("111122223333/us-east-1/26");
        second.Buttons.Single().Action.Argument.ShouldBe("page 3 2024-08-01T12:00:00Z..2024-08-01T13:00:00Z IpAddress:198.51.100.23");
        AssociatedFindingsCard.Of(entity, findings, 3, Scope, At, false).Buttons.ShouldBeEmpty();
        CardWords.Of(AssociatedFindingsCard.Of(entity, [], 1, Scope, At, false)).ShouldContain("None in this scope.");
    }

    [Fact]
    public void An_instance_of_which_little_is_known_shows_dashes()
    {
        var finding = new Finding
        {
            Id = new FindingId("111122223333", "us-east-1", "1"),
            Partition = "aws",
            Type = FindingType.Parse("Recon:EC2/Portscan"),
            Severity = new Severity(5),
            Title = "t",
            Description = "d",
            FirstSeen = At,
            LastSeen = At,
            CreatedAt = At,
            UpdatedAt = At,
            Count = 1,
        };

        CardWords.Of(InstanceCard.Of(new InstanceResource("i-99999999"), finding, new AccountNames(new Dictionary<string, string>()), false)).ShouldBe("""
            EC2 instance i-99999999
            Instance: i-99999999
            AWS account: 111122223333 · us-east-1
            ARN: arn:aws:ec2:us-east-1:111122223333:instance/i-99999999
            Created: -
            Created by: -
            Type: -
            Image: -
            State: -
            Availability zone: -
            VPC: -
            Subnet: -
            Public address: -
            Private address: -
            Security groups: -
            Role: -
            Instance profile: -
            Container cluster: -
            Node: -
            Finding groups: -
            Source: instance details of finding 1, updated 1 Aug 2024 12:00 UTC. Finding groups and creator are known to Detective only; no API tells them.
            """.ReplaceLineEndings("\n"));
    }

    private static FindingSummary Summary(int n) => new()
    {
        Id = new FindingId("111122223333", "us-east-1", n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Type = FindingType.Parse("Recon:EC2/Portscan"),
        Severity = new Severity(5),
        Title = "scans",
        FirstSeen = At,
        LastSeen = At.AddMinutes(n),
        UpdatedAt = At,
        Count = n,
    };

    private static IEnumerable<CardRun> Runs(Card card) => card.Sections
        .SelectMany(static section => section switch
        {
            CardParagraph paragraph => paragraph.Text.Runs,
            CardFacts facts => facts.Facts.SelectMany(static fact => fact.Value.Runs),
            CardList list => list.Items.SelectMany(static item => item.Text.Runs),
            _ => [],
        })
        .Concat(card.Title.Runs);
}
