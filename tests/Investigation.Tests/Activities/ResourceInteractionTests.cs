using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class ResourceInteractionTests
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/lab-GeneralInstanceRole";

    private static ActivityPass Pass(EntityRef entity, ActivityTopic topic = ActivityTopic.Interaction, int source = 0) => ActivityPasses.For(topic, Question(entity))[source];

    private static FlowRow Flow(long sent, long received, long rejected, params string[] values) =>
        new(values, new FlowTotals(Bytes(sent), Bytes(received), new(rejected, rejected, 0), default, default), default, Day, Day.AddHours(3));

    [Fact]
    public void The_workshop_address_was_used_by_one_role()
    {
        var table = Table([CallColumn.Principal, CallColumn.Account], Row(3900, 3300, 0, RoleArn, "111122223333"), Row(15, 20, 0, RoleArn, "222233334444"));
        var principals = ResourceInteraction.Of(Pass(Address), new CallFigures([], [table])).ShouldHaveSingleItem();
        principals.Sentence.ShouldBe("Users and roles that called from this address: lab-GeneralInstanceRole 7,235 calls (3,320 failed).");
        var row = principals.Rows.ShouldHaveSingleItem();
        row.Entity.ShouldBe(Role);
        row.Account.ShouldBe("111122223333");
        row.Calls.ShouldBe(new CallCount(3915, 3320));
    }

    [Fact]
    public void Instances_that_talked_to_an_address_with_bytes_from_their_side()
    {
        var table = new FlowTable([FlowColumn.Instance, FlowColumn.Interface], [Flow(12_000, 255_000_000, 0, "i-0a1b", "eni-1"), Flow(0, 0, 9, "-", "eni-2")], 7, default);
        var talked = ResourceInteraction.Of(Pass(Address, source: 1), new FlowFigures([], [], [table], [])).ShouldHaveSingleItem();
        talked.Kind.ShouldBe(InteractionKind.Instances);
        talked.RowCount.ShouldBe(7);
        talked.Sentence.ShouldBe("Instances with traffic to or from this address: i-0a1b sent 12 kB, received 255 MB, eni-2 9 rejected records, 5 more.");
        talked.Rows.Select(static row => row.Entity!.Value.Kind).ShouldBe([EntityKind.Ec2Instance, EntityKind.NetworkInterface]);
        ResourceInteraction.Of(Pass(Address, source: 1), new FlowFigures([], [], [table], []), own: true).ShouldBeEmpty();
    }

    [Fact]
    public void Addresses_an_instance_talked_to_can_be_asked_further()
    {
        var table = new FlowTable([FlowColumn.RemoteAddress], [Flow(1, 2, 0, "203.0.113.9"), Flow(9, 9, 0, "02:42:ac:11:00:02"), Flow(5, 5, 0, "-")], 3, default);
        var rows = ResourceInteraction.Of(Pass(Instance, source: 1), new FlowFigures([], [], [table], [])).Single().Rows;
        rows.Select(static row => row.Entity?.Id).ShouldBe([null, "203.0.113.9"]);
    }

    [Fact]
    public void Roles_assumed_leave_other_calls_out()
    {
        var table = Table(
            [CallColumn.Service, CallColumn.Call, CallColumn.Resource],
            Row(2, 1, 0, "sts", "AssumeRole", "arn:aws:iam::222233334444:role/admin"), Row(9, 0, 0, "sts", "GetCallerIdentity", "-"), Row(9, 0, 0, "s3", "PutObject", "bucket"));
        var assumed = ResourceInteraction.Of(Pass(Role), new CallFigures([], [table])).ShouldHaveSingleItem();
        assumed.Sentence.ShouldBe("Roles assumed by this role: admin 3 calls (1 failed).");
        assumed.Rows[0].Entity.ShouldBe(new EntityRef(EntityKind.Role, "admin", "222233334444"));
    }

    [Fact]
    public void Who_assumed_a_role_comes_with_the_address()
    {
        var table = Table([CallColumn.Principal, CallColumn.Address, CallColumn.Account], Row(2, 0, 0, "arn:aws:iam::111122223333:user/ana", "203.0.113.9", "111122223333"), Row(0, 0, 4, "x", "y", "z"));
        var by = ResourceInteraction.Of(Pass(Role, ActivityTopic.RoleAssumption), new CallFigures([], [table])).ShouldHaveSingleItem();
        by.Sentence.ShouldBe("Who assumed this role: ana from 203.0.113.9 2 calls.");
        by.Rows[0].Entity.ShouldBe(new EntityRef(EntityKind.User, "ana", "111122223333"));
    }

    [Fact]
    public void Kubernetes_subjects_belong_to_their_cluster()
    {
        var table = Table([CallColumn.Principal, CallColumn.Account], Row(5, 0, 0, "system:anonymous", "prod"));
        var row = ResourceInteraction.Of(Pass(Address, source: 2), new CallFigures([], [table])).Single().Rows.Single();
        row.Entity.ShouldBe(new EntityRef(EntityKind.KubernetesSubject, "prod/system:anonymous", "111122223333"));
    }

    [Fact]
    public void Who_impersonated_a_Kubernetes_subject()
    {
        var subject = new EntityRef(EntityKind.KubernetesSubject, "prod/admin", "111122223333");
        var table = Table([CallColumn.Principal, CallColumn.Address, CallColumn.Account], Row(1, 1, 0, "alice", "203.0.113.9", "prod"));
        var by = ResourceInteraction.Of(Pass(subject, ActivityTopic.RoleAssumption), new CallFigures([], [table])).ShouldHaveSingleItem();
        by.Sentence.ShouldBe("Who impersonated this subject: alice from 203.0.113.9 2 calls (1 failed).");
        by.Rows[0].Entity.ShouldBe(new EntityRef(EntityKind.KubernetesSubject, "prod/alice", "111122223333"));
    }

    [Fact]
    public void Nothing_gives_nothing() => ResourceInteraction.Of(Pass(Role), new CallFigures([], [])).ShouldBeEmpty();
}
