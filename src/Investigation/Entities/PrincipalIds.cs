using System.Collections.Concurrent;

namespace ChatOps.Investigation.Entities;

/// <summary>What IAM calls a role or user besides its name.</summary>
/// <param name="Id">AROA… or AIDA…: what Detective calls it.</param>
/// <param name="Arn">ARN with path, which a finding does not tell; null when not told.</param>
public sealed record PrincipalIdentity(string Id, string? Arn);

/// <summary>Identities learned of roles and users that findings name without one, kept in memory and bounded. A role made again under its old name has a new id,
/// so that what was learned holds for a day.</summary>
/// <param name="time">Real time.</param>
public sealed class PrincipalIds(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan holds = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<EntityRef, (PrincipalIdentity Identity, DateTimeOffset Until)> known = new();

    /// <summary>The identity of a role or user; null when none was learned.</summary>
    public PrincipalIdentity? Find(EntityRef principal) => known.TryGetValue(principal, out var one) && one.Until > time.GetUtcNow() ? one.Identity : null;

    /// <summary>Keeps an identity. When there are too many all are forgotten: they are cheap to learn again.</summary>
    public void Learn(EntityRef principal, PrincipalIdentity identity)
    {
        if (known.Count >= Most) known.Clear();
        known[principal] = (identity, time.GetUtcNow() + holds);
    }
}
