using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Activities;

/// <summary>Which passes over which sources answer a topic for an entity; one per source. Cards ask these and hand the answers to the rules of this
/// room.</summary>
public static class ActivityPasses
{
    /// <summary>The passes of a topic, those with nothing to ask among them.</summary>
    /// <param name="topic">What is asked.</param>
    /// <param name="question">Entity, window and what is known of the entity; its baseline is set here.</param>
    /// <param name="incident">When what is investigated began: the start of the finding's own scope, whatever hour the thread looks at by now. Null without
    /// a finding.</param>
    public static IReadOnlyList<ActivityPass> For(ActivityTopic topic, EvidenceQuestion question, DateTimeOffset? incident = null)
    {
        var compared = question with { Baseline = Baseline.Before(question.Window, incident) };
        var alone = question with { Baseline = null };
        return Of(topic, compared, alone);
    }

    private static IReadOnlyList<ActivityPass> Of(ActivityTopic topic, EvidenceQuestion compared, EvidenceQuestion alone) => topic switch
    {
        ActivityTopic.Flow => [Flows(compared, new FlowAsk { Hours = true, Distinct = true })],
        ActivityTopic.FlowActivity => [Flows(alone, new FlowAsk { Groupings = [FlowTables.Activity, FlowTables.Addresses] })],
        ActivityTopic.Calls => [Calls(EvidenceKind.ApiCalls, compared, Trees)],
        ActivityTopic.Kubernetes => [Calls(EvidenceKind.KubernetesAudit, compared, Trees)],
        ActivityTopic.NewBehavior =>
        [
            Calls(EvidenceKind.ApiCalls, compared, NewBehavior.CallAsk(EvidenceKind.ApiCalls)),
            Flows(compared, NewBehavior.FlowAsk),
            Calls(EvidenceKind.KubernetesAudit, compared, NewBehavior.CallAsk(EvidenceKind.KubernetesAudit)),
        ],
        ActivityTopic.Interaction =>
        [
            Calls(EvidenceKind.ApiCalls, alone, ResourceInteraction.CallAsk),
            Flows(alone, ResourceInteraction.FlowAsk),
            Calls(EvidenceKind.KubernetesAudit, alone, ResourceInteraction.KubernetesAsk),
        ],
        ActivityTopic.RoleAssumption => [Assumed(alone)],
        ActivityTopic.Permissions => [Calls(EvidenceKind.ApiCalls, alone, UnusedPermissions.Ask)],
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "Not a topic."),
    };

    /// <summary>The pass that tells whether what is new to an entity is common in its account: the same question of the account. Null when the entity is an
    /// account, or its account is unknown.</summary>
    public static ActivityPass? Others(ActivityPass pass)
    {
        var account = pass.Question.Entity.Account ?? pass.Question.Account;
        if (pass is not { Source: EvidenceKind.ApiCalls, Calls: not null } || account is null || pass.Question.Entity.Kind == EntityKind.Account) return null;
        return pass with { Question = pass.Question with { Entity = new EntityRef(EntityKind.Account, account), Known = [] } };
    }

    private static CallAsk Trees => new()
    {
        Hours = true,
        Groupings = [CallTables.Tree, CallTables.ByKey, CallTables.Errors],
    };

    private static ActivityPass Flows(EvidenceQuestion question, FlowAsk ask) =>
        Applicability.OfFlows(question.Entity.Kind) is { } why
            ? new ActivityPass(EvidenceKind.Flows, question, null, null, why)
            : new ActivityPass(EvidenceKind.Flows, question, ask, null, null);

    private static ActivityPass Calls(EvidenceKind source, EvidenceQuestion question, CallAsk ask) =>
        Applicability.OfCalls(source, question.Entity.Kind) is { } why
            ? new ActivityPass(source, question, null, null, why)
            : new ActivityPass(source, question, null, ask, null);

    private static ActivityPass Assumed(EvidenceQuestion question) => question.Entity.Kind switch
    {
        EntityKind.Role => new ActivityPass(EvidenceKind.ApiCalls, question, null, ResourceInteraction.AssumedAsk, null),
        EntityKind.KubernetesSubject => new ActivityPass(EvidenceKind.KubernetesAudit, question, null, ResourceInteraction.AssumedAsk, null),
        _ => new ActivityPass(EvidenceKind.ApiCalls, question, null, null, "only roles are assumed, and only Kubernetes subjects impersonated"),
    };
}
