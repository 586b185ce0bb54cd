using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Which passes over which sources answer a topic for an entity; one per source. Cards ask these and hand the answers to the rules of this
/// room.</summary>
public static class ActivityPasses
{
    private static readonly CallColumn[] Tree = [CallColumn.Address, CallColumn.Principal, CallColumn.Service, CallColumn.Call];
    private static readonly CallColumn[] ByService = [CallColumn.Service, CallColumn.Call, CallColumn.AccessKey];
    private static readonly CallColumn[] Errors = [CallColumn.Service, CallColumn.Call, CallColumn.Error];

    /// <summary>The passes of a topic, those with nothing to ask among them.</summary>
    /// <param name="topic">What is asked.</param>
    /// <param name="question">Entity, window and what is known of the entity; its baseline is set here.</param>
    public static IReadOnlyList<ActivityPass> For(ActivityTopic topic, EvidenceQuestion question) => topic switch
    {
        ActivityTopic.Flow => [Flows(question, new FlowAsk { Hours = true, Distinct = true }, compared: true)],
        ActivityTopic.FlowActivity => [Flows(question, new FlowAsk { Groupings = [FlowTables.Activity] }, compared: false)],
        ActivityTopic.Calls => [Calls(EvidenceKind.ApiCalls, question, Trees, compared: true)],
        ActivityTopic.Kubernetes => [Calls(EvidenceKind.KubernetesAudit, question, Trees, compared: true)],
        ActivityTopic.NewBehavior =>
        [
            Calls(EvidenceKind.ApiCalls, question, NewBehavior.CallAsk(EvidenceKind.ApiCalls), compared: true),
            Flows(question, NewBehavior.FlowAsk, compared: true),
            Calls(EvidenceKind.KubernetesAudit, question, NewBehavior.CallAsk(EvidenceKind.KubernetesAudit), compared: true),
        ],
        ActivityTopic.Interaction =>
        [
            Calls(EvidenceKind.ApiCalls, question, ResourceInteraction.CallAsk, compared: false),
            Flows(question, ResourceInteraction.FlowAsk, compared: false),
            Calls(EvidenceKind.KubernetesAudit, question, ResourceInteraction.CallAsk, compared: false),
        ],
        ActivityTopic.RoleAssumption => [Assumed(question)],
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "Not a topic."),
    };

    /// <summary>The pass that tells whether what is new to an entity is common in its account: the same question of the account. Null when the entity is an
    /// account, or its account is unknown.</summary>
    public static ActivityPass? Others(ActivityPass pass)
    {
        var account = pass.Question.Entity.Account ?? pass.Question.Account;
        if (!pass.Applies || pass.Calls is null || account is null || pass.Question.Entity.Kind == EntityKind.Account || pass.Source != EvidenceKind.ApiCalls) return null;
        return pass with { Question = pass.Question with { Entity = new EntityRef(EntityKind.Account, account), Known = [] } };
    }

    private static CallAsk Trees => new()
    {
        Hours = true,
        Groupings = [new CallGrouping(Tree), new CallGrouping(ByService), new CallGrouping(Errors)],
    };

    private static ActivityPass Flows(EvidenceQuestion question, FlowAsk ask, bool compared) =>
        Applicability.OfFlows(question.Entity.Kind) is { } why
            ? new ActivityPass(EvidenceKind.Flows, question, null, null, why)
            : new ActivityPass(EvidenceKind.Flows, Compared(question, compared), ask, null, null);

    private static ActivityPass Calls(EvidenceKind source, EvidenceQuestion question, CallAsk ask, bool compared) =>
        Applicability.OfCalls(source, question.Entity.Kind) is { } why
            ? new ActivityPass(source, question, null, null, why)
            : new ActivityPass(source, Compared(question, compared), null, ask, null);

    private static ActivityPass Assumed(EvidenceQuestion question) => question.Entity.Kind == EntityKind.Role
        ? new ActivityPass(EvidenceKind.ApiCalls, question, null, ResourceInteraction.AssumedAsk, null)
        : new ActivityPass(EvidenceKind.ApiCalls, question, null, null, "only roles are assumed");

    private static EvidenceQuestion Compared(EvidenceQuestion question, bool compared) => question with { Baseline = compared ? Baseline.Before(question.Window) : null };
}
