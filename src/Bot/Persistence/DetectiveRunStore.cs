using ChatOps.Bot.Investigate.DetectiveRuns;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Persistence;

internal sealed class DetectiveRunStore(Database database, TimeProvider time) : IDetectiveRunStore
{
    private const string Same = "region = @Region AND entity_key = @EntityKey AND scope_start = @ScopeStart AND scope_end = @ScopeEnd AND is_sample = @IsSample";

    /// <summary>An address may be named by more investigations than anybody reads.</summary>
    private const int MostNamings = 20;

    public async ValueTask<KeptRun?> FindAsync(RunKey key, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT graph_arn, investigation_id, document, finished_at FROM detective_run WHERE {Same}";
        return await database.FirstAsync<RunRow>(Sql, KeyRow.Of(key), cancellationToken) is { } row
            ? new KeptRun(BehaviorGraph.Read(row.GraphArn), row.InvestigationId, row.Document is { } document ? DetectiveReport.Read(document) : null, row.Document is null ? row.FinishedAt : null)
            : null;
    }

    public async ValueTask<bool> ClaimAsync(IWork work, RunKey key, string owner, DateTimeOffset now, DateTimeOffset diedBefore)
    {
        const string Sql = """
            INSERT INTO detective_run (region, entity_key, entity_arn, scope_start, scope_end, is_sample, owner, asked_at)
            VALUES (@Region, @EntityKey, @EntityArn, @ScopeStart, @ScopeEnd, @IsSample, @owner, @now)
            ON CONFLICT (entity_key, scope_start, scope_end, region, is_sample)
            DO UPDATE SET owner = @owner, asked_at = @now, graph_arn = NULL, investigation_id = NULL, finished_at = NULL
            WHERE detective_run.document IS NULL AND (detective_run.finished_at IS NOT NULL
                OR (detective_run.investigation_id IS NULL AND (detective_run.owner = @owner OR detective_run.asked_at < @diedBefore)))
            """;
        var row = KeyRow.Of(key);
        return await DbWork.Of(work).ExecuteAsync(Sql, new { row.Region, row.EntityKey, row.EntityArn, row.ScopeStart, row.ScopeEnd, row.IsSample, owner, now, diedBefore }) > 0;
    }

    public async ValueTask SaveStartedAsync(IWork work, RunKey key, DetectiveRun run)
    {
        const string Sql = $"UPDATE detective_run SET graph_arn = @graph, investigation_id = @Id WHERE {Same}";
        var row = KeyRow.Of(key);
        await DbWork.Of(work).ExecuteAsync(Sql, new { row.Region, row.EntityKey, row.ScopeStart, row.ScopeEnd, row.IsSample, graph = run.Graph.Arn, run.Id });
    }

    public async ValueTask SaveFinishedAsync(IWork work, RunKey key, DetectiveReport report)
    {
        const string Finish = $"UPDATE detective_run SET document = @document, finished_at = @now WHERE {Same}";
        const string Name = """
            INSERT INTO detective_address (address, region, entity_key, entity_arn, scope_start, scope_end, is_sample, run_start, run_end, says)
            VALUES (@address, @Region, @EntityKey, @EntityArn, @ScopeStart, @ScopeEnd, @IsSample, @runStart, @runEnd, @says) ON CONFLICT DO NOTHING
            """;
        var row = KeyRow.Of(key);
        var db = DbWork.Of(work);
        await db.ExecuteAsync(Finish, new { row.Region, row.EntityKey, row.ScopeStart, row.ScopeEnd, row.IsSample, document = report.Write(), now = time.GetUtcNow() });
        var run = report.Run.Scope ?? key.Scope;
        var named = report.Indicators.SelectMany(static indicator => indicator.Addresses.Select(address => (address, indicator.Says))).Distinct();
        await db.ExecuteAsync(Name, named.Select(one => new { one.address, row.Region, row.EntityKey, row.EntityArn, row.ScopeStart, row.ScopeEnd, row.IsSample, runStart = run.Start, runEnd = run.End, says = one.Says }).ToList());
    }

    public async ValueTask SaveFailedAsync(IWork work, RunKey key, DetectiveRun run)
    {
        const string Sql = $"UPDATE detective_run SET finished_at = @now WHERE {Same} AND investigation_id = @Id AND document IS NULL";
        var row = KeyRow.Of(key);
        await DbWork.Of(work).ExecuteAsync(Sql, new { row.Region, row.EntityKey, row.ScopeStart, row.ScopeEnd, row.IsSample, run.Id, now = time.GetUtcNow() });
    }

    public async ValueTask RemoveAsync(IWork work, RunKey key)
    {
        var row = KeyRow.Of(key);
        foreach (var table in new[] { "detective_address", "detective_run" }) await DbWork.Of(work).ExecuteAsync($"DELETE FROM {table} WHERE {Same}", row);
    }

    public async ValueTask<IReadOnlyList<DetectiveNaming>> NamingAsync(string address, TimeWindow window, bool isSampleDay, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT DISTINCT entity_arn, run_start, run_end, says FROM detective_address
            WHERE address = @address AND is_sample = @isSample AND run_start < @end AND run_end > @start ORDER BY run_start, run_end, entity_arn, says
            """;
        var rows = await database.QueryAsync<NamingRow>(Sql, new { address, isSample = isSampleDay ? 1L : 0L, start = window.Start, end = window.End }, cancellationToken);
        return [.. rows.GroupBy(static row => (row.EntityArn, row.RunStart, row.RunEnd)).Take(MostNamings)
            .Select(static one => new DetectiveNaming(one.Key.EntityArn, new TimeWindow(one.Key.RunStart, one.Key.RunEnd), [.. one.Select(static row => row.Says)]))];
    }

    private sealed record KeyRow(string Region, string EntityKey, string EntityArn, DateTimeOffset ScopeStart, DateTimeOffset ScopeEnd, long IsSample)
    {
        public static KeyRow Of(RunKey key) => new(key.Region, StoredValues.Key(key.EntityArn), key.EntityArn, key.Scope.Start, key.Scope.End, key.IsSampleDay ? 1 : 0);
    }

    private sealed class RunRow
    {
        public string? GraphArn { get; init; }

        public string? InvestigationId { get; init; }

        public string? Document { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }
    }

    private sealed class NamingRow
    {
        public string EntityArn { get; init; } = "";

        public DateTimeOffset RunStart { get; init; }

        public DateTimeOffset RunEnd { get; init; }

        public string Says { get; init; } = "";
    }
}
