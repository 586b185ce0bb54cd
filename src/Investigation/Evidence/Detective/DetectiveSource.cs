using Amazon.Detective;
using Amazon.Detective.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.Detective;

/// <summary>Detective by its API.</summary>
public sealed class DetectiveSource : IDetectiveEvidence
{
    /// <summary>Indicators read of one investigation at most.</summary>
    public const int MostIndicators = 20_000;

    /// <summary>Investigations of one entity that are looked at for one of the same scope.</summary>
    private const int MostLookedAt = 25;

    private readonly DetectiveCalls calls;
    private readonly DetectiveGraphs graphs;

    /// <summary>A source that asks in the places of these clients.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="withoutDetective">Regions that have no Detective.</param>
    /// <param name="time">The present.</param>
    public DetectiveSource(AwsClients clients, IReadOnlySet<string> withoutDetective, TimeProvider time)
    {
        calls = new DetectiveCalls(clients, time);
        graphs = new DetectiveGraphs(calls, clients, withoutDetective);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Regions => graphs.Regions;

    /// <inheritdoc/>
    public Task<RegionGraphs> GraphsAsync(string region, CancellationToken cancellationToken) => graphs.InAsync(region, cancellationToken);

    /// <inheritdoc/>
    public Task<DetectiveMembership> MembershipAsync(string account, string region, CancellationToken cancellationToken) => graphs.OfAsync(account, region, cancellationToken);

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<DetectiveRun>> FindAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken)
    {
        var listed = await AskAsync(graph, place => ListAsync(place, graph, ask, cancellationToken), cancellationToken);
        if (listed.Value is not { } found) return new EvidenceAnswer<DetectiveRun>(null, listed.Coverage);

        // the list tells no scope: each is looked at, the newest first
        foreach (var one in found.Where(one => one?.EntityArn == ask.EntityArn && one.Status != Status.FAILED && one.InvestigationId is not null).Take(MostLookedAt))
        {
            var run = await RunAsync(graph, one.InvestigationId, cancellationToken);
            if (run.Value is not { } same) return run; // it may be the one; who takes it for another one starts a second
            if (same.Scope == ask.Scope && same.Status != RunStatus.Failed) return run;
        }

        return new EvidenceAnswer<DetectiveRun>(null, new Coverage(CoverageState.Empty, calls.Now, "no investigation of this entity and scope"));
    }

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<DetectiveRun>> StartAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken)
    {
        var request = new StartInvestigationRequest { GraphArn = graph.Arn, EntityArn = ask.EntityArn, ScopeStartTime = ask.Scope.Start.UtcDateTime, ScopeEndTime = ask.Scope.End.UtcDateTime };
        var started = await AskAsync(graph, place => calls.AskOnceAsync(place, "detective:StartInvestigation", client => client.StartInvestigationAsync(request, cancellationToken), cancellationToken), cancellationToken);
        if (started.Value is not { } answer) return new EvidenceAnswer<DetectiveRun>(null, started.Coverage);
        if (string.IsNullOrEmpty(answer.InvestigationId))
            return new EvidenceAnswer<DetectiveRun>(null, started.Coverage with { State = CoverageState.Unavailable, Reason = "Detective started an investigation without saying its id" });
        var run = new DetectiveRun(graph, answer.InvestigationId, ask.EntityArn, RunStatus.Running) { CreatedAt = calls.Now, ScopeStart = ask.Scope.Start, ScopeEnd = ask.Scope.End };
        return new EvidenceAnswer<DetectiveRun>(run, started.Coverage);
    }

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<DetectiveRun>> RunAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken)
    {
        var request = new GetInvestigationRequest { GraphArn = graph.Arn, InvestigationId = id };
        var read = await AskAsync(graph, place => calls.AskAsync(place, "detective:GetInvestigation", client => client.GetInvestigationAsync(request, cancellationToken), cancellationToken), cancellationToken);
        if (read.Value is not { } told) return new EvidenceAnswer<DetectiveRun>(null, read.Coverage);
        var run = new DetectiveRun(graph, id, told.EntityArn ?? "", StatusOf(told.Status))
        {
            Severity = told.Severity?.Value,
            CreatedAt = Utc(told.CreatedTime),
            ScopeStart = Utc(told.ScopeStartTime),
            ScopeEnd = Utc(told.ScopeEndTime),
        };
        return new EvidenceAnswer<DetectiveRun>(run, read.Coverage);
    }

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<IReadOnlyList<DetectiveIndicator>>> IndicatorsAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken)
    {
        var read = await AskAsync(
            graph,
            place => calls.ListAsync<Indicator>(
                place,
                "detective:ListIndicators",
                async (client, token) =>
                {
                    var page = await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = graph.Arn, InvestigationId = id, NextToken = token, MaxResults = 100 }, cancellationToken);
                    return (page.Indicators, page.NextToken);
                },
                MostIndicators,
                cancellationToken),
            cancellationToken);
        return new EvidenceAnswer<IReadOnlyList<DetectiveIndicator>>(read.Value is { } found ? [.. found.Select(IndicatorReader.Of)] : null, read.Coverage);
    }

    private Task<EvidenceAnswer<List<InvestigationDetail>>> ListAsync(AwsPlace place, BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken) => calls.ListAsync<InvestigationDetail>(
        place,
        "detective:ListInvestigations",
        async (client, token) =>
        {
            var page = await client.ListInvestigationsAsync(
                new ListInvestigationsRequest
                {
                    GraphArn = graph.Arn,
                    NextToken = token,
                    MaxResults = 100,
                    FilterCriteria = new FilterCriteria { EntityArn = new StringFilter { Value = ask.EntityArn } },
                    SortCriteria = new SortCriteria { Field = Field.CREATED_TIME, SortOrder = SortOrder.DESC },
                },
                cancellationToken);
            return (page.InvestigationDetails, page.NextToken);
        },
        MostLookedAt,
        cancellationToken);

    /// <summary>Asks where the graph is. A graph that turns out to be gone is looked for anew the next time.</summary>
    private async Task<EvidenceAnswer<T>> AskAsync<T>(BehaviorGraph graph, Func<AwsPlace, Task<EvidenceAnswer<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var (place, coverage) = await graphs.PlaceOfAsync(graph, cancellationToken);
        if (place is null) return new EvidenceAnswer<T>(null, coverage);
        var answer = await ask(place);
        if (answer.Coverage.State == CoverageState.Refused) graphs.Forget(graph.Region);
        return answer;
    }

    private static RunStatus StatusOf(Status? status) => status == Status.SUCCESSFUL ? RunStatus.Successful : status == Status.FAILED ? RunStatus.Failed : RunStatus.Running;

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? new DateTimeOffset(known.Kind == DateTimeKind.Local ? known.ToUniversalTime() : DateTime.SpecifyKind(known, DateTimeKind.Utc)) : null;
}
