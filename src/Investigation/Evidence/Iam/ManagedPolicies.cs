using System.Collections.Concurrent;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence.Iam;

/// <summary>AWS's own policies, which hundreds of roles share, kept for an hour. An account's own are always asked for: somebody may just have mended them.</summary>
internal sealed class ManagedPolicies(TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan holds = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (PolicyDocument Document, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    public PolicyDocument? Find(string arn) => known.TryGetValue(arn, out var one) && one.Until > time.GetUtcNow() ? one.Document : null;

    public void Keep(string arn, PolicyDocument document)
    {
        if (document.Faults.Count > 0 || RolePolicy.OriginOf(arn) != PolicyOrigin.AwsManaged) return;
        if (known.Count >= Most) known.Clear();
        known[arn] = (document, time.GetUtcNow() + holds);
    }
}
