using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence;

/// <summary>Where roles are looked up: what they are, who may assume them and what they may do. A failed question is a <see cref="Coverage"/> state, never an exception.</summary>
public interface IRoleEvidence
{
    /// <summary>A role with all its policies. What of them could not be read stands in the coverage's notes and in the policies' own faults.</summary>
    /// <param name="role">Account and name; <see cref="EntityArn.Read"/> makes it of an ARN, whatever its path.</param>
    /// <param name="asOf">The question's present; roles are as they are now.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<EvidenceAnswer<RoleProfile>> RoleAsync(EntityRef role, DateTimeOffset asOf, CancellationToken cancellationToken);
}

/// <summary>Where the ids and full ARNs of roles and users are looked up.</summary>
public interface IPrincipalEvidence
{
    /// <summary>Id and ARN of a role or user known by account and name.</summary>
    Task<EvidenceAnswer<PrincipalIdentity>> IdentifyAsync(EntityRef principal, DateTimeOffset asOf, CancellationToken cancellationToken);
}
