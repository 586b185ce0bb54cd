using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Bot.Cards;

public sealed class PermissionsCardTests
{
    private static readonly EntityRef role = new(EntityKind.Role, "gardener", "111122223333");

    [Fact]
    public void A_role_is_told_with_what_it_used_what_not_and_what_nobody_can_see()
    {
        var words = CardWords.Of(SomeEvidenceCards.Permissions());

        words.ShouldContain("May be assumed by: the service ec2.amazonaws.com");
        words.ShouldContain("- s3: GetObject, ListAllMyBuckets, on every resource");
        words.ShouldContain("Tried and refused, not granted: iam:CreateUser 1,080.");
        words.ShouldContain("Granted and not seen: ec2:DescribeInstances.");
        words.ShouldContain("Cannot be seen in the trail: s3:GetObject; they leave no management event");
        words.ShouldContain("Can be narrowed to 2 actions: s3:ListAllMyBuckets, ssm:GetParameters.");
        words.ShouldNotContain("Wide open");
    }

    [Fact]
    public void An_administrator_is_told_before_all_else()
    {
        var card = SomeEvidenceCards.Permissions("""{"Effect":"Allow","Action":"*","Resource":"*"}""");

        CardWords.Of(((CardParagraph)card.Sections[1]).Text).ShouldBe("Wide open: May do everything in the account (*:*, on every resource, without condition).");
    }

    [Fact]
    public void A_role_that_could_not_be_looked_up_says_what_to_do()
    {
        var coverage = new Coverage(CoverageState.NotAsked, SomeEvidence.Midnight, "the program has no way into account 111122223333; name a role there");

        CardWords.Of(PermissionsCard.Unknown(SomeEvidence.Frame(Verb.Permissions, role), null, [new AskedSource(EvidenceKind.ApiCalls, coverage) { Name = "IAM" }]))
            .ShouldContain("Not known: IAM: not asked, the program has no way into account 111122223333; name a role there");
    }

    [Fact]
    public void What_a_role_called_is_told_although_its_policies_could_not_be_read()
    {
        var called = UnusedPermissions.Of(RoleGrants.None, SomeEvidence.Calls("-").Value);

        var words = CardWords.Of(PermissionsCard.Unknown(SomeEvidence.Frame(Verb.Permissions, role), called, []));
        words.ShouldContain("Tried and refused: iam:CreateUser 1,080.");
        words.ShouldContain("ssm:GetParameters | ");
        words.ShouldNotContain("granted");
    }

    [Fact]
    public void Hostile_names_stay_literal()
    {
        const string hostile = "<!channel> *bold* <https://evil.example|x>";
        var profile = new RoleProfile("111122223333", hostile, hostile) { Description = hostile, Policies = [new RolePolicy(hostile, PolicyOrigin.Inline, PolicyReader.Read($$$"""{"Statement":{"Effect":"Allow","Action":"{{{hostile}}}","Resource":"*"}}"""))] };
        var card = PermissionsCard.Of(SomeEvidence.Frame(Verb.Permissions, role), profile, RoleGrants.Of(profile), null, []);

        card.Sections.SelectMany(static section => section switch
        {
            CardParagraph paragraph => paragraph.Text.Runs,
            CardFacts facts => facts.Facts.SelectMany(static fact => fact.Value.Runs),
            CardList list => list.Items.SelectMany(static item => item.Text.Runs),
            _ => [],
        }).Where(static run => run is Words or Strong).ShouldAllBe(static run => !run.ToString()!.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_is_offered_what_no_source_knows()
    {
        new EvidenceOffer([EvidenceKind.ApiCalls]).Next(role).Select(static button => button.Label).ShouldBe(["Calls by hour", "New"]);
        new EvidenceOffer([]) { KnowsRoles = true }.All(role).Select(static button => button.Label).ShouldBe(["What it may do"]);
        SomeEvidence.Everything.Next(SomeEvidence.Instance).ShouldNotContain(static button => button.Action.Verb == Verb.Permissions);
    }

    [Fact]
    public void An_instance_that_a_finding_leaves_open_is_completed_and_says_by_whom()
    {
        var finding = Alerts.SomeFinding.Item(Alerts.SomeFinding.Json(1)).Finding;
        var now = new InstanceResource("i-99999999")
        {
            ImageId = "ami-0123",
            LaunchedAt = SomeEvidence.Midnight,
            ProfileArn = "arn:aws:iam::111122223333:instance-profile/lab",
            Interfaces = [new InstanceInterface { InterfaceId = "eni-1", VpcId = "vpc-1", SubnetId = "subnet-1", PrivateAddresses = ["10.0.0.9"] }],
        };
        var answered = InstanceCard.Of(new InstanceResource("i-99999999") { InstanceType = "t3.micro" }, finding, new AccountNames(new Dictionary<string, string>()), false, new(now, new Coverage(CoverageState.Answered, SomeEvidence.Midnight)));

        var words = CardWords.Of(answered);
        words.ShouldContain("Type: t3.micro");
        words.ShouldContain("VPC: vpc-1");
        words.ShouldContain("Which role the instance profile holds is not told here");
        words.ShouldContain("what it leaves open: EC2 DescribeInstances, asked 1 Aug 2024 00:00 UTC");

        CardWords.Of(InstanceCard.Of(new InstanceResource("i-99999999"), finding, new AccountNames(new Dictionary<string, string>()), false, new(null, new Coverage(CoverageState.Refused, SomeEvidence.Midnight, "ec2:DescribeInstances in 1: not allowed"))))
            .ShouldContain("Not known: EC2: refused, ec2:DescribeInstances in 1: not allowed");
    }
}
