using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>findingCriteria and sortCriteria: docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html</summary>
internal static class GuardDutyCriteria
{
    private const int MostValues = 50;
    private static readonly HashSet<string> Fields = Spelled(
        "accountId region confidence id type severity updatedAt",
        "resource.resourceType resource.accessKeyDetails.{accessKeyId,principalId,userName,userType}",
        "resource.instanceDetails.{instanceId,imageId,iamInstanceProfile.id,tags.key,tags.value,outpostArn}",
        "resource.instanceDetails.networkInterfaces.{publicIp,publicDnsName,ipv6Addresses,privateIpAddresses.privateIpAddress,securityGroups.groupId,securityGroups.groupName,subnetId,vpcId}",
        "service.archived service.resourceRole service.action.actionType service.ebsVolumeScanDetails.scanId service.additionalInfo.threatListName",
        "service.action.awsApiCallAction.{api,callerType,serviceName,remoteIpDetails.ipAddressV4,remoteIpDetails.city.cityName,remoteIpDetails.country.countryName,remoteIpDetails.organization.asn,remoteIpDetails.organization.asnOrg}",
        "service.action.networkConnectionAction.{blocked,connectionDirection,protocol,localPortDetails.port,remotePortDetails.port,remoteIpDetails.ipAddressV4,remoteIpDetails.city.cityName,remoteIpDetails.country.countryName,remoteIpDetails.organization.asn,remoteIpDetails.organization.asnOrg}",
        "service.action.dnsRequestAction.{domain,domainWithSuffix}");

    public static IEnumerable<AwsFinding> Filter(IEnumerable<AwsFinding> findings, JsonNode? criteria)
    {
        var conditions = ((criteria as JsonObject)?["criterion"] as JsonObject ?? []).Select(static one => (Field: one.Key, Condition: one.Value as JsonObject ?? [])).ToList();
        foreach (var (field, condition) in conditions)
        {
            if (!Fields.Contains(field)) throw GuardDutyService.Bad($"The request is rejected because an invalid or out-of-range value is specified as an input parameter: {field}");
            foreach (var (name, value) in condition)
                if (Tester(name) is null || (value as JsonArray)?.Count > MostValues) throw GuardDutyService.Bad($"The request is rejected because the condition {name} of {field} is not valid.");
        }

        return findings.Where(finding => conditions.TrueForAll(one => Holds(finding, one.Field, one.Condition)));
    }

    public static IEnumerable<AwsFinding> Sort(IEnumerable<AwsFinding> findings, JsonNode? criteria)
    {
        if (criteria?["attributeName"]?.ToString() is not { Length: > 0 } attribute) return findings;
        var compare = Comparer<AwsFinding>.Create((one, other) => Compare(Values(one.Json, attribute).FirstOrDefault() ?? "", Values(other.Json, attribute).FirstOrDefault() ?? ""));
        return criteria["orderBy"]?.ToString() == "DESC" ? findings.OrderByDescending(static finding => finding, compare) : findings.Order(compare);
    }

    private static bool Holds(AwsFinding finding, string field, JsonObject condition)
    {
        var values = Values(finding.Json, field).Select(value => field == "updatedAt" && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : value).ToList();
        return condition.All(one => Tester(one.Key)!(values, one.Value));
    }

    private static Func<List<string>, JsonNode?, bool>? Tester(string name) => name switch
    {
        "equals" or "eq" => static (values, wanted) => (wanted as JsonArray ?? []).Any(one => values.Exists(value => Compare(value, one!.ToString()) == 0)),
        "notEquals" or "neq" => static (values, wanted) => !(wanted as JsonArray ?? []).Any(one => values.Exists(value => Compare(value, one!.ToString()) == 0)),
        "greaterThan" or "gt" => static (values, wanted) => values.Exists(value => Compare(value, wanted!.ToString()) > 0),
        "greaterThanOrEqual" or "gte" => static (values, wanted) => values.Exists(value => Compare(value, wanted!.ToString()) >= 0),
        "lessThan" or "lt" => static (values, wanted) => values.Exists(value => Compare(value, wanted!.ToString()) < 0),
        "lessThanOrEqual" or "lte" => static (values, wanted) => values.Exists(value => Compare(value, wanted!.ToString()) <= 0),
        _ => null,
    };

    /// <summary>Numbers by their size, all else letter by letter.</summary>
    private static int Compare(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) ? a.CompareTo(b) : string.CompareOrdinal(one, other);

    private static IEnumerable<string> Values(JsonNode? node, string path)
    {
        if (node is JsonArray list) return list.SelectMany(item => Values(item, path));
        if (path.Length == 0) return node is null ? [] : [node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.ToJsonString() : node.ToString()];
        var cut = path.IndexOf('.', StringComparison.Ordinal);
        return node is JsonObject it ? Values(it[cut < 0 ? path : path[..cut]], cut < 0 ? "" : path[(cut + 1)..]) : [];
    }

    private static HashSet<string> Spelled(params string[] lines) => [.. lines.SelectMany(static line => line.Split(' ')).SelectMany(static word =>
    {
        var cut = word.IndexOf('{', StringComparison.Ordinal);
        return cut < 0 ? [word] : word[(cut + 1)..^1].Split(',').Select(part => word[..cut] + part);
    })];
}
