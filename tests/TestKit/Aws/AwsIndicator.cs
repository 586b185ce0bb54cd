using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>An indicator, of one of the eight kinds there are; none has a time.</summary>
internal sealed record AwsIndicator(string Kind, string DetailName, JsonObject Detail)
{
    public static AwsIndicator Ttp(string tactic, string technique, string procedure, string ip, string api, long successes, long failures) => new("TTP_OBSERVED", "TTPsObservedDetail", new JsonObject
    {
        ["Tactic"] = tactic,
        ["Technique"] = technique,
        ["Procedure"] = procedure,
        ["IpAddress"] = ip,
        ["APIName"] = api,
        ["APISuccessCount"] = successes,
        ["APIFailureCount"] = failures,
    });

    public static AwsIndicator ImpossibleTravel(string fromIp, string toIp, string from, string to, int hours) => new("IMPOSSIBLE_TRAVEL", "ImpossibleTravelDetail", new JsonObject
    {
        ["StartingIpAddress"] = fromIp,
        ["EndingIpAddress"] = toIp,
        ["StartingLocation"] = from,
        ["EndingLocation"] = to,
        ["HourlyTimeDelta"] = hours,
    });

    public static AwsIndicator FlaggedIp(string ip) => new("FLAGGED_IP_ADDRESS", "FlaggedIpAddressDetail", new JsonObject { ["IpAddress"] = ip, ["Reason"] = "AWS_THREAT_INTELLIGENCE" });

    public static AwsIndicator NewGeolocation(string location, string ip, bool forAccount = false) => new("NEW_GEOLOCATION", "NewGeolocationDetail", new JsonObject { ["Location"] = location, ["IpAddress"] = ip, ["IsNewForEntireAccount"] = forAccount });

    public static AwsIndicator NewAso(string aso, bool forAccount = false) => new("NEW_ASO", "NewAsoDetail", new JsonObject { ["Aso"] = aso, ["IsNewForEntireAccount"] = forAccount });

    public static AwsIndicator NewUserAgent(string userAgent, bool forAccount = false) => new("NEW_USER_AGENT", "NewUserAgentDetail", new JsonObject { ["UserAgent"] = userAgent, ["IsNewForEntireAccount"] = forAccount });

    public static AwsIndicator RelatedFinding(string arn, string type, string ip) => new("RELATED_FINDING", "RelatedFindingDetail", new JsonObject { ["Arn"] = arn, ["Type"] = type, ["IpAddress"] = ip });

    public static AwsIndicator RelatedFindingGroup(string id) => new("RELATED_FINDING_GROUP", "RelatedFindingGroupDetail", new JsonObject { ["Id"] = id });

    public JsonObject Written => new() { ["IndicatorType"] = Kind, ["IndicatorDetail"] = new JsonObject { [DetailName] = Detail.DeepClone() } };
}
