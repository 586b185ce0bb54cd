using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>service.action: what was done.</summary>
internal static class ActionReader
{
    private static readonly (string Type, string Member, Func<GuardDutyNode, GuardDutyNode, FindingAction?> Read)[] Kinds =
    [
        ("AWS_API_CALL", "awsApiCallAction", ApiCallOf),
        ("NETWORK_CONNECTION", "networkConnectionAction", static (node, _) => ConnectionOf(node)),
        ("PORT_PROBE", "portProbeAction", static (node, _) => PortProbeOf(node)),
        ("DNS_REQUEST", "dnsRequestAction", static (node, _) => DnsRequestOf(node)),
        ("KUBERNETES_API_CALL", "kubernetesApiCallAction", static (node, _) => KubernetesApiCallOf(node)),
        ("RDS_LOGIN_ATTEMPT", "rdsLoginAttemptAction", static (node, _) => RdsLoginAttemptOf(node)),
    ];

    private static readonly string[] KubernetesChanges = ["kubernetesPermissionCheckedDetails", "kubernetesRoleBindingDetails", "kubernetesRoleDetails"];

    /// <summary>The action named by actionType; without one, the first whose details are there.</summary>
    public static FindingAction? Read(GuardDutyNode action, GuardDutyNode additionalInfo)
    {
        var type = action["actionType"].Text();
        foreach (var kind in Kinds)
        {
            var details = action[kind.Member];
            if (details.Exists && (type is null || Matches(type, kind.Type)) && kind.Read(details, additionalInfo) is { } known) return known;
        }

        foreach (var member in KubernetesChanges)
        {
            if (action[member].Exists) return new KubernetesChange(type ?? member, Facts(action[member]));
        }

        return type is null ? null : new OtherAction(type);
    }

    private static bool Matches(string type, string kind) => type.Equals(kind, StringComparison.OrdinalIgnoreCase);

    private static ApiCall? ApiCallOf(GuardDutyNode node, GuardDutyNode additionalInfo) =>
        node["api"].Text() is { } api
            ? new ApiCall(api, node["serviceName"].Text())
            {
                CallerType = node["callerType"].Text(),
                UserAgent = node["userAgent"].Text() ?? additionalInfo["userAgent"]["fullUserAgent"].Text(),
                ErrorCode = node["errorCode"].Text(),
                RemoteAccount = node["remoteAccountDetails"]["accountId"].Text(),
            }
            : null;

    private static NetworkConnection ConnectionOf(GuardDutyNode node) => new()
    {
        Direction = node["connectionDirection"].Text(),
        Protocol = node["protocol"].Text(),
        Blocked = node["blocked"].Flag(),
        LocalAddress = ActorReader.AddressOf(node["localIpDetails"]),
        LocalPort = node["localPortDetails"]["port"].Port(),
        RemotePort = node["remotePortDetails"]["port"].Port(),
    };

    private static PortProbe PortProbeOf(GuardDutyNode node) => new(
        [
            .. from probe in node["portProbeDetails"].Items().Take(ActorReader.Most)
               let port = probe["localPortDetails"]
               select new ProbedPort(
                   port["port"].Port(),
                   port["portName"].Text(),
                   ActorReader.AddressOf(probe["localIpDetails"]),
                   ActorReader.RemotesOf(probe["remoteIpDetails"], null).FirstOrDefault() ?? new Actor()),
        ],
        node["blocked"].Flag());

    private static DnsRequest DnsRequestOf(GuardDutyNode node) => new(node["domain"].Text(), node["protocol"].Text(), node["blocked"].Flag());

    private static KubernetesApiCall KubernetesApiCallOf(GuardDutyNode node) => new()
    {
        Verb = node["verb"].Text(),
        RequestUri = node["requestUri"].Text(),
        Namespace = node["namespace"].Text(),
        Resource = node["resource"].Text(),
        ResourceName = node["resourceName"].Text(),
        UserAgent = node["userAgent"].Text(),
        StatusCode = node["statusCode"].Whole() is >= 0 and <= 999 and var status ? (int)status : null,
        SourceAddresses = ActorReader.Valid(node["sourceIPs"].Texts()),
    };

    private static RdsLoginAttempt RdsLoginAttemptOf(GuardDutyNode node) => new(
    [
        .. from login in node["loginAttributes"].Items().Take(ActorReader.Most)
           select new RdsLogin(login["user"].Text(), login["application"].Text(), login["failedLoginAttempts"].Whole(), login["successfulLoginAttempts"].Whole()),
    ]);

    private static List<KeyValuePair<string, string>> Facts(GuardDutyNode node)
    {
        var facts = new List<KeyValuePair<string, string>>();
        foreach (var member in node.Children())
        {
            if (member.Text() is { } text) facts.Add(new(DetailReader.Camel(member.Name), text));
        }

        return facts;
    }
}
