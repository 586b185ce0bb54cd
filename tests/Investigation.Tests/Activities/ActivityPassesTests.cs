using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class ActivityPassesTests
{
    [Fact]
    public void Every_kind_and_topic_has_passes_with_either_something_to_ask_or_a_reason()
    {
        foreach (var topic in Enum.GetValues<ActivityTopic>())
        {
            foreach (var kind in Enum.GetValues<EntityKind>())
            {
                var passes = ActivityPasses.For(topic, Question(new EntityRef(kind, "x", "111122223333")));
                passes.ShouldNotBeEmpty();
                passes.Select(static pass => pass.Source).Distinct().Count().ShouldBe(passes.Count, "one pass per source");
                foreach (var pass in passes)
                {
                    (pass.Flows is not null || pass.Calls is not null).ShouldBe(pass.Applies);
                    (pass.Flows is not null && pass.Calls is not null).ShouldBeFalse();
                    if (!pass.Applies) pass.NotAsked.Reason.ShouldNotBeNullOrEmpty();
                }
            }
        }
    }

    [Theory]
    [InlineData(EntityKind.Role, ActivityTopic.Flow, "flow logs do not name roles")]
    [InlineData(EntityKind.NetworkInterface, ActivityTopic.Calls, "CloudTrail does not tell calls by network interfaces")]
    [InlineData(EntityKind.Bucket, ActivityTopic.Kubernetes, "Kubernetes audit does not name buckets")]
    [InlineData(EntityKind.User, ActivityTopic.RoleAssumption, "only roles are assumed, and only Kubernetes subjects impersonated")]
    public void What_does_not_apply_says_why(EntityKind kind, ActivityTopic topic, string reason) =>
        ActivityPasses.For(topic, Question(new EntityRef(kind, "x", "111122223333"))).Single().NotAsked.ShouldBe(new Coverage(CoverageState.NotAsked, Day.AddDays(1), reason));

    [Fact]
    public void The_baseline_is_the_45_days_before_the_scope_or_before_the_incident()
    {
        Baseline.Before(Hours(11, 12)).ShouldBe(new TimeWindow(Day.AddHours(11).AddDays(-45), Day.AddHours(11)));
        Baseline.Before(Hours(11, 12), Day.AddMinutes(20)).ShouldBe(new TimeWindow(Day.AddDays(-45), Day));
        Baseline.Before(Hours(-5, 12), Day.AddMinutes(20)).ShouldBe(new TimeWindow(Day.AddHours(-5).AddDays(-45), Day.AddHours(-5)));
        Baseline.Before(new TimeWindow(DateTimeOffset.MinValue, Day)).ShouldBeNull();
        Baseline.Before(new TimeWindow(DateTimeOffset.MinValue.AddDays(3), Day))!.Value.Start.ShouldBe(DateTimeOffset.MinValue);
    }

    [Fact]
    public void Only_topics_that_compare_ask_for_a_baseline()
    {
        foreach (var topic in Enum.GetValues<ActivityTopic>())
        {
            var compares = topic is ActivityTopic.Flow or ActivityTopic.Calls or ActivityTopic.Kubernetes or ActivityTopic.NewBehavior;
            var pass = ActivityPasses.For(topic, Question(topic is ActivityTopic.RoleAssumption ? Role : Instance))[0];
            (pass.Question.Baseline is not null).ShouldBe(compares, topic.ToString());
        }
    }

    [Fact]
    public void Others_are_the_account_of_the_entity()
    {
        var pass = ActivityPasses.For(ActivityTopic.NewBehavior, Question(Role))[0];
        ActivityPasses.Others(pass)!.Question.Entity.ShouldBe(new EntityRef(EntityKind.Account, "111122223333"));
        ActivityPasses.Others(pass)!.Calls.ShouldBe(pass.Calls);
        ActivityPasses.Others(ActivityPasses.For(ActivityTopic.NewBehavior, Question(Role))[1]).ShouldBeNull();
        ActivityPasses.Others(ActivityPasses.For(ActivityTopic.NewBehavior, Question(new EntityRef(EntityKind.Account, "111122223333")))[0]).ShouldBeNull();
    }
}
