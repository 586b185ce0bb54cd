using System.Net;
using System.Net.Sockets;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Entities;

/// <summary>Which entities a finding names.</summary>
public static class FindingEntities
{
    /// <summary>The entities without repetition, in the order a card shows them. Texts that are no address, such as the masks of anonymised logs, are not mentioned.</summary>
    public static IReadOnlyList<EntityMention> Of(Finding finding)
    {
        var found = new MentionList(finding);
        foreach (var resource in finding.Resources) AddResource(found, resource);
        if (finding.Sequence is { } sequence) SequenceEntities.Add(found, sequence);
        AddAction(found, finding);
        foreach (var actor in finding.Actors) found.AddAddress(actor.Address, EntityRelation.Actor, actor.FirstSeen, actor.LastSeen);
        found.AddAccount(finding.Id.Account, EntityRelation.Resource);
        return found.InCardOrder();
    }

    /// <summary>The addresses that acted, in the order a card shows them.</summary>
    public static IEnumerable<EntityRef> ActorAddresses(Finding finding) =>
        Of(finding).Where(static mention => mention is { Relation: EntityRelation.Actor, Entity.Kind: EntityKind.IpAddress }).Select(static mention => mention.Entity);

    /// <summary>Whether the address is one that an instance of the finding itself holds: then "remote" activity from it came from the instance.</summary>
    /// <returns>Null when no instance of the finding holds it.</returns>
    public static OwnAddress? OwnAddress(Finding finding, string address)
    {
        if (IpText.Canonical(address) is not { } wanted) return null;
        foreach (var instance in finding.Resources.OfType<InstanceResource>())
        {
            foreach (var own in AddressesOf(instance))
            {
                if (own.Address == wanted) return own;
            }
        }

        return null;
    }

    /// <summary>Every address that instances of the finding hold, as its details tell them.</summary>
    public static IEnumerable<OwnAddress> OwnAddresses(Finding finding) => finding.Resources.OfType<InstanceResource>().SelectMany(AddressesOf);

    private static void AddResource(MentionList found, FindingResource resource)
    {
        switch (resource)
        {
            case AccessKeyResource key:
                found.AddPrincipal(key, EntityRelation.Resource, found.Account);
                break;
            case InstanceResource instance:
                found.Add(EntityKind.Ec2Instance, instance.InstanceId, EntityRelation.Resource, instance.InstanceId);
                foreach (var own in AddressesOf(instance)) found.AddAddress(own.Address, EntityRelation.Belongs);
                break;
            case BucketResource bucket:
                found.Add(EntityKind.Bucket, bucket.Name, EntityRelation.Resource, bucket.Name);
                break;
            case EksClusterResource cluster:
                KubernetesEntities.Add(found, cluster);
                break;
            case ContainerResource container:
                found.Add(EntityKind.ContainerImage, container.Image, EntityRelation.Resource, container.Image);
                break;
            case LambdaResource { RoleArn: { } arn } when ArnText.Parse(arn) is { Service: "iam" } role:
                found.AddScoped(EntityKind.Role, role.Name, found.AccountOr(role.Account), EntityRelation.Belongs, null);
                break;
        }
    }

    private static void AddAction(MentionList found, Finding finding)
    {
        var details = finding.Details.FirstOrDefault(static detail => detail.Key.EndsWith("userAgent.fullUserAgent", StringComparison.OrdinalIgnoreCase));
        found.AddUserAgent(details.Value);
        switch (finding.Action)
        {
            case ApiCall call:
                found.AddUserAgent(call.UserAgent);
                found.AddAccount(call.RemoteAccount, EntityRelation.Actor);
                break;
            case NetworkConnection connection:
                found.AddAddress(connection.LocalAddress, EntityRelation.Belongs);
                break;
            case PortProbe probe:
                foreach (var port in probe.Ports)
                {
                    found.AddAddress(port.LocalAddress, EntityRelation.Belongs);
                    found.AddAddress(port.Remote.Address, EntityRelation.Actor, port.Remote.FirstSeen, port.Remote.LastSeen);
                }

                break;
            case KubernetesApiCall call:
                found.AddUserAgent(call.UserAgent);
                foreach (var address in call.SourceAddresses) found.AddAddress(address, EntityRelation.Actor);
                break;
        }
    }

    private static IEnumerable<OwnAddress> AddressesOf(InstanceResource instance)
    {
        foreach (var card in instance.Interfaces)
        {
            if (IpText.Canonical(card.PublicAddress) is { } open) yield return new OwnAddress(open, instance.InstanceId, card.InterfaceId, true);
            foreach (var text in card.PrivateAddresses.Concat(card.Ipv6Addresses))
            {
                if (IpText.TryParse(text, out var address)) yield return new OwnAddress(IpText.Canonical(text)!, instance.InstanceId, card.InterfaceId, IsGlobalIpv6(address));
            }
        }
    }

    private static bool IsGlobalIpv6(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 && !IpText.IsPrivate(address);
}
