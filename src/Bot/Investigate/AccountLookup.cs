using System.Collections.Concurrent;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Bot.Investigate;

/// <summary>Looks things up in their own accounts and remembers the answers for a while, so that the cards of one question ask once. What failed is remembered, too,
/// for a shorter while: an account without a way in is not asked with every card.</summary>
internal sealed class AccountLookup(AccountSources sources, PrincipalIds principals, TimeProvider time)
{
    /// <summary>Identities asked for with one card; the rest is learned with the next.</summary>
    private const int MostAsked = 5;

    private const int MostKept = 1000;
    private static readonly TimeSpan answersHold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan faultsHold = TimeSpan.FromMinutes(2);

    /// <summary>A card does not wait for longer: without the identity it says why there is no link.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<EntityRef, DateTimeOffset> unknown = new();
    private readonly ConcurrentDictionary<string, (EvidenceAnswer<InstanceResource> Answer, DateTimeOffset Until)> instances = new(StringComparer.Ordinal);

    /// <summary>A role with its policies, asked each time: somebody may just have changed it.</summary>
    public async Task<EvidenceAnswer<RoleProfile>> RoleAsync(EntityRef role, bool isSampleDay, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        if (sources.Roles(isSampleDay) is not { } source) return new(null, new Coverage(CoverageState.NotAsked, asOf, "no source of roles is configured; set Aws:Region or Aws:Accounts"));
        var answer = await source.RoleAsync(role, asOf, cancellationToken);
        if (answer.Value is { RoleId: { Length: > 0 } id } told) principals.Learn(role, new PrincipalIdentity(id, told.Arn));
        return answer;
    }

    /// <summary>An instance as EC2 tells it; null where nobody can be asked.</summary>
    public async Task<EvidenceAnswer<InstanceResource>?> InstanceAsync(string id, string? account, string? region, bool isSampleDay, CancellationToken cancellationToken)
    {
        if (sources.Instances(isSampleDay) is not { } source) return null;
        var (key, now) = ($"{account}/{region}/{id}", time.GetUtcNow());
        if (instances.TryGetValue(key, out var kept) && kept.Until > now) return kept.Answer;
        var answer = await source.InstanceAsync(id, account, region, now, cancellationToken);
        if (instances.Count >= MostKept) instances.Clear();
        instances[key] = (answer, now + (answer.Coverage.IsAnswer ? answersHold : faultsHold));
        return answer;
    }

    /// <summary>The ARN of a role or user with its path, which findings do not tell; null when nobody tells it.</summary>
    public async Task<string?> ArnAsync(EntityRef principal, bool isSampleDay, CancellationToken cancellationToken)
    {
        if (principals.Find(principal) is null && principal.Account is not null && sources.Principals(isSampleDay) is { } source) await LearnAsync(source, principal, cancellationToken);
        return principals.Find(principal)?.Arn;
    }

    /// <summary>Learns the ids of roles and users that are named without one, so that links to their profiles can be made.</summary>
    public async Task LearnAsync(IEnumerable<EntityMention> mentions, bool isSampleDay, CancellationToken cancellationToken)
    {
        if (sources.Principals(isSampleDay) is not { } source) return;
        var now = time.GetUtcNow();
        var asked = mentions.Where(static mention => mention is { DetectiveId: null, Entity: { Kind: EntityKind.Role or EntityKind.User, Account: not null } } && mention.Entity.Id != EntityRef.RootUser)
            .Select(static mention => mention.Entity).Distinct()
            .Where(principal => principals.Find(principal) is null && !(unknown.TryGetValue(principal, out var until) && until > now))
            .Take(MostAsked).ToList();
        if (asked.Count > 0) await Task.WhenAll(asked.Select(principal => LearnAsync(source, principal, cancellationToken)));
    }

    private async Task LearnAsync(IPrincipalEvidence source, EntityRef principal, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            if ((await source.IdentifyAsync(principal, time.GetUtcNow(), either.Token)).Value is { } identity)
            {
                principals.Learn(principal, identity);
                return;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // too slow for a card: it says why it has no link, and the next one asks again
        }

        if (unknown.Count >= MostKept) unknown.Clear();
        unknown[principal] = time.GetUtcNow() + faultsHold;
    }
}
