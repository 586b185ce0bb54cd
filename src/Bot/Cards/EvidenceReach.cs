using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Cards;

/// <summary>Which questions to logs make sense for which kind of entity. Pure; whether a source is configured is another matter (<see cref="EvidenceOffer"/>).</summary>
internal static class EvidenceReach
{
    private static readonly EntityKind[] InFlows = [EntityKind.Ec2Instance, EntityKind.NetworkInterface, EntityKind.IpAddress, EntityKind.Account];

    private static readonly EntityKind[] InCalls =
    [
        EntityKind.IpAddress, EntityKind.Role, EntityKind.RoleSession, EntityKind.User, EntityKind.FederatedUser, EntityKind.AccessKey, EntityKind.Ec2Instance,
        EntityKind.Account, EntityKind.UserAgent, EntityKind.Bucket,
    ];

    private static readonly EntityKind[] InInteractions =
        [EntityKind.IpAddress, EntityKind.Ec2Instance, EntityKind.Role, EntityKind.RoleSession, EntityKind.User, EntityKind.FederatedUser, EntityKind.AccessKey, EntityKind.NetworkInterface];

    private static readonly EntityKind[] InKubernetes = [EntityKind.KubernetesSubject, EntityKind.Cluster, EntityKind.IpAddress, EntityKind.UserAgent];

    // What a thread about a finding is asked about when nothing is named: the first kind the finding names.
    private static readonly EntityKind[] BehaviorFirst =
    [
        EntityKind.Role, EntityKind.User, EntityKind.FederatedUser, EntityKind.RoleSession, EntityKind.AccessKey, EntityKind.KubernetesSubject, EntityKind.Ec2Instance,
        EntityKind.Cluster, EntityKind.IpAddress,
    ];

    /// <summary>The verbs that ask logs, in the order help names them.</summary>
    public static IReadOnlyList<string> Verbs { get; } = [Verb.Flow, Verb.Activity, Verb.Calls, Verb.New, Verb.Interaction, Verb.Addresses, Verb.Kubernetes];

    /// <summary>Kinds a verb can be asked about; first those that a finding's thread is asked about when nothing is named.</summary>
    public static IReadOnlyList<EntityKind> KindsOf(string verb) => verb switch
    {
        Verb.Flow or Verb.Activity or Verb.Addresses => InFlows,
        Verb.Calls => InCalls,
        Verb.New => [.. BehaviorFirst, .. InCalls.Concat(InFlows).Except(BehaviorFirst)],
        Verb.Interaction => InInteractions,
        Verb.Kubernetes => InKubernetes,
        _ => [],
    };

    /// <summary>The sources a verb asks about a kind of entity; empty when it cannot be asked about it.</summary>
    public static IReadOnlyList<EvidenceKind> SourcesOf(string verb, EntityKind kind)
    {
        if (!KindsOf(verb).Contains(kind)) return [];
        return verb switch
        {
            Verb.Calls => [EvidenceKind.ApiCalls],
            Verb.Kubernetes => [EvidenceKind.KubernetesAudit],
            Verb.New or Verb.Interaction => [.. OfBehavior(kind)],
            _ => [EvidenceKind.Flows],
        };
    }

    private static IEnumerable<EvidenceKind> OfBehavior(EntityKind kind)
    {
        if (InCalls.Contains(kind)) yield return EvidenceKind.ApiCalls;
        if (InFlows.Contains(kind)) yield return EvidenceKind.Flows;
        if (InKubernetes.Contains(kind)) yield return EvidenceKind.KubernetesAudit;
    }

    /// <summary>Why a verb cannot be asked about a kind of entity, and what would work; null when it can.</summary>
    public static string? WhyNot(string verb, EntityKind kind)
    {
        if (KindsOf(verb).Contains(kind)) return null;
        var what = EntityLabel.Of(kind);
        var why = verb switch
        {
            Verb.Flow or Verb.Activity or Verb.Addresses => $"Flow logs name addresses and network interfaces, and no {what}.",
            Verb.Calls => $"CloudTrail records who calls AWS and from where; no {what} stands in it as caller.",
            Verb.Kubernetes => $"EKS audit logs name subjects, clusters and addresses, and no {what}.",
            _ => $"No log that is read here names a {what}.",
        };
        var instead = Verbs.Where(other => other != verb && KindsOf(other).Contains(kind)).ToList();
        var works = instead.Count == 0 ? "span and findings" : CardPhrases.Either(instead);
        return $"{why} {verb} works for {CardPhrases.Either([.. KindsOf(verb).Select(EntityLabel.Of)])}; for this {what}, {works} {(instead.Count is 1 ? "works" : "work")}.";
    }
}
