using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>GuardDuty of one account in one region.</summary>
internal sealed class AwsGuardDuty(AwsDouble aws, GuardDutyService all, string account, string region)
{
    private readonly List<AwsGuardDuty> members = [];

    public string Account => account;

    public string Region => region;

    /// <summary>Null = GuardDuty is not turned on here.</summary>
    public string? DetectorId { get; set; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}/{region}")))[..32];

    /// <summary>ENABLED or DISABLED.</summary>
    public string Status { get; set; } = "ENABLED";

    public string PublishingFrequency { get; set; } = "FIFTEEN_MINUTES";

    /// <summary>Where events of sample findings go, by a rule of EventBridge.</summary>
    public AwsQueue? Target { get; set; }

    public AwsGuardDuty? Administrator { get; private set; }

    public IReadOnlyList<AwsGuardDuty> Members => members;

    /// <summary>What may be seen from here, oldest first, as the API writes it.</summary>
    public IReadOnlyList<JsonObject> Findings
    {
        get
        {
            lock (aws.Gate) return [.. all.SeenFrom(this).Select(static finding => finding.ToApi())];
        }
    }

    /// <summary>What people said of findings.</summary>
    public List<(IReadOnlyList<string> Ids, string Feedback, string? Comments)> Feedback { get; } = [];

    /// <summary>The finding as it stands; null when there is none.</summary>
    public JsonObject? Finding(string id) => Findings.FirstOrDefault(finding => finding["id"]?.ToString() == id);

    /// <summary>A finding: an EventBridge event, the detail of one, or what GetFindings answers. One of the same id takes the other's place. Its id.</summary>
    public string Put(string findingJson)
    {
        var json = (JsonObject)JsonNode.Parse(findingJson)!;
        return Put((JsonObject)(json["detail"] ?? json).DeepClone());
    }

    /// <summary>An account this one administers; what is found there is seen here too.</summary>
    public AwsGuardDuty Member(string other)
    {
        var member = aws.GuardDuty(other, region);
        lock (aws.Gate)
        {
            member.Administrator = this;
            if (!members.Contains(member)) members.Add(member);
        }

        return member;
    }

    internal string Put(JsonObject json)
    {
        lock (aws.Gate) return all.Put(new AwsFinding(this, json));
    }

    internal bool Sees(AwsFinding finding) => finding.At.Region == region && (finding.At == this || finding.Account == account || members.Exists(member => member.Account == finding.Account || member == finding.At));
}
