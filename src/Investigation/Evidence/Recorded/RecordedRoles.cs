using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence.Recorded;

/// <summary>Roles as a file holds them: what IAM once said of the sample day's. The file is read once, when first asked for.</summary>
/// <param name="path">The file; its form is told in samples/workshop-day/README.md.</param>
public sealed class RecordedRoles(string path) : IRoleEvidence
{
    private readonly Lazy<(IReadOnlyList<RoleProfile> Roles, DateTimeOffset? RecordedAt, string? WhyNot)> read = new(() => Read(path));

    /// <inheritdoc/>
    public Task<EvidenceAnswer<RoleProfile>> RoleAsync(EntityRef role, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var (roles, recordedAt, whyNot) = read.Value;
        var found = roles.FirstOrDefault(one => one.Name == role.Id && one.Account == role.Account);
        var at = recordedAt < asOf ? recordedAt.Value : asOf;
        return Task.FromResult(new EvidenceAnswer<RoleProfile>(found, (found, whyNot) switch
        {
            (_, { } why) => new Coverage(CoverageState.Unavailable, at, why),
            (null, _) => new Coverage(CoverageState.Empty, at, "the sample day's record holds no such role"),
            ({ } profile, _) => new Coverage(CoverageState.Answered, at, Notes: RoleNotes.Of(profile)),
        }));
    }

    private static (IReadOnlyList<RoleProfile> Roles, DateTimeOffset? RecordedAt, string? WhyNot) Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var roles = root.GetProperty("roles").EnumerateArray().Select(Role).ToList();
            return (roles, At(root, "recordedAt"), null);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return ([], null, $"{Path.GetFileName(path)} cannot be read: {failed.Message}");
        }
    }

    private static RoleProfile Role(JsonElement role)
    {
        var arn = Text(role, "arn") ?? throw new JsonException("a role has no arn");
        return new RoleProfile(EntityArn.Read(arn)?.Account ?? "", Text(role, "roleName") ?? "", arn)
        {
            Path = Text(role, "path") ?? "/",
            RoleId = Text(role, "roleId"),
            CreatedAt = At(role, "createDate"),
            Description = Text(role, "description"),
            Trust = Policy(role, "assumeRolePolicyDocument"),
            Policies =
            [
                .. Each(role, "attachedPolicies").Select(static one => new RolePolicy(
                    Text(one, "policyName") ?? "", RolePolicy.OriginOf(Text(one, "policyArn") ?? ""), Policy(one, "policyDocument"), Text(one, "policyArn"))),
                .. Each(role, "inlinePolicies").Select(static one => new RolePolicy(Text(one, "policyName") ?? "", PolicyOrigin.Inline, Policy(one, "policyDocument"))),
            ],
        };
    }

    private static List<JsonElement> Each(JsonElement role, string name) => role.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static PolicyDocument Policy(JsonElement element, string name) => element.TryGetProperty(name, out var policy) ? PolicyReader.Read(policy) : PolicyDocument.Unread("the policy is not recorded");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateTimeOffset? At(JsonElement element, string name) => element.TryGetProperty(name, out var at) ? at.GetDateTimeOffset().ToUniversalTime() : null;
}
