using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Gathers what the ledger knows of an entity.</summary>
internal sealed class EntityKnowledge(IFindingLookup lookup, Presence presence)
{
    /// <summary>Findings that are read in full: what goes with an entity is told by the first of them as by the thousandth.</summary>
    private const int FindingsRead = 50;

    public async Task<EntityFacts> OfAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var mentions = await lookup.MentionsAsync(entity.Kind, entity.Id, cancellationToken);
        var own = entity.Kind == EntityKind.IpAddress
            ? (await FindingsAsync(entity, cancellationToken)).Select(finding => FindingEntities.OwnAddress(finding, entity.Id)).FirstOrDefault(static own => own is not null)
            : null;
        return new EntityFacts([.. mentions.Where(mention => entity.Account is null || mention.Entity == entity)], own);
    }

    /// <summary>Other findings that share an entity with a finding and were seen within a day of it, newest first.</summary>
    public async Task<RelatedFindings> RelatedAsync(Finding finding, CancellationToken cancellationToken)
    {
        var shared = RelatedFindings.EntitiesOf(finding, FindingEntities.Of(finding));
        var window = new TimeWindow(finding.FirstSeen.AddDays(-1), finding.LastSeen.AddDays(1));
        var related = new List<FindingSummary>();
        foreach (var entity in shared) related.AddRange(await lookup.AssociatedAsync(entity, window, RelatedFindings.Most, cancellationToken));
        return new RelatedFindings(shared, [.. related.Where(other => other.Id != finding.Id).DistinctBy(static other => other.Id).OrderByDescending(static other => other.LastSeen).Take(RelatedFindings.Most)]);
    }

    /// <summary>Findings that name the entity, in full, in the order first observed.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var summary in await lookup.AssociatedAsync(entity, presence.AllTime, FindingsRead, cancellationToken))
        {
            if (await lookup.FindAsync(summary.Id, cancellationToken) is { } finding) findings.Add(finding);
        }

        return findings;
    }
}
