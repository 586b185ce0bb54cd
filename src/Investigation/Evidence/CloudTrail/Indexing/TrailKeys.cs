using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>What a call can be found by: a hash of each value an entity may be known by. Different values that share a hash cost a look, never a wrong
/// answer. The numbers are kept in the index.</summary>
internal static class TrailKeys
{
    private enum Key
    {
        Address = 1,
        UserAgent = 2,
        Bucket = 3,
        AccessKey = 4,
        Account = 5,
        PrincipalId = 6,
        RoleArn = 7,
        Role = 8,
        UserArn = 9,
        User = 10,
        FederatedUser = 11,
        Session = 12,
        Assumed = 13,
    }

    /// <summary>Keys of which every call of the entity has at least one; null when there are none for such an entity.</summary>
    public static IReadOnlyList<uint>? Of(EntityRef entity, CallRelation relation)
    {
        var id = entity.Id;
        var isArn = id.StartsWith("arn:", StringComparison.Ordinal);
        if (relation == CallRelation.Assumed) return entity.Kind == EntityKind.Role ? [Of(Key.Assumed, TrailMatch.NameOf(id).ToString())] : null;
        return entity.Kind switch
        {
            EntityKind.IpAddress => [Of(Key.Address, TrailFold.AddressOf(id)!)],
            EntityKind.UserAgent => [Of(Key.UserAgent, id)],
            EntityKind.Bucket => [Of(Key.Bucket, id)],
            EntityKind.AccessKey => [Of(Key.AccessKey, id)],
            EntityKind.Account => [Of(Key.Account, id)],
            EntityKind.RoleSession => [Of(Key.PrincipalId, id)],
            EntityKind.Role => [Of(isArn ? Key.RoleArn : Key.Role, id)],
            EntityKind.User when isArn => [Of(Key.UserArn, id)],
            EntityKind.User when TrailMatch.IsRoot(id) => [Of(Key.User, EntityRef.RootUser), Of(Key.User, id)], // an IAM user may be named root
            EntityKind.User => [Of(Key.User, LastPart(id))],
            EntityKind.FederatedUser => [Of(Key.FederatedUser, id), Of(Key.PrincipalId, id)],
            EntityKind.Ec2Instance => [Of(Key.Session, id)],
            _ => null,
        };
    }

    /// <summary>Keys of all calls of a block; some of them more than once.</summary>
    public static IEnumerable<uint> Of(IReadOnlyList<KeptCall<TrailEvent>> rows)
    {
        foreach (var text in Distinct(static call => call.SourceAddress)) yield return Of(Key.Address, TrailFold.AddressOf(text)!);
        foreach (var text in Distinct(static call => call.UserAgent)) yield return Of(Key.UserAgent, text);
        foreach (var text in Distinct(static call => call.Bucket)) yield return Of(Key.Bucket, text);
        foreach (var text in Distinct(static call => call.Assumed)) yield return Of(Key.Assumed, TrailMatch.NameOf(text).ToString());
        foreach (var text in Distinct(static call => call.Caller.PrincipalAccount ?? call.Recipient)) yield return Of(Key.Account, text);
        foreach (var caller in rows.Select(static row => row.Event.Caller).ToHashSet<TrailCaller>(ReferenceEqualityComparer.Instance))
        {
            if (caller.AccessKey is { } key) yield return Of(Key.AccessKey, key);
            if (caller.PrincipalId is { } id) yield return Of(Key.PrincipalId, id);
            if (caller.Arn is { } arn) yield return Of(Key.UserArn, arn);
            if (caller.Session is { } session) yield return Of(Key.Session, session);
            if (caller.Role is { } role) yield return Of(Key.Role, role);
            if (caller.Role is not null && caller.Principal is { } principal) yield return Of(Key.RoleArn, principal);
            if (caller.FederatedUser is { } federated) yield return Of(Key.FederatedUser, federated);
            if (caller.Type == "Root") yield return Of(Key.User, EntityRef.RootUser);
            if (caller.Type == "IAMUser" && (caller.UserName ?? caller.Arn) is { } user) yield return Of(Key.User, LastPart(user));
        }

        HashSet<string> Distinct(Func<TrailEvent, string?> part) =>
            rows.Select(row => part(row.Event)).ToHashSet<object?>(ReferenceEqualityComparer.Instance).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static uint Of(Key key, string text) => CallContents.KeyOf((int)key, text);
}
