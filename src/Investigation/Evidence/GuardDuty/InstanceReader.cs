using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>resource.instanceDetails: an instance with its network interfaces.</summary>
internal static class InstanceReader
{
    public static IReadOnlyList<FindingResource> Read(GuardDutyNode node)
    {
        if (node["instanceId"].Text() is not { } id) return [];
        return
        [
            new InstanceResource(id)
            {
                InstanceType = node["instanceType"].Text(),
                ImageId = node["imageId"].Text(),
                State = node["instanceState"].Text(),
                AvailabilityZone = node["availabilityZone"].Text(),
                LaunchedAt = GuardDutyTime.Read(node["launchTime"]),
                ProfileArn = node["iamInstanceProfile"]["arn"].Text(),
                ProfileId = node["iamInstanceProfile"]["id"].Text(),
                Interfaces = [.. node["networkInterfaces"].Items().Take(ActorReader.Most).Select(static one => InterfaceOf(one, one["networkInterfaceId"].Text()))],
                Tags = ResourceReader.Tags(node["tags"]),
            },
        ];
    }

    /// <summary>An interface, of an instance or of a sequence (which writes subNetId; names are read without regard to case).</summary>
    public static InstanceInterface InterfaceOf(GuardDutyNode node, string? id) => new()
    {
        InterfaceId = id,
        VpcId = node["vpcId"].Text(),
        SubnetId = node["subnetId"].Text(),
        PublicAddress = ActorReader.Valid(node["publicIp"].Text()),
        PrivateAddresses = [.. PrivateAddresses(node).Distinct()],
        Ipv6Addresses = ActorReader.Valid(node["ipv6Addresses"].Texts()),
        SecurityGroups = SecurityGroups(node["securityGroups"]),
    };

    private static IReadOnlyList<string> PrivateAddresses(GuardDutyNode node) => ActorReader.Valid(
    [
        node["privateIpAddress"].Text(),
        .. node["privateIpAddresses"].Items().Select(static one => one["privateIpAddress"].Text() ?? one.Text()),
    ]);

    private static List<KeyValuePair<string, string>> SecurityGroups(GuardDutyNode list)
    {
        var groups = new List<KeyValuePair<string, string>>();
        foreach (var group in list.Items())
        {
            if (group["groupId"].Text() is { } id) groups.Add(new(id, group["groupName"].Text() ?? ""));
        }

        return groups;
    }
}
