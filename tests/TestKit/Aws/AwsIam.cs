using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>A policy attached by its ARN, or written into a role; the document is JSON.</summary>
internal sealed record IamPolicy(string Name, string? Arn, string Document);

internal sealed record IamRole(string Name, string Path, string Id, string Arn, string CreatedAt, string Trust, string? Description, List<IamPolicy> Attached, List<IamPolicy> Inline);

/// <summary>IAM of one account; it has no region.</summary>
internal sealed class AwsIam(AwsDouble aws, string account)
{
    internal Dictionary<string, IamRole> Roles { get; } = [];

    internal Dictionary<string, (string Id, string Arn, string Path)> Users { get; } = [];

    internal Dictionary<string, IamPolicy> Policies { get; } = [];

    /// <summary>A role; policies are given to it afterwards.</summary>
    public AwsIam Role(string name, string id, string trust = """{"Version":"2012-10-17","Statement":[]}""", string path = "/", string createdAt = "2024-01-09T10:00:00Z", string? description = null)
    {
        lock (aws.Gate) Roles[name] = new IamRole(name, path, id, $"arn:aws:iam::{account}:role{path}{name}", createdAt, trust, description, [], []);
        return this;
    }

    public AwsIam User(string name, string id, string path = "/")
    {
        lock (aws.Gate) Users[name] = (id, $"arn:aws:iam::{account}:user{path}{name}", path);
        return this;
    }

    /// <summary>Writes a policy into the role itself.</summary>
    public AwsIam Inline(string role, string policy, string document)
    {
        lock (aws.Gate) Roles[role].Inline.Add(new IamPolicy(policy, null, document));
        return this;
    }

    /// <summary>Attaches a managed policy, made when new.</summary>
    /// <param name="owner">The account that has it; <c>aws</c> for those of AWS itself.</param>
    public AwsIam Attach(string role, string policy, string document, string? owner = null)
    {
        var made = new IamPolicy(policy, $"arn:aws:iam::{owner ?? account}:policy/{policy}", document);
        lock (aws.Gate)
        {
            Roles[role].Attached.Add(made);
            Policies[made.Arn!] = made;
        }

        return this;
    }

    /// <summary>What a recorded answer of IAM holds: <c>roles</c> as in the sample day.</summary>
    public AwsIam Put(JsonObject recorded)
    {
        foreach (var role in (JsonArray)recorded["roles"]!)
        {
            var name = role!["roleName"]!.ToString();
            Role(name, role["roleId"]!.ToString(), role["assumeRolePolicyDocument"]!.ToJsonString(), role["path"]!.ToString(), role["createDate"]!.ToString(), role["description"]?.ToString());
            foreach (var policy in role["inlinePolicies"] as JsonArray ?? []) Inline(name, policy!["policyName"]!.ToString(), policy["policyDocument"]!.ToJsonString());
            foreach (var policy in role["attachedPolicies"] as JsonArray ?? []) Attach(name, policy!["policyName"]!.ToString(), """{"Version":"2012-10-17","Statement":[]}""", policy["policyArn"]!.ToString().Split(':')[4]);
        }

        return this;
    }

    internal string PolicyId(IamPolicy policy) => "ANPA" + policy.Name.Length.ToString("0000", CultureInfo.InvariantCulture) + account;
}
