using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>Detector, members, administrator, samples, as GuardDuty writes them.</summary>
internal static class GuardDutyPlaces
{
    private const string Made = "2024-01-09T10:00:00.000Z";

    public static JsonObject Detector(AwsGuardDuty here) => new()
    {
        ["createdAt"] = Made,
        ["findingPublishingFrequency"] = here.PublishingFrequency,
        ["serviceRole"] = $"arn:{AwsNames.Partition(here.Region)}:iam::{here.Account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
        ["status"] = here.Status,
        ["updatedAt"] = Made,
        ["tags"] = new JsonObject(),
        ["features"] = new JsonArray([.. new[] { "CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS" }.Select(static name => new JsonObject { ["name"] = name, ["status"] = "ENABLED", ["updatedAt"] = 1704794400 })]),
    };

    public static JsonObject Member(AwsGuardDuty member) => new()
    {
        ["accountId"] = member.Account,
        ["detectorId"] = member.DetectorId,
        ["masterId"] = member.Administrator!.Account,
        ["administratorId"] = member.Administrator.Account,
        ["email"] = $"aws+{member.Account}@example.com",
        ["relationshipStatus"] = "Enabled",
        ["updatedAt"] = Made,
    };

    /// <summary>Nothing for whoever administers itself.</summary>
    public static JsonObject Administrator(AwsGuardDuty here) => here.Administrator is not { } administrator ? [] : new JsonObject
    {
        ["administrator"] = new JsonObject { ["accountId"] = administrator.Account, ["relationshipStatus"] = "Enabled" },
    };

    /// <summary>A sample finding; an earlier one of the type is updated. Its event goes to the queue the rule names.</summary>
    public static void Sample(AwsGuardDuty here, string type, DateTimeOffset now)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{here.Account}/{here.Region}/{type}")))[..32];
        var at = AwsNames.Iso(now);
        var finding = new JsonObject
        {
            ["schemaVersion"] = "2.0",
            ["accountId"] = here.Account,
            ["region"] = here.Region,
            ["partition"] = AwsNames.Partition(here.Region),
            ["id"] = id,
            ["arn"] = AwsNames.Arn("guardduty", here.Region, here.Account, $"detector/{here.DetectorId}/finding/{id}"),
            ["type"] = type,
            ["resource"] = new JsonObject
            {
                ["resourceType"] = "AccessKey",
                ["accessKeyDetails"] = new JsonObject { ["accessKeyId"] = "GeneratedFindingAccessKeyId", ["principalId"] = "GeneratedFindingPrincipalId", ["userType"] = "IAMUser", ["userName"] = "GeneratedFindingUserName" },
            },
            ["service"] = new JsonObject
            {
                ["serviceName"] = "guardduty",
                ["detectorId"] = here.DetectorId,
                ["action"] = new JsonObject { ["actionType"] = "AWS_API_CALL", ["awsApiCallAction"] = new JsonObject { ["api"] = "GeneratedFindingAPIName", ["serviceName"] = "GeneratedFindingAPIServiceName", ["callerType"] = "Remote IP", ["remoteIpDetails"] = new JsonObject { ["ipAddressV4"] = "198.51.100.0" } } },
                ["resourceRole"] = "TARGET",
                ["additionalInfo"] = new JsonObject { ["sample"] = true, ["value"] = """{"sample":true}""", ["type"] = "default" },
                ["eventFirstSeen"] = at,
                ["eventLastSeen"] = at,
                ["archived"] = false,
                ["count"] = 1,
            },
            ["severity"] = 5,
            ["createdAt"] = at,
            ["updatedAt"] = at,
            ["title"] = $"[SAMPLE] {type}",
            ["description"] = $"[SAMPLE] A finding of type {type}, made to be looked at.",
        };
        here.Target?.Send(new JsonObject { ["version"] = "0", ["id"] = AwsNames.NewId(), ["detail-type"] = "GuardDuty Finding", ["source"] = "aws.guardduty", ["account"] = here.Account, ["time"] = at, ["region"] = here.Region, ["resources"] = new JsonArray(), ["detail"] = finding.DeepClone() }.ToJsonString());
        here.Put(finding);
    }
}
