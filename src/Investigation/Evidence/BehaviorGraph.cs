using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence;

/// <summary>A behavior graph of Detective: the data of an administrator account and its members in one region.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">The administrator account.</param>
/// <param name="Region">Its region.</param>
public sealed partial record BehaviorGraph(string Arn, string Account, string Region)
{
    /// <summary>Reads an ARN of the documented shape; null for any other text.</summary>
    public static BehaviorGraph? Read(string? arn) =>
        arn is not null && Shape().Match(arn) is { Success: true } match ? new BehaviorGraph(arn, match.Groups["account"].Value, match.Groups["region"].Value) : null;

    /// <inheritdoc/>
    public override string ToString() => Arn;

    [GeneratedRegex(@"\Aarn:aws[-\w]{0,10}:detective:(?<region>[-a-z0-9]{2,20}):(?<account>[0-9]{12}):graph:[a-f0-9]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

/// <summary>Whether links to an account's profiles can work.</summary>
public enum MembershipState
{
    /// <summary>The account's activity is in the graph.</summary>
    Enabled,

    /// <summary>There is a graph, and the account's activity is not in it.</summary>
    NotEnabled,

    /// <summary>The region has no Detective.</summary>
    NoGraph,

    /// <summary>It could not be learned: a fault, or the administrator is not among the accounts asked, and only it sees its graph.</summary>
    Unknown,
}

/// <summary>What an account is to Detective in one region.</summary>
/// <param name="State">Whether its activity is in a graph.</param>
/// <param name="Graph">The graph it is in, or would be in; null when none is known.</param>
/// <param name="Coverage">How that was learned; its reason says why it is not enabled.</param>
public sealed record DetectiveMembership(MembershipState State, BehaviorGraph? Graph, Coverage Coverage);

/// <summary>A graph and its members.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Members">By account: null for an enabled member, otherwise why it is not, in words. Null when they could not be read.</param>
/// <param name="Coverage">What became of the question for the members.</param>
public sealed record GraphMembers(BehaviorGraph Graph, IReadOnlyDictionary<string, string?>? Members, Coverage Coverage);

/// <summary>The behavior graphs of a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="AskedAt">When they were asked for.</param>
/// <param name="Graphs">One for each administrator account that was asked.</param>
/// <param name="Places">Every place of the region, and what became of asking there.</param>
public sealed record RegionGraphs(string Region, DateTimeOffset AskedAt, IReadOnlyList<GraphMembers> Graphs, IReadOnlyList<PlaceFate> Places)
{
    /// <summary>Why Detective was not asked at all; null when it was.</summary>
    public Coverage? NotAsked { get; init; }

    /// <summary>What an account is in this region. The graph's own account counts as a member.</summary>
    public DetectiveMembership Of(string account)
    {
        if (NotAsked is { } why) return new DetectiveMembership(why.State == CoverageState.Refused ? MembershipState.NoGraph : MembershipState.Unknown, null, why);
        if (Graphs.FirstOrDefault(one => one.Graph.Account == account || (one.Members?.TryGetValue(account, out var word) == true && word is null)) is { } home)
            return new DetectiveMembership(MembershipState.Enabled, home.Graph, new Coverage(CoverageState.Answered, AskedAt));
        if (Graphs.FirstOrDefault(one => one.Members?.ContainsKey(account) == true) is { } half)
            return Not(half.Graph, $"account {account} is no enabled member of the behavior graph of {half.Graph.Account}: {half.Members![account]}");
        if (Graphs.FirstOrDefault(static one => one.Members is null) is { } unread) return new DetectiveMembership(MembershipState.Unknown, unread.Graph, unread.Coverage);
        if (Places.FirstOrDefault(static place => !place.Coverage.IsAnswer) is { } silent) return new DetectiveMembership(MembershipState.Unknown, Graphs.Count > 0 ? Graphs[0].Graph : null, silent.Coverage);
        return Graphs is [var first, ..]
            ? Not(first.Graph, $"account {account} is no member of the behavior graph of {first.Graph.Account} in {Region}: it never was one, was removed, or is closed")
            : new DetectiveMembership(MembershipState.Unknown, null, new Coverage(CoverageState.Empty, AskedAt, $"no account that is asked in {Region} is a Detective administrator; name the administrator account in Aws:Accounts, or enable Detective"));
    }

    private DetectiveMembership Not(BehaviorGraph graph, string reason) => new(MembershipState.NotEnabled, graph, new Coverage(CoverageState.Empty, AskedAt, reason));
}
