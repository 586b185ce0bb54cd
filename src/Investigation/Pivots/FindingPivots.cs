using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Pivots;

/// <summary>The steps a finding offers.</summary>
public static class FindingPivots
{
    /// <summary>One pivot per entity of the finding, in the order a card shows them.
    /// The key of a session (ASIA…) is left out: the session itself is the pivot.</summary>
    /// <param name="finding">Where the steps start.</param>
    /// <param name="scope">The window they keep.</param>
    /// <param name="links">Makes the links into Detective.</param>
    public static IReadOnlyList<Pivot> Of(Finding finding, TimeWindow scope, DetectiveLinks links) =>
        [.. FindingEntities.Of(finding)
            .Where(static mention => !EntityPivots.IsSessionKey(mention.Entity))
            .Select(mention => new Pivot(mention, scope, Answers(finding, mention.Entity), links.Entity(mention, scope)))];

    private static string Answers(Finding finding, EntityRef entity)
    {
        if (entity.Kind != EntityKind.IpAddress || FindingEntities.OwnAddress(finding, entity.Id) is not { } own) return EntityAnswers.Of(entity.Kind);
        var whose = own.IsPublic ? "public" : "private";
        return $"{own.InstanceId}'s own {whose} address: first and last observed, what was called from it";
    }
}
