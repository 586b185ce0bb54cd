using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.DeepLinks;

public sealed class ConsoleShortcutTests
{
    private static readonly ConsoleShortcut Portal = new(new Uri("https://d-1234567890.awsapps.com/start/"), "Security Audit", null);
    private static readonly BehaviorGraph Graph = BehaviorGraph.Read("arn:aws:detective:us-east-1:999900001111:graph:0123456789abcdef0123456789abcdef")!;
    private static readonly TimeWindow Scope = new(new DateTimeOffset(2024, 8, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 8, 1, 1, 0, 0, TimeSpan.Zero));
    private static readonly EntityRef Role = new(EntityKind.Role, "AROAQ7LABDAYEXAMPLE01", "111122223333");

    [Fact]
    public void A_finding_opens_in_its_account_through_the_portal() => GuardDutyLinks.Finding(new FindingId("111122223333", "us-east-1", "abc"), Portal).Url!.AbsoluteUri.ShouldBe(
        "https://d-1234567890.awsapps.com/start/#/console?account_id=111122223333&role_name=Security%20Audit&destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fguardduty%2Fhome%3Fregion%3Dus-east-1%23%2Ffindings%3Fsearch%3Did%253Dabc");

    [Theory]
    [InlineData(null, true, "account_id=999900001111&")]
    [InlineData(null, false, "account_id=111122223333&")]
    [InlineData("222233334444", true, "account_id=222233334444&")]
    public void Detective_opens_in_the_account_configured_else_the_administrator_s_else_the_entity_s(string? configured, bool isKnown, string account)
    {
        var links = new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(Scope.End), graphs: isKnown ? new Knowing(MembershipState.Enabled) : null, through: Portal with { Account = configured });
        var link = links.Entity(Role, "us-east-1", Scope);
        link.Url!.AbsoluteUri.ShouldContain(account);
        link.Account.ShouldBeNull();
    }

    [Fact]
    public void Pasted_it_is_read_as_what_lies_behind_it()
    {
        var link = new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(Scope.End), through: Portal).Entity(Role, "us-east-1", Scope);
        var read = ConsoleUrl.Read(link.Url!.AbsoluteUri).ShouldNotBeNull();
        (read.Entity, read.Region, read.ScopeStart, read.ScopeEnd).ShouldBe((new EntityRef(EntityKind.Role, Role.Id), "us-east-1", Scope.Start, Scope.End));
        ConsoleUrl.Read(GuardDutyLinks.Finding(new FindingId("111122223333", "us-east-1", "abc"), Portal).Url!.AbsoluteUri)!.FindingId.ShouldBe("abc");
        ConsoleUrl.Read("https://evil.example/#/console?destination=https%3A%2F%2Fevil.example%2F").ShouldBeNull();
    }

    [Fact]
    public void A_shortcut_that_is_too_long_is_withheld() =>
        new DetectiveLinks(new DetectiveLinkOptions { MaximumLength = 250 }, new StillClock(Scope.End), through: Portal).Entity(Role, "us-east-1", Scope).WhyNot.ShouldNotBeNull().ShouldContain("characters long");

    [Theory]
    [InlineData(MembershipState.NotEnabled)]
    [InlineData(MembershipState.NoGraph)]
    public void A_link_known_to_be_dead_is_withheld_with_the_reason(MembershipState state)
    {
        var links = new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(Scope.End), graphs: new Knowing(state));
        links.Entity(Role, "us-east-1", Scope).ShouldBe(ConsoleLink.Withheld("nobody sees it"));
    }

    [Fact]
    public void A_straight_link_says_which_account_to_sign_in_to() =>
        new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(Scope.End), graphs: new Knowing(MembershipState.Enabled)).Entity(Role, "us-east-1", Scope).Account.ShouldBe("999900001111");

    [Fact]
    public void A_finding_group_opens_in_its_graph() => new DetectiveLinks(new DetectiveLinkOptions(), new StillClock(Scope.End)).FindingGroup("ca6104bc-a315-4b15-bf88-1c1e60998f83", Graph, Scope).Url!.AbsoluteUri
        .ShouldBe("https://console.aws.amazon.com/detective/home?region=us-east-1#entities/FindingGroup/ca6104bc-a315-4b15-bf88-1c1e60998f83?scopeStart=1722470400&scopeEnd=1722474000");

    private sealed class Knowing(MembershipState state) : IGraphKnowledge
    {
        public DetectiveMembership Of(string account, string region) => new(state, Graph, new Coverage(CoverageState.Empty, Scope.End, "nobody sees it"));
    }
}
