using System.Collections.Concurrent;
using Amazon.Detective.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.Detective;

/// <summary>Which behavior graphs there are, found by asking in every configured place, and who is in them.</summary>
internal sealed class DetectiveGraphs(DetectiveCalls calls, AwsClients clients, IReadOnlySet<string> withoutDetective)
{
    private const string Listing = "detective:ListGraphs";

    /// <summary>A graph is made or deleted a few times in its account's life.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>After a fault.</summary>
    private static readonly TimeSpan KeptFault = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<AwsPlace, (DateTimeOffset Until, EvidenceAnswer<List<BehaviorGraph>> Answer)> known = new();

    public IReadOnlyList<string> Regions => [.. clients.Places.Select(static place => place.Region).Distinct(StringComparer.Ordinal)];

    /// <summary>The graphs of a region with all their members.</summary>
    public async Task<RegionGraphs> InAsync(string region, CancellationToken cancellationToken)
    {
        if (WhyNot(region) is { } why) return Nothing(region, why);
        var found = await FoundAsync(region, cancellationToken);
        var graphs = await Task.WhenAll(found.Graphs.Select(one => MembersAsync(one, cancellationToken)));
        return new RegionGraphs(region, calls.Now, graphs, found.Fates);
    }

    /// <summary>What one account is in a region, asked afresh but for the graphs themselves.</summary>
    public async Task<DetectiveMembership> OfAsync(string account, string region, CancellationToken cancellationToken)
    {
        if (WhyNot(region) is { } why) return Nothing(region, why).Of(account);
        var found = await FoundAsync(region, cancellationToken);
        var graphs = await Task.WhenAll(found.Graphs.Select(one => one.Graph.Account == account ? Task.FromResult(new GraphMembers(one.Graph, null, found.Fates[0].Coverage)) : MemberAsync(one, account, cancellationToken)));
        return new RegionGraphs(region, calls.Now, graphs, found.Fates).Of(account);
    }

    /// <summary>Where a graph can be asked; null with the reason when it is not there any more, or cannot be reached now.</summary>
    public async Task<(AwsPlace? Place, Coverage Coverage)> PlaceOfAsync(BehaviorGraph graph, CancellationToken cancellationToken)
    {
        var found = await FoundAsync(graph.Region, cancellationToken);
        if (found.Graphs.FirstOrDefault(one => one.Graph == graph) is { Place: { } place }) return (place, new Coverage(CoverageState.Answered, calls.Now));
        if (found.Fates.FirstOrDefault(static fate => !fate.Coverage.IsAnswer) is { } silent) return (null, silent.Coverage);
        return (null, new Coverage(CoverageState.Refused, calls.Now, $"the behavior graph of {graph.Account} in {graph.Region} is not there any more, or its account is no longer configured"));
    }

    /// <summary>The graph turned out to be gone: what is remembered of its region is asked again.</summary>
    public void Forget(string region)
    {
        foreach (var place in known.Keys.Where(place => place.Region == region)) known.TryRemove(place, out _);
    }

    private Coverage? WhyNot(string region)
    {
        if (region.StartsWith("cn-", StringComparison.Ordinal)) return new Coverage(CoverageState.Refused, calls.Now, "Detective is not offered in the China regions");
        if (withoutDetective.Contains(region)) return new Coverage(CoverageState.Refused, calls.Now, $"Detective is not offered in {region}");
        return Regions.Contains(region) ? null : new Coverage(CoverageState.NotAsked, calls.Now, $"no account is configured for {region}; add the region to the Detective administrator's in Aws:Accounts");
    }

    private RegionGraphs Nothing(string region, Coverage why) => new(region, calls.Now, [], []) { NotAsked = why };

    private async Task<FoundGraphs> FoundAsync(string region, CancellationToken cancellationToken)
    {
        var places = clients.PlacesFor(null, region);
        var answers = await Task.WhenAll(places.Select(place => GraphsOfAsync(place, cancellationToken)));
        var graphs = places.Zip(answers).SelectMany(static one => (one.Second.Value ?? []).Select(graph => new GraphAt(one.First, graph))).DistinctBy(static one => one.Graph);
        return new FoundGraphs([.. graphs], [.. places.Zip(answers).Select(static one => new PlaceFate(one.First.ToString(), one.Second.Coverage))]);
    }

    private async Task<EvidenceAnswer<List<BehaviorGraph>>> GraphsOfAsync(AwsPlace place, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(place, out var kept) && kept.Until > calls.Now) return kept.Answer;
        var listed = await calls.ListAsync<Graph>(
            place,
            Listing,
            async (client, token) =>
            {
                var page = await client.ListGraphsAsync(new ListGraphsRequest { NextToken = token }, cancellationToken);
                return (page.GraphList, page.NextToken);
            },
            200,
            cancellationToken);
        var answer = new EvidenceAnswer<List<BehaviorGraph>>(
            listed.Value?.Select(static graph => BehaviorGraph.Read(graph?.Arn)).OfType<BehaviorGraph>().Where(graph => graph.Region == place.Region).ToList(), listed.Coverage);
        known[place] = (calls.Now + (answer.Value is null ? KeptFault : Kept), answer);
        return answer;
    }

    private async Task<GraphMembers> MembersAsync(GraphAt at, CancellationToken cancellationToken)
    {
        var members = await calls.ListAsync<MemberDetail>(
            at.Place,
            "detective:ListMembers",
            async (client, token) =>
            {
                var page = await client.ListMembersAsync(new ListMembersRequest { GraphArn = at.Graph.Arn, NextToken = token, MaxResults = 200 }, cancellationToken);
                return (page.MemberDetails, page.NextToken);
            },
            50_000,
            cancellationToken);
        return new GraphMembers(at.Graph, members.Value is { } read ? Read(read) : null, members.Coverage);
    }

    private async Task<GraphMembers> MemberAsync(GraphAt at, string account, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            at.Place, "detective:GetMembers", client => client.GetMembersAsync(new GetMembersRequest { GraphArn = at.Graph.Arn, AccountIds = [account] }, cancellationToken), cancellationToken);
        return new GraphMembers(at.Graph, answer.Value is { } read ? Read(read.MemberDetails ?? []) : null, answer.Coverage);
    }

    private static Dictionary<string, string?> Read(IEnumerable<MemberDetail> members)
    {
        var read = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (member?.AccountId is { } account) read[account] = MemberWords.WhyNot(member);
        }

        return read;
    }

    private sealed record GraphAt(AwsPlace Place, BehaviorGraph Graph);

    private sealed record FoundGraphs(IReadOnlyList<GraphAt> Graphs, IReadOnlyList<PlaceFate> Fates);
}
