using Amazon.EC2.Model;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.Ec2;

/// <summary>EC2's description of an instance as ours.</summary>
internal static class InstanceText
{
    public static InstanceResource Of(Instance told) => new(told.InstanceId)
    {
        InstanceType = told.InstanceType?.Value,
        ImageId = told.ImageId,
        State = told.State?.Name?.Value,
        AvailabilityZone = told.Placement?.AvailabilityZone,
        LaunchedAt = told.LaunchTime is { } at ? new DateTimeOffset(at.ToUniversalTime()) : null,
        ProfileArn = told.IamInstanceProfile?.Arn,
        ProfileId = told.IamInstanceProfile?.Id,
        Interfaces = [.. (told.NetworkInterfaces ?? []).Select(Of)],
        Tags = [.. (told.Tags ?? []).Select(static tag => KeyValuePair.Create(tag.Key ?? "", tag.Value ?? ""))],
    };

    private static InstanceInterface Of(InstanceNetworkInterface told) => new()
    {
        InterfaceId = told.NetworkInterfaceId,
        VpcId = told.VpcId,
        SubnetId = told.SubnetId,
        PublicAddress = told.Association?.PublicIp,
        PrivateAddresses = [.. (told.PrivateIpAddresses ?? []).OrderByDescending(static one => one.Primary == true).Select(static one => one.PrivateIpAddress).Prepend(told.PrivateIpAddress).OfType<string>().Distinct(StringComparer.Ordinal)],
        Ipv6Addresses = [.. (told.Ipv6Addresses ?? []).Select(static one => one.Ipv6Address).OfType<string>()],
        SecurityGroups = [.. (told.Groups ?? []).Select(static one => KeyValuePair.Create(one.GroupId ?? "", one.GroupName ?? ""))],
    };
}
