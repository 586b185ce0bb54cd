using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Pivots;

public sealed class FindingPivotsTests
{
    private static readonly DetectiveLinks Links = new(new DetectiveLinkOptions(), new StillClock(At("19:10")));

    [Fact]
    public void The_workshop_finding_offers_what_the_console_offers_and_says_whose_address_it_is() =>
        FindingPivots.Of(Workshop, Scope, Links).Select(static pivot => $"{EntityLabel.Of(pivot.Mention.Entity.Kind)} {pivot.Mention.Entity.Id}: {pivot.Answers}").ShouldBe(
        [
            $"EC2 instance {InstanceId}: traffic, scans, who used its credentials",
            $"Role session {RoleId}:{InstanceId}: what this session called",
            $"Role {RoleName}: every session, every address, what it may do",
            $"IP address {PublicAddress}: {InstanceId}'s own public address: first and last observed, what was called from it",
            $"IP address {PrivateAddress}: {InstanceId}'s own private address: first and last observed, what was called from it",
            $"IP address fd00::1: {InstanceId}'s own private address: first and last observed, what was called from it",
            $"AWS account {Account}: who calls what in this account",
            $"User agent {UserAgent}: which principals and addresses use it",
        ]);

    [Fact]
    public void Every_pivot_keeps_the_scope_and_has_a_link_or_a_reason()
    {
        foreach (var pivot in FindingPivots.Of(Workshop, Scope, Links))
        {
            pivot.Scope.ShouldBe(Scope);
            (pivot.Detective.Url is null).ShouldBe(pivot.Detective.WhyNot is not null);
        }
    }

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE", 1)]
    [InlineData("ASIAIOSFODNN7EXAMPLE", 0)]
    public void A_long_lived_key_is_a_pivot_and_a_sessions_key_is_not(string key, int pivots) =>
        FindingPivots.Of(About(new AccessKeyResource { AccessKeyId = key }), Scope, Links).Count(static pivot => pivot.Mention.Entity.Kind == EntityKind.AccessKey).ShouldBe(pivots);

    [Fact]
    public void Every_kind_has_its_line() => Enum.GetValues<EntityKind>().Select(EntityAnswers.Of).ShouldAllBe(static line => line.Length > 10);
}
