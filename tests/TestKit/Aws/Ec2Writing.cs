using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

/// <summary>An instance in EC2's XML.</summary>
internal static class Ec2Writing
{
    public static XElement Reservation(AwsInstance instance, string account) => Item(
        new XElement("reservationId", "r-" + instance.Id[2..]),
        new XElement("ownerId", account),
        new XElement("groupSet"),
        new XElement("instancesSet", Item(Parts(instance, account))));

    private static XElement Item(params object?[] parts) => new("item", parts);

    private static object?[] Parts(AwsInstance it, string account)
    {
        var name = "ip-" + it.PrivateIp.Replace('.', '-') + ".ec2.internal";
        var isGone = it.State == "terminated";
        return
        [
            new XElement("instanceId", it.Id),
            new XElement("imageId", it.ImageId),
            new XElement("instanceState", new XElement("code", it.State switch { "running" => 16, "terminated" => 48, "stopped" => 80, _ => 0 }), new XElement("name", it.State)),
            new XElement("instanceType", it.Type),
            new XElement("launchTime", it.LaunchedAt),
            new XElement("placement", new XElement("availabilityZone", it.AvailabilityZone), new XElement("tenancy", "default")),
            it.ProfileArn is null ? null : new XElement("iamInstanceProfile", new XElement("arn", it.ProfileArn), new XElement("id", it.ProfileId)),
            new XElement("tagSet", it.Tags.Select(static tag => Item(new XElement("key", tag.Key), new XElement("value", tag.Value)))),
            // A terminated instance has no network any more.
            .. isGone ? [] : new object?[]
            {
                new XElement("privateDnsName", name),
                new XElement("privateIpAddress", it.PrivateIp),
                it.PublicIp is null ? null : new XElement("ipAddress", it.PublicIp),
                new XElement("subnetId", it.SubnetId),
                new XElement("vpcId", it.VpcId),
                Groups(it),
                new XElement("networkInterfaceSet", Item(Interface(it, account, name))),
            },
        ];
    }

    private static XElement Groups(AwsInstance it) => new("groupSet", Item(new XElement("groupId", it.SecurityGroup.Id), new XElement("groupName", it.SecurityGroup.Name)));

    private static object?[] Interface(AwsInstance it, string account, string name) =>
    [
        new XElement("networkInterfaceId", it.NetworkInterface),
        new XElement("subnetId", it.SubnetId),
        new XElement("vpcId", it.VpcId),
        new XElement("ownerId", account),
        new XElement("status", "in-use"),
        new XElement("privateIpAddress", it.PrivateIp),
        new XElement("privateDnsName", name),
        Groups(it),
        Association(it),
        new XElement("privateIpAddressesSet", Item(new XElement("privateIpAddress", it.PrivateIp), new XElement("privateDnsName", name), new XElement("primary", true), Association(it))),
        new XElement("ipv6AddressesSet"),
    ];

    private static XElement? Association(AwsInstance it) => it.PublicIp is null ? null : new XElement("association", new XElement("publicIp", it.PublicIp), new XElement("ipOwnerId", "amazon"));
}
