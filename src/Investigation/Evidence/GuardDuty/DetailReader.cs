using ChatOps.Investigation.Evidence.GuardDuty.Wire;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>
/// What has no member of its own in <see cref="Findings.Finding"/>, flattened: additionalInfo, anomalies, runtime context, malware scans,
/// indicators. Bounded in number and length; the raw document stays in the ledger.
/// </summary>
internal sealed class DetailReader
{
    /// <summary>Details kept of one finding.</summary>
    public const int MostDetails = 200;

    /// <summary>Characters kept of one detail.</summary>
    public const int LongestDetail = 2_000;

    private const int LongestName = 200;
    private const int DeepestLevel = 12;

    private readonly List<KeyValuePair<string, string>> details = [];

    public static IReadOnlyList<KeyValuePair<string, string>> Read(GuardDutyNode root, GuardDutyNode service, GuardDutyNode info)
    {
        var reader = new DetailReader();
        reader.AddMembers("additionalInfo", info, AdditionalFields.IsCarrier);
        if (info.Children().All(AdditionalFields.IsCarrier)) reader.Add("additionalInfo.value", info["value"]);
        reader.Add("runtimeDetails.context", service["runtimeDetails"]["context"]);
        reader.Add("anomaly", service["detection"]["anomaly"]);
        reader.AddAction(service["action"]);
        reader.Add("ebsVolumeScanDetails", service["ebsVolumeScanDetails"]);
        reader.Add("malwareScanDetails", service["malwareScanDetails"]);
        reader.AddIndicators(service["detection"]["sequence"]);
        reader.Add("threatFileSha256", service["evidence"]["threatIntelligenceDetails"]["threatFileSha256"]);
        reader.Add("featureName", service["featureName"]);
        reader.Add("userFeedback", service["userFeedback"]);
        reader.Add("confidence", root["confidence"]);
        reader.AddUnnamedCluster(root["resource"]);
        return reader.details;
    }

    /// <summary>SDK dumps begin members with a capital; names of maps such as AWS::S3::Bucket stay as they are.</summary>
    public static string Camel(string name) =>
        name.Length > 1 && char.IsAsciiLetterUpper(name[0]) && char.IsAsciiLetterLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private void AddAction(GuardDutyNode action)
    {
        if (!action.Exists) return;
        Add("action.affectedResources", action["awsApiCallAction"]["affectedResources"]);
        Add("action.domainWithSuffix", action["dnsRequestAction"]["domainWithSuffix"]);
        Add("action.localNetworkInterface", action["networkConnectionAction"]["localNetworkInterface"]);
        Add("action.subresource", action["kubernetesApiCallAction"]["subresource"]);
        Add("action.parameters", action["kubernetesApiCallAction"]["parameters"]);
        if (!action["kubernetesApiCallAction"].Exists) return;
        foreach (var name in (string[])["kubernetesPermissionCheckedDetails", "kubernetesRoleBindingDetails", "kubernetesRoleDetails"]) Add("action." + name, action[name]);
    }

    private void AddIndicators(GuardDutyNode sequence)
    {
        foreach (var indicator in sequence["sequenceIndicators"].Items())
        {
            if (indicator["key"].Text() is { } key) Add("indicator." + key, indicator["values"].Exists ? indicator["values"] : indicator["title"]);
        }

        Add("additionalSequenceTypes", sequence["additionalSequenceTypes"]);
    }

    /// <summary>A Kubernetes user and workload without a cluster that could hold them.</summary>
    private void AddUnnamedCluster(GuardDutyNode resource)
    {
        if (!resource["eksClusterDetails"].Exists) Add("kubernetesDetails", resource["kubernetesDetails"]);
    }

    private void Add(string name, GuardDutyNode node, int level = 0)
    {
        if (!node.Exists || level > DeepestLevel || details.Count >= MostDetails) return;
        if (node.IsObject) AddMembers(name, node, static _ => false, level);
        else if (node.IsArray) AddItems(name, node, level);
        else if (node.Text() is { } text) details.Add(new(Cut(name, LongestName), Cut(text, LongestDetail)));
    }

    private void AddMembers(string name, GuardDutyNode node, Func<GuardDutyNode, bool> leaveOut, int level = 0)
    {
        foreach (var member in node.Children())
        {
            if (!leaveOut(member)) Add(Cut(name, LongestName) + "." + Camel(member.Name), member, level + 1);
        }
    }

    /// <summary>Plain values stand together in one detail, objects one by one.</summary>
    private void AddItems(string name, GuardDutyNode list, int level)
    {
        var plain = list.Children().Take(MostDetails).Select(static item => item.Text()).OfType<string>();
        if (string.Join(", ", plain) is { Length: > 0 } joined) details.Add(new(Cut(name, LongestName), Cut(joined, LongestDetail)));
        var position = 0;
        foreach (var item in list.Children().Take(MostDetails))
        {
            if (item.IsObject || item.IsArray) Add($"{name}[{position}]", item, level + 1);
            position++;
        }
    }

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1), "…");
}
