using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;

namespace ChatOps.Bot.Cards;

public sealed class FindingCardTests
{
    private static readonly FindingCard Cards = new(
        new AccountNames(new Dictionary<string, string> { [SomeFinding.Account] = "payments-prod" }),
        new DetectiveLinks(new DetectiveLinkOptions(), new ReplayClock(null, TimeProvider.System)),
        EvidenceOffers.Nothing,
        DeedOffer.Nothing);

    public static TheoryData<string> Samples => [.. SomeFinding.Samples];

    [Fact]
    public void The_workshop_s_finding_reads_like_the_story()
    {
        var finding = Day().Last(static item => item.Finding is { Count: 41, Action: ApiCall { Api: "GetParameters" } }).Finding;
        var card = Cards.Of(finding, RelatedFindings.None, true);
        card.Severity.ToString().ShouldBe("Medium 5.0");
        card.IsSample.ShouldBeTrue();
        card.Title.ShouldBe(CardText.Of(new Literal("GetParameters called from 198.51.100.23, an address on threat list S3BadIpAddressList")), new SameRuns());
        var words = CardWords.Of(card);
        words.ShouldContain("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom");
        words.ShouldContain("Who: role lab-GeneralInstanceRole, session i-0c79413d9f0d9941e");
        words.ShouldContain("Where: EC2 i-0c79413d9f0d9941e, vpc-0fb8dacf6567d61fc · 111122223333 (payments-prod) · us-east-1");
        words.ShouldContain("From: 198.51.100.23 · Ashburn, US · AS64500 Example Hosting");
        words.ShouldContain("When: 1 Aug 2024 00:20 – 00:54 UTC · 41 occurrences · updated 00:58 UTC");
        words.ShouldContain("198.51.100.23 is this instance's own public address (the finding's instance details say so): the calls came from the instance itself, not from credentials used elsewhere.");
        words.ShouldContain("/guardduty/home?region=us-east-1#/findings?search=id%3D");
        words.ShouldContain("/detective/home?region=us-east-1#findings/");
    }

    [Fact]
    public void Only_buttons_whose_verb_works_are_shown()
    {
        var buttons = Cards.Of(SomeFinding.Of(), RelatedFindings.None, false).Buttons;
        buttons.Select(static button => button.Action.Verb).ShouldBe([Verb.Investigate, Verb.Interval, Verb.Report]);
        buttons[1].Prompt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_kind_of_finding_becomes_a_card_that_says_where_and_when(string sample)
    {
        var card = Cards.Of(SomeFinding.Of(sample), RelatedFindings.None, false);
        var facts = card.Sections.OfType<CardFacts>().ShouldHaveSingleItem().Facts;
        facts.Select(static fact => fact.Name).ShouldContain("Where");
        facts[^1].Name.ShouldBe("When");
        var tells = facts.Any(static fact => fact.Name is "What" or "Threats") || card.Sections.Count > 2;
        tells.ShouldBeTrue($"{sample} says nothing of what happened");
        foreach (var table in card.Sections.OfType<CardTable>()) table.Rows.ShouldAllBe(row => row.Count == table.Columns.Count);
        CardWords.Of(card).ShouldNotContain("ChatOps.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Untrusted_text_is_literal_wherever_it_stands(string sample)
    {
        const string Hostile = "<!channel> [x](https://evil.example) <script>alert(1)</script> *b* \u202E";
        var finding = SomeFinding.Of(sample, static json => Poison(json, Hostile));
        var card = Cards.Of(finding, new RelatedFindings([new EntityRef(EntityKind.Role, Hostile, "1")], [Summary(finding)]), false);
        var trusted = Texts(card).SelectMany(static text => text.Runs).Select(static run => run switch { Words words => words.Text, Strong strong => strong.Text, _ => "" });
        string.Concat(trusted).ShouldNotContain("evil.example");
        card.Title.Runs.ShouldHaveSingleItem().ShouldBeOfType<Literal>();
    }

    [Fact]
    public void Related_findings_are_counted_named_and_bounded()
    {
        var finding = SomeFinding.Of();
        EntityRef[] shared = [new(EntityKind.Ec2Instance, "i-1"), new(EntityKind.IpAddress, "198.51.100.23")];
        var related = Enumerable.Range(0, 7).Select(number => Summary(finding) with { Type = FindingType.Parse($"Recon:EC2/Kind{number}"), FirstSeen = finding.FirstSeen.AddMinutes(-number) }).ToList();
        CardWords.Of(new RelatedFindings(shared, related).Sentence()!)
            .ShouldStartWith($"7 other findings on this instance or address since {finding.FirstSeen.AddMinutes(-6):d MMM yyyy HH:mm} UTC → Recon:EC2/Kind0, ");
        CardWords.Of(new RelatedFindings(shared, related).Sentence()!).ShouldEndWith(", 3 more");
        CardWords.Of(new RelatedFindings(shared, [.. Enumerable.Repeat(Summary(finding), RelatedFindings.Most)]).Sentence()!).ShouldStartWith("At least 50 other findings");
        new RelatedFindings(shared, []).Sentence().ShouldBeNull();
    }

    [Fact]
    public void Neither_the_account_nor_a_user_agent_nor_a_private_address_relates_findings()
    {
        var finding = SomeFinding.Of();
        var kinds = RelatedFindings.EntitiesOf(finding, FindingEntities.Of(finding));
        kinds.ShouldAllBe(static entity => entity.Kind != EntityKind.Account && entity.Kind != EntityKind.UserAgent && !entity.Id.StartsWith("10.", StringComparison.Ordinal));
        kinds.ShouldContain(static entity => entity.Kind == EntityKind.Ec2Instance);
        kinds.ShouldContain(static entity => entity.Kind == EntityKind.Role);
        kinds.ShouldNotContain(static entity => entity.Kind == EntityKind.RoleSession);
    }

    private static IEnumerable<FindingItem> Day() =>
        File.ReadLines(Repository.PathOf("samples/workshop-day/findings.jsonl")).SelectMany(static line => AlertParser.Parse(System.Text.Encoding.UTF8.GetBytes(line))).Cast<FindingItem>();

    private static FindingSummary Summary(Finding finding) => new()
    {
        Id = finding.Id,
        Type = finding.Type,
        Severity = finding.Severity,
        Title = finding.Title,
        FirstSeen = finding.FirstSeen,
        LastSeen = finding.LastSeen,
        UpdatedAt = finding.UpdatedAt,
        Count = finding.Count,
    };

    /// <summary>Adds hostile text to every text of the document that is not checked on reading.</summary>
    private static void Poison(JsonNode? node, string hostile)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && IsFree(name, text.GetValue<string>())) members[name] = text.GetValue<string>() + hostile;
                    else Poison(value, hostile);
                }

                break;
            case JsonArray list:
                for (var index = 0; index < list.Count; index++)
                {
                    if (list[index] is JsonValue text && text.GetValueKind() == JsonValueKind.String) list[index] = text.GetValue<string>() + hostile;
                    else Poison(list[index], hostile);
                }

                break;
        }
    }

    private static bool IsFree(string name, string value) =>
        name.ToUpperInvariant() is not ("ACCOUNTID" or "REGION" or "ID" or "PARTITION" or "TYPE" or "ACTIONTYPE" or "RESOURCETYPE" or "USERTYPE" or "SEVERITY" or "UPDATEDAT" or "CREATEDAT" or "EVENTFIRSTSEEN" or "EVENTLASTSEEN") && !DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static IEnumerable<CardText> Texts(Card card)
    {
        yield return card.Title;
        foreach (var section in card.Sections)
        {
            switch (section)
            {
                case CardParagraph paragraph:
                    yield return paragraph.Text;
                    break;
                case CardFacts facts:
                    foreach (var fact in facts.Facts) yield return fact.Value;
                    break;
                case CardTable table:
                    foreach (var cell in table.Rows.SelectMany(static row => row)) yield return cell;
                    break;
            }
        }
    }

    private sealed class SameRuns : IEqualityComparer<CardText>
    {
        public bool Equals(CardText? x, CardText? y) => x!.Runs.SequenceEqual(y!.Runs);

        public int GetHashCode(CardText obj) => obj.Runs.Count;
    }
}
