using System.Text.Json.Nodes;
using ChatOps.SampleDay.Trail;

namespace ChatOps.SampleDay.Findings;

/// <summary>The action block of a finding.</summary>
internal static class FindingAction
{
    public static JsonObject Of(Deed deed) => deed switch
    {
        CalledApi called => ApiCall(called.Method),
        AskedForDomain asked => DnsRequest(asked.Domain),
        RanMiner ran => DnsRequest(ran.Domain),
        ScannedPorts scanned => Connection(scanned),
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, "No action is known for this deed."),
    };

    private static JsonObject ApiCall(ApiMethod method)
    {
        var call = new JsonObject
        {
            ["api"] = method.Name,
            ["serviceName"] = method.ServiceHost,
            ["callerType"] = "Remote IP",
            ["userAgent"] = Trail.ApiCall.ScriptAgent,
            ["remoteIpDetails"] = Remote(Lab.PublicIp, "Ashburn", "United States", "US", 39.04, -77.49),
            ["affectedResources"] = new JsonObject(),
        };
        if (!method.Allowed)
            call["errorCode"] = "AccessDenied";
        return new() { ["actionType"] = "AWS_API_CALL", ["awsApiCallAction"] = call };
    }

    private static JsonObject DnsRequest(string domain) => new()
    {
        ["actionType"] = "DNS_REQUEST",
        ["dnsRequestAction"] = new JsonObject
        {
            ["domain"] = domain,
            ["protocol"] = "UDP",
            ["blocked"] = false,
            ["domainWithSuffix"] = string.Join('.', domain.Split('.')[^2..]),
        },
    };

    private static JsonObject Connection(ScannedPorts scanned) => new()
    {
        ["actionType"] = "NETWORK_CONNECTION",
        ["networkConnectionAction"] = new JsonObject
        {
            ["connectionDirection"] = "OUTBOUND",
            ["protocol"] = "TCP",
            ["blocked"] = false,
            ["localNetworkInterface"] = Lab.InterfaceId,
            ["localIpDetails"] = new JsonObject { ["ipAddressV4"] = Lab.PrivateIp },
            ["localPortDetails"] = new JsonObject { ["port"] = 46210, ["portName"] = "Unknown" },
            ["remoteIpDetails"] = Remote(Lab.ScannedHost, "Frankfurt am Main", "Germany", "DE", 50.1, 8.7),
            ["remotePortDetails"] = new JsonObject { ["port"] = scanned.Port, ["portName"] = scanned.PortName },
        },
    };

    private static JsonObject Remote(string address, string city, string country, string code, double latitude, double longitude) => new()
    {
        ["ipAddressV4"] = address,
        ["organization"] = new JsonObject { ["asn"] = "64500", ["asnOrg"] = "Example Hosting", ["isp"] = "Example Hosting", ["org"] = "Example Hosting" },
        ["country"] = new JsonObject { ["countryName"] = country, ["countryCode"] = code },
        ["city"] = new JsonObject { ["cityName"] = city },
        ["geoLocation"] = new JsonObject { ["lat"] = latitude, ["lon"] = longitude },
    };
}
