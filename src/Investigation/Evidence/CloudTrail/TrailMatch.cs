using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>Which calls are an entity's.</summary>
internal static class TrailMatch
{
    /// <summary>The rule for the entity and what a call has to do with it; null when a trail cannot know that of entities of its kind.</summary>
    public static Func<TrailEvent, bool>? For(EntityRef entity, CallRelation relation) => relation == CallRelation.Assumed ? Assuming(entity) : For(entity);

    private static Func<TrailEvent, bool>? For(EntityRef entity)
    {
        var id = entity.Id;
        return entity.Kind switch
        {
            EntityKind.IpAddress => From(new AddressMatch(id)),
            EntityKind.UserAgent => call => call.UserAgent == id,
            EntityKind.Bucket => call => call.Bucket == id,
            EntityKind.AccessKey => call => call.Caller.AccessKey == id,
            EntityKind.Account => call => (call.Caller.PrincipalAccount ?? call.Recipient) == id,
            EntityKind.RoleSession => call => call.Caller.PrincipalId == id && call.Caller.Role is not null,
            EntityKind.Role when id.StartsWith("arn:", StringComparison.Ordinal) => call => call.Caller.Role is not null && call.Caller.Principal == id,
            EntityKind.Role => call => call.Caller.Role == id && IsIn(entity.Account, call),
            EntityKind.User when id.StartsWith("arn:", StringComparison.Ordinal) => call => call.Caller.Arn == id,
            EntityKind.User => call => IsUser(call.Caller, id) && IsIn(entity.Account, call),
            EntityKind.FederatedUser => call => (call.Caller.FederatedUser == id || call.Caller.PrincipalId == id) && IsIn(entity.Account, call),

            // credentials delivered to an instance carry its id as the name of their session
            EntityKind.Ec2Instance => call => call.Caller.Session == id,
            _ => null,
        };
    }

    /// <summary>Whether the entity's rule rests on nothing but caller and recipient.</summary>
    public static bool LooksAtCaller(EntityKind kind) => kind is not (EntityKind.IpAddress or EntityKind.UserAgent or EntityKind.Bucket);

    /// <summary>The calls that assumed a role; null for anything else.</summary>
    private static Func<TrailEvent, bool>? Assuming(EntityRef role)
    {
        if (role.Kind != EntityKind.Role) return null;
        if (role.Id.StartsWith("arn:", StringComparison.Ordinal)) return call => call.Assumed == role.Id;
        return call => call.Assumed is { } arn && NameOf(arn).SequenceEqual(role.Id) && (role.Account is null || arn.Split(':') is not { Length: > 4 } parts || parts[4] == role.Account);
    }

    /// <summary>Bytes every record must hold that one of these rules accepts; empty when there are none.</summary>
    public static ReadOnlyMemory<byte> NeedleOf(EntityRef entity) => entity.Kind == EntityKind.User && IsRoot(entity.Id) ? "Root"u8.ToArray() : EntityNeedle.Of(entity);

    /// <summary>Name of a role: what follows the last slash of its ARN.</summary>
    public static ReadOnlySpan<char> NameOf(string roleArn) => roleArn.AsSpan(roleArn.LastIndexOf('/') + 1);

    /// <summary>Whether a user's name stands for the root user.</summary>
    public static bool IsRoot(string name) => name == EntityRef.RootUser || name.Equals("root", StringComparison.OrdinalIgnoreCase);

    private static Func<TrailEvent, bool> From(AddressMatch address) => call => address.Is(call.SourceAddress);

    private static bool IsUser(TrailCaller caller, string name) => caller.Type switch
    {
        "IAMUser" => caller.UserName == name || (caller.UserName is null && caller.Arn?.EndsWith($"/{name}", StringComparison.Ordinal) == true),
        "Root" => IsRoot(name),
        _ => false,
    };

    private static bool IsIn(string? account, TrailEvent call) => account is null || (call.Caller.PrincipalAccount ?? account) == account;
}
