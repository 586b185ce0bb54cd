using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence;

/// <summary>Where instances are looked up that findings describe poorly or not at all. A failed question is a <see cref="Coverage"/> state, never an exception.</summary>
public interface IInstanceEvidence
{
    /// <summary>An instance as it is now.</summary>
    /// <param name="instanceId">i-…</param>
    /// <param name="account">Its account; null when unknown.</param>
    /// <param name="region">Its region; null when unknown. Where either is unknown every configured place is asked.</param>
    /// <param name="asOf">The question's present.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<EvidenceAnswer<InstanceResource>> InstanceAsync(string instanceId, string? account, string? region, DateTimeOffset asOf, CancellationToken cancellationToken);
}
