using Amazon.IdentityManagement.Model;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence.Iam;

/// <summary>Roles as IAM of their own account tells them. A policy that cannot be read costs itself only: it is named, and the role is not called complete.</summary>
/// <param name="clients">Ways into the accounts.</param>
/// <param name="time">Real time.</param>
public sealed class IamRoles(AwsClients clients, TimeProvider time) : IRoleEvidence
{
    private readonly IamDoor door = new(clients);
    private readonly ManagedPolicies managed = new(time);

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<RoleProfile>> RoleAsync(EntityRef role, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (role.Kind != EntityKind.Role) return new(null, new Coverage(CoverageState.NotAsked, asOf, "only roles are looked up"));
        var (calls, whyNot) = await door.OpenAsync(role, asOf, cancellationToken);
        if (calls is null) return new(null, whyNot!);
        var (answer, fault) = await calls.AskAsync("GetRole", (iam, token) => iam.GetRoleAsync(new GetRoleRequest { RoleName = role.Id }, token));
        if (fault is not null) return new(null, IamDoor.Met(fault, role, asOf));
        if (answer?.Role is not { } told) return new(null, new Coverage(CoverageState.Unavailable, asOf, "IAM answered without a role"));
        var policies = new RolePolicies(calls, managed, role.Id);
        var profile = Profile(role, told) with { Policies = await policies.ReadAsync(), Boundary = await policies.BoundaryAsync(told.PermissionsBoundary?.PermissionsBoundaryArn) };
        return new(profile, new Coverage(CoverageState.Answered, asOf, Notes: RoleNotes.Of(profile)));
    }

    private static RoleProfile Profile(EntityRef role, Role told) => new(role.Account!, told.RoleName ?? role.Id, told.Arn ?? "")
    {
        Path = told.Path ?? "/",
        RoleId = told.RoleId,
        CreatedAt = Utc(told.CreateDate),
        Description = string.IsNullOrEmpty(told.Description) ? null : told.Description,
        LastUsedAt = Utc(told.RoleLastUsed?.LastUsedDate),
        Trust = PolicyReader.Read(told.AssumeRolePolicyDocument),
    };

    private static DateTimeOffset? Utc(DateTime? at) => at is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}
