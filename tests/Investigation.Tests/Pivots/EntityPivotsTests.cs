using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Pivots;

public sealed class EntityPivotsTests
{
    private static readonly DetectiveLinks Links = new(new DetectiveLinkOptions(), new StillClock(At("19:10")));
    private static readonly EntityRef Address = new(EntityKind.IpAddress, PublicAddress);

    [Fact]
    public void The_entity_comes_first_then_all_that_findings_name_with_it()
    {
        var pivots = EntityPivots.Of(Address, FindingEntities.Of(Workshop), Scope, Links);
        pivots.Select(static pivot => pivot.Mention.Entity.Kind).ShouldBe(
        [
            EntityKind.IpAddress, EntityKind.Ec2Instance, EntityKind.RoleSession, EntityKind.Role, EntityKind.IpAddress, EntityKind.IpAddress, EntityKind.Account, EntityKind.UserAgent,
        ]);
        pivots[0].Mention.Entity.ShouldBe(Address);
    }

    [Fact]
    public void Mentions_of_several_findings_become_one_pivot_with_the_wider_times_and_the_known_identifier()
    {
        var role = new EntityRef(EntityKind.Role, "deploy", Account);
        EntityMention[] mentions =
        [
            new(role, EntityRelation.Belongs, null, Account, "eu-west-1", At("05:00"), At("06:00")),
            new(role, EntityRelation.Resource, "AROA1EX", Account, Region, At("01:00"), At("02:00")),
        ];
        var pivot = EntityPivots.Of(role, mentions, Scope, Links).ShouldHaveSingleItem();
        pivot.Mention.ShouldBe(new EntityMention(role, EntityRelation.Resource, "AROA1EX", Account, "eu-west-1", At("01:00"), At("06:00")));
        pivot.Detective.Url.ShouldNotBeNull().AbsoluteUri.ShouldContain("region=eu-west-1#entities/AwsRole/AROA1EX");
    }

    [Fact]
    public void Without_mentions_there_is_nothing_to_step_to() => EntityPivots.Of(Address, [], Scope, Links).ShouldBeEmpty();
}
