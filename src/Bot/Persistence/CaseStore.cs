using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Persistence;

internal sealed class CaseStore(Database database) : ICaseStore
{
    private const string ByNumber = $"SELECT {CaseRow.Columns} FROM case_file WHERE number = @number";

    private const string OfFinding = "finding_account = @account AND finding_region = @region AND finding_id = @finding";

    private const string OfOpenEntity = "entity_key = @key AND state <> 'closed'";

    // no number is used up for a case that is there
    private const string Open = """
        INSERT INTO case_file (finding_account, finding_region, finding_id, entity, entity_key, title, severity, is_sample, state, snoozed, wakes_on_change, opened_at, changed_at)
        SELECT @account, @region, @finding, @entity, @key, @Title, @severity, @IsSample, 'new', @no, @no, @created, @created WHERE NOT EXISTS (SELECT 1 FROM case_file WHERE
        """;

    private const string OpenOfFinding = $"{Open} {OfFinding}) RETURNING number";

    private const string OpenOfEntity = $"{Open} {OfOpenEntity}) RETURNING number";

    private const string Touch = "UPDATE case_file SET changed_at = CASE WHEN changed_at < @now THEN @now ELSE changed_at END WHERE";

    private const string TouchKnown = $"{Touch} number = @known RETURNING number";

    private const string TouchOfFinding = $"{Touch} {OfFinding} RETURNING number";

    private const string TouchOfEntity = $"{Touch} {OfOpenEntity} RETURNING number";

    private const string Threads = $"SELECT {ThreadRow.Columns} FROM thread WHERE case_number = @number ORDER BY created_at, id";

    /// <summary>The case is written even where it is there already: another host that closes it, or tells a note in all its threads, meanwhile has to begin again and then knows of this one.</summary>
    public async ValueTask<InvestigationThread> JoinAsync(IWork work, InvestigationThread thread)
    {
        if (thread is { Case: null, Finding: null, Entity: null }) return thread;
        var db = DbWork.Of(work);
        var row = new
        {
            known = thread.Case?.Value,
            account = thread.Finding?.Account,
            region = thread.Finding?.Region,
            finding = thread.Finding?.Id,
            entity = thread.Entity?.ToString(),
            key = thread.Entity is { } entity ? StoredValues.Key(entity.ToString()) : null,
            thread.Title,
            severity = thread.Severity?.Value,
            thread.IsSample,
            no = false,
            created = thread.CreatedAt,
            now = thread.UpdatedAt,
        };
        if (thread.Case is null && await db.FirstAsync<long?>(thread.Finding is null ? OpenOfEntity : OpenOfFinding, row) is { } opened) return thread with { Case = new CaseNumber(opened) };
        return thread with { Case = new CaseNumber(await db.FirstAsync<long>(thread switch { { Case: not null } => TouchKnown, { Finding: not null } => TouchOfFinding, _ => TouchOfEntity }, row)) };
    }

    public async ValueTask<Case?> FindAsync(IWork work, CaseNumber number) => (await DbWork.Of(work).FirstAsync<CaseRow>(ByNumber, new { number = number.Value }))?.ToCase();

    public async ValueTask<Case?> FindAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.FirstAsync<CaseRow>(ByNumber, new { number = number.Value }, cancellationToken))?.ToCase();

    public async ValueTask<Case?> OfFindingAsync(IWork work, FindingId finding) =>
        (await DbWork.Of(work).FirstAsync<CaseRow>($"SELECT {CaseRow.Columns} FROM case_file WHERE {OfFinding}", new { account = finding.Account, region = finding.Region, finding = finding.Id }))?.ToCase();

    public async ValueTask<Case?> OpenOfEntityAsync(IWork work, EntityRef entity) =>
        (await DbWork.Of(work).FirstAsync<CaseRow>($"SELECT {CaseRow.Columns} FROM case_file WHERE entity_key = @key AND state <> 'closed'", new { key = StoredValues.Key(entity.ToString()) }))?.ToCase();

    public async ValueTask<CaseFamily?> FamilyAsync(IWork work, CaseNumber number)
    {
        const string Sql = $"SELECT {CaseRow.Columns} FROM case_file WHERE number = @number OR lead = @number ORDER BY number";
        var rows = (await DbWork.Of(work).QueryAsync<CaseRow>(Sql, new { number = number.Value })).ConvertAll(static row => row.ToCase());
        return rows.Find(one => one.Number == number) is { } found ? new CaseFamily(found, [.. rows.Where(one => one.Lead == number).Select(static one => one.Number)]) : null;
    }

    public async ValueTask SaveAsync(IWork work, Case changed)
    {
        const string Sql = """
            UPDATE case_file SET title = @Title, severity = @Severity, is_sample = @IsSample, state = @State, assignee_vendor = @AssigneeVendor, assignee_id = @AssigneeId, assignee_name = @AssigneeName, assigned_at = @AssignedAt,
                verdict = @Verdict, reason = @Reason, duplicate_of = @DuplicateOf, closed_vendor = @ClosedVendor, closed_id = @ClosedId, closed_name = @ClosedName,
                snoozed = @Snoozed, snoozed_until = @SnoozedUntil, wakes_on_change = @WakesOnChange, lead = @Lead, changed_at = @ChangedAt, closed_at = @ClosedAt, closed_as_of = @ClosedAsOf
            WHERE number = @Number
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, CaseRow.Of(changed));
    }

    public async ValueTask<IReadOnlyList<Case>> LedByAsync(IWork work, CaseNumber lead) =>
        (await DbWork.Of(work).QueryAsync<CaseRow>($"SELECT {CaseRow.Columns} FROM case_file WHERE lead = @lead ORDER BY number", new { lead = lead.Value })).ConvertAll(static row => row.ToCase());

    public async ValueTask<IReadOnlyList<InvestigationThread>> ThreadsAsync(IWork work, CaseNumber number) =>
        (await DbWork.Of(work).QueryAsync<ThreadRow>(Threads, new { number = number.Value })).ConvertAll(static row => row.ToThread());

    public async ValueTask<IReadOnlyList<InvestigationThread>> ThreadsAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.QueryAsync<ThreadRow>(Threads, new { number = number.Value }, cancellationToken)).ConvertAll(static row => row.ToThread());
}
