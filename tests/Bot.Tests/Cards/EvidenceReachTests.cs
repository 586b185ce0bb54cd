using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Cards;

public sealed class EvidenceReachTests
{
    [Theory]
    [InlineData(Verb.Flow, EntityKind.Role, "flow logs do not name roles", "calls, new, interaction")]
    [InlineData(Verb.Activity, EntityKind.Bucket, "flow logs do not name buckets", "calls, new, interaction")]
    [InlineData(Verb.Calls, EntityKind.NetworkInterface, "CloudTrail does not tell calls by network interfaces", "flow, activity, new, interaction, addresses")]
    [InlineData(Verb.Kubernetes, EntityKind.Bucket, "Kubernetes audit does not name buckets", "calls, new, interaction")]
    [InlineData(Verb.New, EntityKind.ContainerImage, "no log that is read here names it", "span, findings")]
    public void A_verb_that_cannot_apply_says_why_and_what_would_work(string verb, EntityKind kind, string why, string instead)
    {
        var said = EvidenceReach.WhyNot(verb, kind).ShouldNotBeNull();

        said.ShouldContain(why);
        said.ShouldContain($"What works for {EntityLabel.Of(kind)}: {instead}");
    }

    [Fact]
    public void Every_verb_has_kinds_it_works_for_and_every_button_offered_works()
    {
        foreach (var verb in EvidenceReach.Verbs)
        {
            EvidenceReach.KindsOf(verb).ShouldNotBeEmpty();
            EvidenceReach.KindsOf(verb).ShouldAllBe(kind => EvidenceReach.WhyNot(verb, kind) == null);
        }

        foreach (var kind in Enum.GetValues<EntityKind>())
            SomeEvidence.Everything.Next(new EntityRef(kind, "x")).ShouldAllBe(button => EvidenceReach.WhyNot(button.Action.Verb, kind) == null);
    }
}
