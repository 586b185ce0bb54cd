using System.Text.Json.Nodes;
using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Findings;

/// <summary>What a finding is about: the instance, or the access key of its role together with the instance.</summary>
internal static class FindingResource
{
    public static JsonObject Of(Deed deed) => deed is CalledApi
        ? new()
        {
            ["resourceType"] = "AccessKey",
            ["accessKeyDetails"] = new JsonObject
            {
                ["accessKeyId"] = Caller.Instance.AccessKeyId,
                ["principalId"] = Caller.Instance.PrincipalId,
                ["userType"] = "AssumedRole",
                ["userName"] = Lab.RoleName,
            },
            ["instanceDetails"] = Instance(),
        }
        : new() { ["resourceType"] = "Instance", ["instanceDetails"] = Instance() };

    private static JsonObject Instance() => new()
    {
        ["instanceId"] = Lab.InstanceId,
        ["instanceType"] = "t3.medium",
        ["launchTime"] = "2024-07-09T14:05:37.000Z",
        ["platform"] = null,
        ["productCodes"] = new JsonArray(),
        ["iamInstanceProfile"] = new JsonObject
        {
            ["arn"] = $"arn:aws:iam::{Lab.Account}:instance-profile/{Lab.RoleName}",
            ["id"] = "AIPAQ7LABDAYEXAMPLE01",
        },
        ["networkInterfaces"] = new JsonArray(Interface()),
        ["outpostArn"] = null,
        ["tags"] = new JsonArray(Tag("Name", "lab-general-1"), Tag("team", "payments")),
        ["instanceState"] = "running",
        ["availabilityZone"] = $"{Lab.Region}a",
        ["imageId"] = "ami-0f4b1c7d92e385a60",
        ["imageDescription"] = "Amazon Linux 2023",
    };

    private static JsonObject Interface() => new()
    {
        ["ipv6Addresses"] = new JsonArray(),
        ["networkInterfaceId"] = Lab.InterfaceId,
        ["privateDnsName"] = "ip-10-0-0-144.ec2.internal",
        ["privateIpAddress"] = Lab.PrivateIp,
        ["privateIpAddresses"] = new JsonArray(new JsonObject
        {
            ["privateDnsName"] = "ip-10-0-0-144.ec2.internal",
            ["privateIpAddress"] = Lab.PrivateIp,
        }),
        ["subnetId"] = Lab.SubnetId,
        ["vpcId"] = Lab.VpcId,
        ["securityGroups"] = new JsonArray(new JsonObject { ["groupName"] = "lab-general", ["groupId"] = "sg-0a83be14c6f7d2509" }),
        ["publicDnsName"] = "ec2-198-51-100-23.compute-1.amazonaws.com",
        ["publicIp"] = Lab.PublicIp,
    };

    private static JsonObject Tag(string key, string value) => new() { ["key"] = key, ["value"] = value };
}
