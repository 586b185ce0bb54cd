using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Entities;

/// <summary>What an attack sequence names: each principal, each resource, each address with the times of the signals that name it.</summary>
internal static class SequenceEntities
{
    public static void Add(MentionList found, AttackSequence sequence)
    {
        foreach (var actor in sequence.Actors) AddActor(found, actor);
        foreach (var resource in sequence.Resources) AddResource(found, resource);
        foreach (var signal in sequence.Signals)
        {
            foreach (var address in signal.Addresses) found.AddAddress(address, EntityRelation.Actor);
        }
    }

    /// <summary>First and last time of each address over all signals; the only place where GuardDuty tells times per address.</summary>
    public static Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)> AddressTimes(AttackSequence? sequence)
    {
        var times = new Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)>(StringComparer.Ordinal);
        foreach (var signal in sequence?.Signals ?? [])
        {
            foreach (var address in signal.Addresses.Select(IpText.Canonical).OfType<string>())
            {
                var (first, last) = times.GetValueOrDefault(address, (signal.FirstSeen, signal.LastSeen));
                times[address] = (signal.FirstSeen < first ? signal.FirstSeen : first, signal.LastSeen > last ? signal.LastSeen : last);
            }
        }

        return times;
    }

    private static void AddActor(MentionList found, SequenceActor actor)
    {
        var credentials = new AccessKeyResource { PrincipalId = actor.UserUid, UserType = actor.UserType, UserName = actor.UserName, AccessKeyId = actor.CredentialUid };
        found.AddPrincipal(credentials, EntityRelation.Actor, found.AccountOr(actor.Account));
    }

    private static void AddResource(MentionList found, SequenceResource resource)
    {
        var arn = ArnText.Parse(resource.Uid);
        var name = arn?.Name ?? resource.Uid;
        switch (resource.Type)
        {
            case "EC2_INSTANCE":
                found.Add(EntityKind.Ec2Instance, name, EntityRelation.Resource, name);
                break;
            case "S3_BUCKET" or "S3_OBJECT":
                var bucket = (arn?.Resource ?? resource.Uid).Split('/')[0];
                found.Add(EntityKind.Bucket, bucket, EntityRelation.Resource, bucket);
                break;
            case "EKS_CLUSTER":
                var account = found.AccountOr(arn?.Account ?? resource.Account);
                found.AddScoped(EntityKind.Cluster, name, account, EntityRelation.Resource, KubernetesEntities.ClusterId(name, account));
                break;
            case "ACCESS_KEY":
                found.Add(EntityKind.AccessKey, resource.Uid, EntityRelation.Belongs, null);
                break;
        }
    }
}
