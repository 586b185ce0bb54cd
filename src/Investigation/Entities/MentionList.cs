using System.Diagnostics.CodeAnalysis;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Entities;

/// <summary>Collects the mentions of one finding: the same entity named twice becomes one mention.</summary>
internal sealed class MentionList
{
    private static readonly EntityKind[] CardOrder =
    [
        EntityKind.Ec2Instance, EntityKind.Cluster, EntityKind.Bucket, EntityKind.RoleSession, EntityKind.Role, EntityKind.User, EntityKind.FederatedUser,
        EntityKind.KubernetesSubject, EntityKind.Pod, EntityKind.IpAddress, EntityKind.Account, EntityKind.UserAgent, EntityKind.ContainerImage, EntityKind.AccessKey,
        EntityKind.NetworkInterface,
    ];

    private readonly Finding finding;
    private readonly Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)> signals;
    private readonly List<EntityMention> mentions = [];
    private readonly Dictionary<EntityRef, int> places = [];

    public MentionList(Finding finding)
    {
        this.finding = finding;
        signals = SequenceEntities.AddressTimes(finding.Sequence);
    }

    /// <summary>Account of the finding.</summary>
    public string Account => finding.Id.Account;

    /// <summary>The mentions as a card shows them: by kind, an instance's own addresses last among addresses, else as the finding names them.</summary>
    public IReadOnlyList<EntityMention> InCardOrder() =>
        [.. mentions.OrderBy(static mention => PlaceOf(mention.Entity.Kind)).ThenBy(static mention => mention.Relation)];

    /// <summary>Where a kind stands on a card.</summary>
    public static int PlaceOf(EntityKind kind) => Array.IndexOf(CardOrder, kind);

    /// <summary>An entity whose id is unique everywhere.</summary>
    public void Add(EntityKind kind, string? id, EntityRelation relation, string? detectiveId)
    {
        if (!string.IsNullOrEmpty(id)) Merge(new EntityRef(kind, id), relation, detectiveId, finding.FirstSeen, finding.LastSeen);
    }

    /// <summary>An entity whose id is unique within an account only.</summary>
    public void AddScoped(EntityKind kind, string? id, string account, EntityRelation relation, string? detectiveId)
    {
        if (!string.IsNullOrEmpty(id)) Merge(new EntityRef(kind, id, account), relation, detectiveId, finding.FirstSeen, finding.LastSeen);
    }

    /// <summary>The account as told, or the finding's when what was told is no account number.</summary>
    public string AccountOr(string? told) => IsAccount(told) ? told : Account;

    /// <summary>An address; a sequence's signals tell its times when the caller does not. Nothing is added for a text that is no address.</summary>
    public void AddAddress(string? text, EntityRelation relation, DateTimeOffset? first = null, DateTimeOffset? last = null)
    {
        if (IpText.Canonical(text) is not { } address) return;
        var (signalFirst, signalLast) = signals.GetValueOrDefault(address, (finding.FirstSeen, finding.LastSeen));
        Merge(new EntityRef(EntityKind.IpAddress, address), relation, address, first ?? signalFirst, last ?? signalLast);
    }

    public void AddAccount(string? account, EntityRelation relation)
    {
        if (IsAccount(account)) Add(EntityKind.Account, account, relation, account);
    }

    public void AddUserAgent(string? userAgent) => Add(EntityKind.UserAgent, userAgent, EntityRelation.Actor, userAgent);

    /// <summary>Everything that credentials name: session and role, user, federated user or another account, and the key itself.</summary>
    public void AddPrincipal(AccessKeyResource key, EntityRelation relation, string account)
    {
        var principal = key.PrincipalId;
        switch (key.UserType)
        {
            case "AssumedRole" or "Role":
                AddRole(key, relation, account);
                break;
            case "Root":
                AddScoped(EntityKind.User, EntityRef.RootUser, account, relation, null);
                break;
            case "IAMUser":
                AddScoped(EntityKind.User, key.UserName ?? PrincipalId.UserOf(principal), account, relation, PrincipalId.UserOf(principal));
                break;
            case "FederatedUser" or "SAMLUser" or "WebIdentityUser":
                var federated = principal?.Contains(':', StringComparison.Ordinal) == true ? principal : null;
                Add(EntityKind.FederatedUser, federated ?? key.UserName, relation, federated);
                break;
            case "AWSAccount":
                AddAccount(principal, relation);
                break;
            default:
                AddByPrefix(key, relation, account);
                break;
        }

        Add(EntityKind.AccessKey, key.AccessKeyId, EntityRelation.Belongs, null);
    }

    // A user type we do not know, or none: the principal id's own prefix still tells roles from users.
    private void AddByPrefix(AccessKeyResource key, EntityRelation relation, string account)
    {
        if (PrincipalId.RoleOf(key.PrincipalId) is not null) AddRole(key, relation, account);
        else if (PrincipalId.UserOf(key.PrincipalId) is { } user) AddScoped(EntityKind.User, key.UserName ?? user, account, relation, user);
    }

    private void AddRole(AccessKeyResource key, EntityRelation relation, string account)
    {
        var role = PrincipalId.RoleOf(key.PrincipalId);
        if (PrincipalId.SessionOf(key.PrincipalId) is { } session) Add(EntityKind.RoleSession, session, relation, session);
        AddScoped(EntityKind.Role, key.UserName ?? role, account, relation, role);
    }

    private void Merge(EntityRef entity, EntityRelation relation, string? detectiveId, DateTimeOffset first, DateTimeOffset last)
    {
        if (!places.TryGetValue(entity, out var place))
        {
            places.Add(entity, mentions.Count);
            mentions.Add(new EntityMention(entity, relation, detectiveId, finding.Id.Account, finding.Id.Region, first, last));
            return;
        }

        mentions[place] = mentions[place].With(relation, detectiveId, first, last);
    }

    private static bool IsAccount([NotNullWhen(true)] string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);
}
