using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Pivots;

/// <summary>The steps an entity offers: to itself and to all that findings name together with it.</summary>
public static class EntityPivots
{
    /// <summary>The entity first, then the others, those seen last first within each kind.</summary>
    /// <param name="entity">Where the steps start.</param>
    /// <param name="mentions">Mentions of the entity, and of others in the findings that name it. Of mentions in several regions the latest one's region is linked.</param>
    /// <param name="scope">The window the steps keep.</param>
    /// <param name="links">Makes the links into Detective.</param>
    /// <returns>Empty when nothing is mentioned.</returns>
    public static IReadOnlyList<Pivot> Of(EntityRef entity, IEnumerable<EntityMention> mentions, TimeWindow scope, DetectiveLinks links) =>
        [.. mentions
            .Where(static mention => !IsSessionKey(mention.Entity))
            .GroupBy(static mention => mention.Entity)
            .Select(static same => same.OrderByDescending(static mention => mention.LastSeen)
                .Aggregate(static (one, other) => one.With(other.Relation, other.DetectiveId, other.FirstSeen, other.LastSeen)))
            .OrderBy(mention => mention.Entity != entity)
            .ThenBy(static mention => MentionList.PlaceOf(mention.Entity.Kind))
            .ThenByDescending(static mention => mention.LastSeen)
            .ThenBy(static mention => mention.Entity.Id, StringComparer.Ordinal)
            .Select(mention => new Pivot(mention, scope, EntityAnswers.Of(mention.Entity.Kind), links.Entity(mention, scope)))];

    /// <summary>Whether it is the temporary key of a session.</summary>
    internal static bool IsSessionKey(EntityRef entity) => entity.Kind == EntityKind.AccessKey && entity.Id.StartsWith("ASIA", StringComparison.Ordinal);
}
