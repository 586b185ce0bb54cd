using Amazon.IdentityManagement.Model;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.Iam;

/// <summary>Ids and ARNs of roles and users, by IAM's GetRole and GetUser.</summary>
public sealed class IamPrincipals(AwsClients clients) : IPrincipalEvidence
{
    private readonly IamDoor door = new(clients);

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<PrincipalIdentity>> IdentifyAsync(EntityRef principal, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (principal.Kind is not (EntityKind.Role or EntityKind.User)) return Nothing(new Coverage(CoverageState.NotAsked, asOf, "IAM knows roles and users only"));
        var (calls, whyNot) = await door.OpenAsync(principal, asOf, cancellationToken);
        if (calls is null) return Nothing(whyNot!);
        var (told, fault) = principal.Kind == EntityKind.Role ? await RoleAsync(calls, principal.Id) : await UserAsync(calls, principal.Id);
        if (fault is not null) return Nothing(IamDoor.Met(fault, principal, asOf));
        return told is { Id.Length: > 0 }
            ? new EvidenceAnswer<PrincipalIdentity>(told, new Coverage(CoverageState.Answered, asOf))
            : Nothing(new Coverage(CoverageState.Unavailable, asOf, "IAM answered without an id"));
    }

    private static async Task<(PrincipalIdentity? Told, AwsFault? Fault)> RoleAsync(IamCalls calls, string name)
    {
        var (answer, fault) = await calls.AskAsync("GetRole", (iam, token) => iam.GetRoleAsync(new GetRoleRequest { RoleName = name }, token));
        return (answer?.Role is { RoleId: { } id } role ? new PrincipalIdentity(id, role.Arn) : null, fault);
    }

    private static async Task<(PrincipalIdentity? Told, AwsFault? Fault)> UserAsync(IamCalls calls, string name)
    {
        var (answer, fault) = await calls.AskAsync("GetUser", (iam, token) => iam.GetUserAsync(new GetUserRequest { UserName = name }, token));
        return (answer?.User is { UserId: { } id } user ? new PrincipalIdentity(id, user.Arn) : null, fault);
    }

    private static EvidenceAnswer<PrincipalIdentity> Nothing(Coverage coverage) => new(null, coverage);
}
