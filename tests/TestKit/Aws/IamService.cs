using System.Globalization;
using System.Xml.Linq;

namespace ChatOps.TestKit.Aws;

internal sealed class IamService(AwsDouble aws) : IAwsService
{
    private static readonly string[] Known = ["GetRole", "GetUser", "ListAttachedRolePolicies", "ListRolePolicies", "GetRolePolicy", "GetPolicy", "GetPolicyVersion"];
    private readonly Dictionary<string, AwsIam> accounts = [];

    public string Name => "iam";

    public AwsProtocol Protocol => AwsProtocol.Query;

    public AwsIam Of(string account)
    {
        lock (aws.Gate) return accounts.TryGetValue(account, out var iam) ? iam : accounts[account] = new AwsIam(aws, account);
    }

    public string? OperationOf(AwsRequest request) => Known.FirstOrDefault(known => known == request.Said("Action"));

    public AwsNeed NeedOf(string operation, AwsRequest request)
    {
        var iam = Of(request.Account);
        return new AwsNeed($"iam:{operation}", operation switch
        {
            "GetPolicy" or "GetPolicyVersion" => request.Said("PolicyArn") ?? "*",
            "GetUser" => iam.Users.GetValueOrDefault(request.Said("UserName") ?? "").Arn ?? $"arn:aws:iam::{request.Account}:user/{request.Said("UserName")}",
            _ => iam.Roles.GetValueOrDefault(request.Said("RoleName") ?? "")?.Arn ?? $"arn:aws:iam::{request.Account}:role/{request.Said("RoleName")}",
        });
    }

    public Task<AwsAnswer> AnswerAsync(string operation, AwsRequest request, CancellationToken cancellation)
    {
        lock (aws.Gate)
        {
            var iam = Of(request.Account);
            return Task.FromResult(AwsNames.QueryAnswer("iam", operation, operation switch
            {
                "GetRole" => [Written(RoleOf(iam, request))],
                "GetUser" => [UserOf(iam, request)],
                "ListAttachedRolePolicies" => Page("AttachedPolicies", RoleOf(iam, request).Attached, request, static policy => new XElement("member", new XElement("PolicyName", policy.Name), new XElement("PolicyArn", policy.Arn))),
                "ListRolePolicies" => Page("PolicyNames", RoleOf(iam, request).Inline, request, static policy => new XElement("member", policy.Name)),
                "GetRolePolicy" => InlineOf(iam, request),
                "GetPolicy" => [PolicyOf(iam, request)],
                _ => [VersionOf(iam, request)],
            }));
        }
    }

    /// <summary>RFC 3986, as the pages say of every document IAM gives out.</summary>
    private static string Encoded(string document) => Uri.EscapeDataString(document);

    private static AwsRefusal Nowhere(string what, string name) => new(404, "NoSuchEntity", $"The {what} with name {name} cannot be found.");

    private static IamRole RoleOf(AwsIam iam, AwsRequest request) => iam.Roles.GetValueOrDefault(request.Must("RoleName")) ?? throw Nowhere("role", request.Must("RoleName"));

    private static XElement Written(IamRole role)
    {
        var written = new XElement("Role",
            new XElement("Path", role.Path), new XElement("RoleName", role.Name), new XElement("RoleId", role.Id), new XElement("Arn", role.Arn), new XElement("CreateDate", role.CreatedAt),
            new XElement("AssumeRolePolicyDocument", Encoded(role.Trust)), new XElement("MaxSessionDuration", 3600));
        if (role.Description is not null) written.Add(new XElement("Description", role.Description));
        return written;
    }

    private static XElement UserOf(AwsIam iam, AwsRequest request)
    {
        var name = request.Must("UserName");
        if (!iam.Users.TryGetValue(name, out var user)) throw Nowhere("user", name);
        return new XElement("User", new XElement("Path", user.Path), new XElement("UserName", name), new XElement("UserId", user.Id), new XElement("Arn", user.Arn), new XElement("CreateDate", "2024-01-09T10:00:00Z"));
    }

    private static object[] InlineOf(AwsIam iam, AwsRequest request)
    {
        var policy = RoleOf(iam, request).Inline.Find(one => one.Name == request.Must("PolicyName")) ?? throw Nowhere("role policy", request.Must("PolicyName"));
        return [new XElement("RoleName", request.Must("RoleName")), new XElement("PolicyName", policy.Name), new XElement("PolicyDocument", Encoded(policy.Document))];
    }

    private static IamPolicy ManagedOf(AwsIam iam, AwsRequest request) => iam.Policies.GetValueOrDefault(request.Must("PolicyArn")) ?? throw new AwsRefusal(404, "NoSuchEntity", $"Policy {request.Must("PolicyArn")} was not found.");

    private static XElement PolicyOf(AwsIam iam, AwsRequest request)
    {
        var policy = ManagedOf(iam, request);
        return new XElement("Policy", new XElement("PolicyName", policy.Name), new XElement("PolicyId", iam.PolicyId(policy)), new XElement("Arn", policy.Arn), new XElement("Path", "/"), new XElement("DefaultVersionId", "v1"), new XElement("AttachmentCount", 1), new XElement("IsAttachable", true), new XElement("CreateDate", "2024-01-09T10:00:00Z"), new XElement("UpdateDate", "2024-01-09T10:00:00Z"));
    }

    private static XElement VersionOf(AwsIam iam, AwsRequest request)
    {
        var policy = ManagedOf(iam, request);
        if (request.Must("VersionId") != "v1") throw new AwsRefusal(404, "NoSuchEntity", $"Policy {policy.Arn} version {request.Must("VersionId")} does not exist or is not attachable.");
        return new XElement("PolicyVersion", new XElement("Document", Encoded(policy.Document)), new XElement("VersionId", "v1"), new XElement("IsDefaultVersion", true), new XElement("CreateDate", "2024-01-09T10:00:00Z"));
    }

    private static object[] Page(string what, List<IamPolicy> all, AwsRequest request, Func<IamPolicy, XElement> write)
    {
        var most = int.Parse(request.Said("MaxItems") ?? "100", CultureInfo.InvariantCulture);
        var (page, next) = AwsPages.Cut(all, what, request.Said("Marker"), most, static () => new AwsRefusal(400, "ValidationError", "Invalid Marker."));
        var list = new XElement(what, page.Select(write));
        return next is null ? [list, new XElement("IsTruncated", false)] : [list, new XElement("IsTruncated", true), new XElement("Marker", next)];
    }
}
