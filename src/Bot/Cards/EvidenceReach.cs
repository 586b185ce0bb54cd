using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>Which questions to logs make sense for which kind of entity. Pure; whether a source is configured is another matter (<see cref="EvidenceOffer"/>).</summary>
internal static class EvidenceReach
{
    // A finding's thread in which nobody is named is asked about the first of these that the finding names.
    private static readonly EntityKind[] TrafficFirst = [EntityKind.Ec2Instance, EntityKind.NetworkInterface, EntityKind.IpAddress, EntityKind.Account];

    private static readonly EntityKind[] CallerFirst =
    [
        EntityKind.IpAddress, EntityKind.Role, EntityKind.User, EntityKind.FederatedUser, EntityKind.RoleSession, EntityKind.AccessKey, EntityKind.Ec2Instance, EntityKind.Bucket,
        EntityKind.UserAgent, EntityKind.Account,
    ];

    private static readonly EntityKind[] BehaviorFirst =
    [
        EntityKind.Role, EntityKind.User, EntityKind.FederatedUser, EntityKind.RoleSession, EntityKind.AccessKey, EntityKind.KubernetesSubject, EntityKind.Ec2Instance,
        EntityKind.Cluster, EntityKind.IpAddress,
    ];

    private static readonly EntityKind[] ClusterFirst = [EntityKind.KubernetesSubject, EntityKind.Cluster, EntityKind.Pod, EntityKind.IpAddress];

    /// <summary>The verbs that ask logs or the account itself, in the order help names them.</summary>
    public static IReadOnlyList<string> Verbs { get; } = [Verb.Flow, Verb.Activity, Verb.Calls, Verb.New, Verb.Interaction, Verb.Addresses, Verb.Kubernetes, Verb.Permissions];

    /// <summary>Kinds a verb can be asked about; first those that a finding's thread is asked about when nothing is named.</summary>
    public static IReadOnlyList<EntityKind> KindsOf(string verb)
    {
        EntityKind[] first = verb switch
        {
            Verb.Calls => CallerFirst,
            Verb.New => BehaviorFirst,
            Verb.Interaction => [EntityKind.IpAddress, .. BehaviorFirst],
            Verb.Kubernetes => ClusterFirst,
            _ => TrafficFirst,
        };
        return [.. first.Concat(Enum.GetValues<EntityKind>()).Distinct().Where(kind => Knows(verb, kind))];
    }

    /// <summary>Whether a verb can be asked about a kind of entity.</summary>
    public static bool Knows(string verb, EntityKind kind) => verb == Verb.Permissions ? kind == EntityKind.Role : SourcesOf(verb, kind).Any();

    /// <summary>The sources of logs a verb asks about a kind of entity; empty when it cannot be asked about it.</summary>
    public static IEnumerable<EvidenceKind> SourcesOf(string verb, EntityKind kind)
    {
        if (verb is Verb.Calls or Verb.New or Verb.Interaction && Applicability.OfCalls(EvidenceKind.ApiCalls, kind) is null) yield return EvidenceKind.ApiCalls;
        if (verb is Verb.Flow or Verb.Activity or Verb.Addresses or Verb.New or Verb.Interaction && Applicability.OfFlows(kind) is null) yield return EvidenceKind.Flows;
        if (verb is Verb.Kubernetes or Verb.New or Verb.Interaction && Applicability.OfCalls(EvidenceKind.KubernetesAudit, kind) is null) yield return EvidenceKind.KubernetesAudit;
    }

    /// <summary>Whom a verb is about in a finding's thread when nobody is named; null when the finding names nobody it can be asked about.</summary>
    public static EntityRef? SubjectOf(string verb, Finding finding)
    {
        var mentions = FindingEntities.Of(finding);
        var kinds = KindsOf(verb).ToList();
        var addresses = mentions.Where(static mention => mention is { Entity.Kind: EntityKind.IpAddress, Relation: EntityRelation.Actor }).ToList();

        // of calls an address made, the address is asked for first; an address that was only on the other side of traffic comes last
        if (verb == Verb.Calls && finding.Action is not ApiCall && kinds.Remove(EntityKind.IpAddress)) kinds.Add(EntityKind.IpAddress);
        return kinds
            .Select(kind => kind == EntityKind.IpAddress ? addresses.FirstOrDefault() : mentions.FirstOrDefault(mention => mention.Entity.Kind == kind))
            .FirstOrDefault(static mention => mention is not null)?.Entity;
    }

    /// <summary>Why a verb cannot be asked about a kind of entity, and what would work; null when it can.</summary>
    public static string? WhyNot(string verb, EntityKind kind)
    {
        if (Knows(verb, kind)) return null;
        var why = verb switch
        {
            Verb.Calls => Applicability.OfCalls(EvidenceKind.ApiCalls, kind),
            Verb.Kubernetes => Applicability.OfCalls(EvidenceKind.KubernetesAudit, kind),
            Verb.Flow or Verb.Activity or Verb.Addresses => Applicability.OfFlows(kind),
            Verb.Permissions => "policies are looked up of roles only",
            _ => null,
        };
        var instead = Verbs.Where(other => Knows(other, kind)).ToList();
        var works = instead.Count == 0 ? ["span", "findings"] : instead;
        return $"{verb} cannot tell of this: {why ?? "no log that is read here names it"}. What works for {EntityLabel.Of(kind)}: {string.Join(", ", works)}. {verb} works for {CardPhrases.Either([.. KindsOf(verb).Select(EntityLabel.Of)])}.";
    }
}
