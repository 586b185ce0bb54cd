using System.Security.Cryptography;
using System.Text;

namespace ChatOps.TestKit.Aws;

/// <summary>Detective of one account in one region.</summary>
internal sealed class AwsDetective(AwsDouble aws, string account, string region)
{
    private readonly List<AwsInvestigation> investigations = [];

    public string Account => account;

    public string Region => region;

    /// <summary>Null = this account administers no graph here.</summary>
    public string? GraphArn { get; private set; }

    /// <summary>Account and status, ENABLED or otherwise.</summary>
    public Dictionary<string, string> Members { get; } = [];

    /// <summary>Package and state: STARTED, STOPPED, DISABLED.</summary>
    public Dictionary<string, string> Packages { get; } = new() { ["DETECTIVE_CORE"] = "STARTED", ["EKS_AUDIT"] = "STARTED", ["ASFF_SECURITYHUB_FINDING"] = "DISABLED" };

    /// <summary>Investigations started from now on end by themselves when they were asked for that many times; null = only when the test says so.</summary>
    public int? FinishesAfter { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AwsInvestigation> Investigations
    {
        get
        {
            lock (aws.Gate) return [.. investigations];
        }
    }

    /// <summary>The account administers a graph with these members; itself is one.</summary>
    public AwsDetective Graph(params string[] members)
    {
        lock (aws.Gate)
        {
            GraphArn ??= AwsNames.Arn("detective", region, account, "graph:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"graph/{account}/{region}")))[..32]);
            foreach (var member in members.Append(account)) Members[member] = "ENABLED";
        }

        return this;
    }

    /// <summary>An investigation somebody began before.</summary>
    public AwsInvestigation Begin(string entityArn, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? created = null)
    {
        lock (aws.Gate)
        {
            var made = new AwsInvestigation(aws.Gate, aws.NewInvestigationId(), entityArn, from, to, created ?? aws.Time.GetUtcNow()) { FinishesAfter = FinishesAfter };
            investigations.Add(made);
            return made;
        }
    }
}
