using Amazon.IdentityManagement.Model;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence.Iam;

/// <summary>Reads the policies of one role. After a fault that may pass nothing more is asked: a throttled or silent service is not asked twenty times over.</summary>
internal sealed class RolePolicies(IamCalls calls, ManagedPolicies managed, string role)
{
    /// <summary>IAM allows 20 attached policies and so many inline ones as fit into 10,240 characters.</summary>
    private const int MostPolicies = 100;

    /// <summary>Pages of a list asked for at most; a page holds a hundred, but may hold less.</summary>
    private const int MostPages = 50;

    private AwsFault? broken;

    public async Task<IReadOnlyList<RolePolicy>> ReadAsync()
    {
        var found = new List<RolePolicy>();
        foreach (var (name, arn) in await AttachedAsync(found)) found.Add(new RolePolicy(name, RolePolicy.OriginOf(arn), await ManagedAsync(arn), arn));
        foreach (var name in await InlineAsync(found)) found.Add(new RolePolicy(name, PolicyOrigin.Inline, await InlineAsync(name)));
        return found;
    }

    public async Task<RolePolicy?> BoundaryAsync(string? arn) => arn is null ? null : new RolePolicy(arn[(arn.LastIndexOf('/') + 1)..], RolePolicy.OriginOf(arn), await ManagedAsync(arn), arn);

    private Task<IReadOnlyList<(string Name, string Arn)>> AttachedAsync(List<RolePolicy> found) => PagesAsync(
        found,
        "ListAttachedRolePolicies",
        "attached policies",
        PolicyOrigin.Attached,
        async marker =>
        {
            var (page, fault) = await AskAsync("ListAttachedRolePolicies", (iam, token) => iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = role, Marker = marker }, token));
            return (page is null ? null : new Page<(string, string)>([.. (page.AttachedPolicies ?? []).Where(static one => one.PolicyArn is not null).Select(static one => (one.PolicyName ?? one.PolicyArn, one.PolicyArn))], page.IsTruncated == true ? page.Marker : null), fault);
        });

    private Task<IReadOnlyList<string>> InlineAsync(List<RolePolicy> found) => PagesAsync(
        found,
        "ListRolePolicies",
        "inline policies",
        PolicyOrigin.Inline,
        async marker =>
        {
            var (page, fault) = await AskAsync("ListRolePolicies", (iam, token) => iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role, Marker = marker }, token));
            return (page is null ? null : new Page<string>(page.PolicyNames ?? [], page.IsTruncated == true ? page.Marker : null), fault);
        });

    /// <summary>All pages of a list; what breaks it off stands among the policies as one that could not be read.</summary>
    private static async Task<IReadOnlyList<T>> PagesAsync<T>(List<RolePolicy> found, string action, string what, PolicyOrigin origin, Func<string?, Task<(Page<T>? Page, string? WhyNot)>> ask)
    {
        var all = new List<T>();
        string? marker = null;
        for (var pages = 0; ; pages++)
        {
            var whyNot = pages < MostPages && all.Count <= MostPolicies ? null : $"iam:{action} goes on without end; no more was read";
            var page = default(Page<T>);
            if (whyNot is null) (page, whyNot) = await ask(marker);
            if (page is null)
            {
                found.Add(new RolePolicy(what, origin, PolicyDocument.Unread(whyNot!)));
                return all;
            }

            all.AddRange(page.Items);
            if (string.IsNullOrEmpty(page.Next)) return all;
            marker = page.Next;
        }
    }

    private async Task<PolicyDocument> InlineAsync(string name)
    {
        var (answer, whyNot) = await AskAsync("GetRolePolicy", (iam, token) => iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = name }, token));
        return answer is null ? PolicyDocument.Unread(whyNot!) : PolicyReader.Read(answer.PolicyDocument);
    }

    private async Task<PolicyDocument> ManagedAsync(string arn)
    {
        if (managed.Find(arn) is { } known) return known;
        var (policy, whyNot) = await AskAsync("GetPolicy", (iam, token) => iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, token));
        if (policy?.Policy?.DefaultVersionId is not { } version) return PolicyDocument.Unread(whyNot ?? "IAM names no default version of it");
        var (answer, whyNoVersion) = await AskAsync("GetPolicyVersion", (iam, token) => iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = arn, VersionId = version }, token));
        if (answer is null) return PolicyDocument.Unread(whyNoVersion!);
        var document = PolicyReader.Read(answer.PolicyVersion?.Document);
        managed.Keep(arn, document);
        return document;
    }

    private async Task<(T? Value, string? WhyNot)> AskAsync<T>(string action, Func<Amazon.IdentityManagement.IAmazonIdentityManagementService, CancellationToken, Task<T>> call)
        where T : class
    {
        if (broken is not null) return (null, $"not asked, because {broken.Reason}");
        var (value, fault) = await calls.AskAsync(action, call);
        if (fault is { MayPass: true }) broken = fault;
        return (value, fault?.Reason);
    }

    private sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
}
