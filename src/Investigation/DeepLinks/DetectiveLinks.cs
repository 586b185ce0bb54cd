using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>Links to Detective's profiles (Amazon Detective User Guide, "Navigating directly to an entity profile or finding overview using a URL").
/// Each link carries the scope in whole hours; it works for those who are signed in to the Detective administrator account.</summary>
/// <param name="options">How links are made.</param>
/// <param name="clock">The present: Detective keeps one year before it.</param>
/// <param name="principals">Ids learned of roles and users that findings know by name only; null without any.</param>
/// <param name="graphs">What is known of behavior graphs: a link that is known to be dead is withheld. Null, like an account not known yet, gives every link.</param>
/// <param name="through">The portal links open through; null for straight ones.</param>
public sealed class DetectiveLinks(DetectiveLinkOptions options, IAsOfClock clock, PrincipalIds? principals = null, IGraphKnowledge? graphs = null, ConsoleShortcut? through = null)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The profile of an entity as a finding names it.</summary>
    public ConsoleLink Entity(EntityMention mention, TimeWindow scope) => Profile(DetectiveId.Of(mention.DetectiveId is null && Learned(mention.Entity) is { } id ? mention with { DetectiveId = id } : mention), mention.Account, mention.Region, scope);

    /// <summary>The profile of an entity of which no finding was read. Roles, users and pods need a mention: their identifiers are not in their names.</summary>
    public ConsoleLink Entity(EntityRef entity, string region, TimeWindow scope) => Profile(DetectiveId.Of(entity), entity.Account, region, scope);

    /// <summary>The overview of a finding. It exists while the finding is not archived: to keep a link for longer, keep one to an entity.</summary>
    /// <param name="finding">Which finding.</param>
    /// <param name="scope">The window the overview opens with.</param>
    public ConsoleLink Finding(Finding finding, TimeWindow scope)
    {
        if (finding.Archived) return ConsoleLink.Withheld("the finding is archived, and Detective shows no archived findings; its entities still open");
        if (WhyNoDetective(finding.Id.Region, finding.Id.Account) is { } reason) return ConsoleLink.Withheld(reason);
        return LinkText.Encode(finding.Id.Id) is { Length: > 0 } id
            ? Finish(finding.Id.Region, finding.Id.Account, $"findings/{id}", scope)
            : ConsoleLink.Withheld("the finding's id is not valid text");
    }

    /// <summary>The id learned of a role or user; null for all else.</summary>
    private string? Learned(EntityRef entity) => entity.Kind is EntityKind.Role or EntityKind.User ? principals?.Find(entity)?.Id : null;

    /// <summary>The profile of a group of findings.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="graph">The graph it is in.</param>
    /// <param name="scope">The window it opens with.</param>
    public ConsoleLink FindingGroup(string id, BehaviorGraph graph, TimeWindow scope) => Profile(new DetectiveId("FindingGroup", id, null), graph.Account, graph.Region, scope);

    private ConsoleLink Profile(DetectiveId id, string? account, string region, TimeWindow scope)
    {
        if (WhyNoDetective(region, account) is { } noDetective) return ConsoleLink.Withheld(noDetective);
        if (id.WhyNot is { } reason) return ConsoleLink.Withheld(reason);
        return LinkText.Encode(id.Value) is { Length: > 0 } encoded
            ? Finish(region, account, $"entities/{id.Namespace}/{encoded}", scope)
            : ConsoleLink.Withheld("the identifier is not valid text");
    }

    private string? WhyNoDetective(string region, string? account)
    {
        if (!AwsPlace.IsRegion(region)) return "the finding's region is not an AWS region name";
        if (AwsRegion.Partition(region) == "aws-cn") return "Detective is not offered in the China regions";
        if (AwsRegion.ConsoleHost(region) is null) return $"no console address is known for {region}";
        if (options.RegionsWithoutDetective.Contains(region)) return $"Detective is not offered in {region}";
        return Known(region, account) is { State: MembershipState.NotEnabled or MembershipState.NoGraph } closed ? closed.Coverage.Reason ?? "Detective does not see this account" : null;
    }

    private DetectiveMembership? Known(string region, string? account) => account is null ? null : graphs?.Of(account, region);

    private ConsoleLink Finish(string region, string? account, string route, TimeWindow scope)
    {
        var (start, end) = Scope(scope);
        var url = FormattableString.Invariant($"https://{AwsRegion.ConsoleHost(region)}/detective/home?region={region}#{route}?scopeStart={Number(start)}&scopeEnd={Number(end)}");
        var administrator = Known(region, account)?.Graph?.Account;
        return LinkText.Finish(through?.Around(url, administrator ?? account) ?? url, options.MaximumLength) with { Account = through is null ? administrator : null };
    }

    // Whole hours, at least one; the start within the year that Detective keeps.
    private (DateTimeOffset Start, DateTimeOffset End) Scope(TimeWindow scope)
    {
        var start = TimeWindow.Floor(scope.Start);
        var earliest = Ceiling(clock.AsOf - Kept);
        if (start < earliest) start = earliest;
        var end = Ceiling(scope.End);
        return (start, end <= start ? start.AddHours(1) : end);
    }

    private static DateTimeOffset Ceiling(DateTimeOffset instant)
    {
        var floor = TimeWindow.Floor(instant);
        return floor < instant ? floor.AddHours(1) : floor;
    }

    private long Number(DateTimeOffset hour) => options.ScopeUnit == ScopeUnit.Milliseconds ? hour.ToUnixTimeMilliseconds() : hour.ToUnixTimeSeconds();
}
