using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate;

/// <summary>What "findings associated with this resource" means for a finding: its instance, else cluster, bucket, role or user, else the actor.</summary>
internal static class MainEntity
{
    private static readonly EntityKind[] Order =
        [EntityKind.Ec2Instance, EntityKind.Cluster, EntityKind.Bucket, EntityKind.Role, EntityKind.User, EntityKind.IpAddress, EntityKind.Account];

    public static EntityRef? Of(Finding finding)
    {
        var mentions = FindingEntities.Of(finding);
        return Order.Select(kind => mentions.FirstOrDefault(mention => mention.Entity.Kind == kind)).FirstOrDefault(static mention => mention is not null)?.Entity;
    }
}
