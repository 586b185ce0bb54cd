using System.Globalization;
using ChatOps.Bot.Operations;

namespace ChatOps.Bot.Persistence;

/// <summary>Removes old rows. What may go is read first, without keeping the writer; the transaction that removes looks again. Ages count from when something was received or written here,
/// by our own clock: a finding of long ago that was looked up today is young.</summary>
internal sealed class Retention(Database database, string files) : IRetention
{
    /// <summary>Rows of one kind that one transaction removes at most.</summary>
    private const int Bite = 500;

    /// <summary>Messages hold charts and tables.</summary>
    private const int BiteOfMessages = 100;

    /// <summary>Of case c: it is closed, nothing happened in it since, its finding did not come again, and no case that is still open leads it or is led by it.</summary>
    private const string IsQuiet = """
        c.state = 'closed' AND c.changed_at < @before AND COALESCE(c.closed_at, 0) < @before
        AND NOT EXISTS (SELECT 1 FROM thread q WHERE q.case_number = c.number AND q.updated_at >= @before)
        AND NOT EXISTS (SELECT 1 FROM case_event q WHERE q.case_number = c.number AND q.happened_at >= @before)
        AND NOT EXISTS (SELECT 1 FROM delivery q WHERE q.account = c.finding_account AND q.region = c.finding_region AND q.finding_id = c.finding_id AND q.received_at >= @before)
        AND NOT EXISTS (SELECT 1 FROM case_file q WHERE q.lead = c.number AND q.state <> 'closed')
        AND NOT EXISTS (SELECT 1 FROM case_file q WHERE q.number = c.lead AND q.state <> 'closed')
        """;

    /// <summary>Of thread t: it belongs to no case, nothing happened in it since, and it sums up no thread that is left.</summary>
    private const string IsLeft = """
        t.case_number IS NULL AND t.finding_id IS NULL AND t.updated_at < @before AND NOT EXISTS (SELECT 1 FROM thread q WHERE q.summarised_in = t.id)
        """;

    private const string NotesOfCase = "SELECT n.id FROM note n JOIN thread t ON t.id = n.thread WHERE t.case_number = @number";

    public Task<RetentionBite> BiteAsync(Remains what, DateTimeOffset before, string? after, CancellationToken cancellationToken) => what switch
    {
        Remains.Notes => EachAsync(CasesWith($"EXISTS ({NotesOfCase.Replace("@number", "c.number", StringComparison.Ordinal)})"), LeftWith("EXISTS (SELECT 1 FROM note n WHERE n.thread = t.id)"), NotesAsync, before, after, cancellationToken),
        Remains.Reports => EachAsync(CasesWith("EXISTS (SELECT 1 FROM report r WHERE r.case_number = c.number)"), null, ReportsAsync, before, after, cancellationToken),
        Remains.Files => EachAsync(
            CasesWith("EXISTS (SELECT 1 FROM note_file f JOIN note n ON n.id = f.note JOIN thread t ON t.id = n.thread WHERE t.case_number = c.number AND f.content IS NOT NULL)"), null, FilesAsync, before, after, cancellationToken),
        Remains.Cases => EachAsync(CasesWith(IsEmpty), null, CaseAsync, before, after, cancellationToken),
        Remains.Threads => EachAsync(null, LeftWith("NOT EXISTS (SELECT 1 FROM note n WHERE n.thread = t.id)"), ThreadAsync, before, after, cancellationToken),
        Remains.Findings => new FindingRemoval(database).BiteAsync(before, after, cancellationToken),
        Remains.DetectiveRuns => SimplyAsync(
            [
                "DELETE FROM detective_address WHERE EXISTS (SELECT 1 FROM detective_run r WHERE r.entity_key = detective_address.entity_key AND r.scope_start = detective_address.scope_start AND r.scope_end = detective_address.scope_end AND r.region = detective_address.region AND r.is_sample = detective_address.is_sample AND r.asked_at < @before)",
                "DELETE FROM detective_run WHERE asked_at < @before",
            ],
            before,
            cancellationToken),
        Remains.Failures => SimplyAsync(["DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state = 'dead' AND done_at < @before ORDER BY id LIMIT @most)"], before, cancellationToken),
        Remains.ClosedPlaces => SimplyAsync(["DELETE FROM chat_place WHERE is_closed <> 0 AND seen_at < @before"], before, cancellationToken),
        Remains.Audit => AuditAsync(before, cancellationToken),
        Remains.People => SimplyAsync(["DELETE FROM person WHERE (vendor, person_id) IN (SELECT vendor, person_id FROM person WHERE seen_at < @before LIMIT @most)"], before, cancellationToken),
        _ => new OrphanedFiles(database, files).BiteAsync(before, after, cancellationToken),
    };

    /// <summary>What the deletion of append-only rows asks for: that it was said first up to when they go. It never goes back.</summary>
    internal static async ValueTask AllowAsync(DbWork db, string kind, DateTimeOffset before) => await db.ExecuteAsync(
        "INSERT INTO retention (kind, up_to) VALUES (@kind, @before) ON CONFLICT (kind) DO UPDATE SET up_to = CASE WHEN excluded.up_to > retention.up_to THEN excluded.up_to ELSE retention.up_to END",
        new { kind, before });

    private const string IsEmpty = """
        NOT EXISTS (SELECT 1 FROM note n JOIN thread t ON t.id = n.thread WHERE t.case_number = c.number) AND NOT EXISTS (SELECT 1 FROM report r WHERE r.case_number = c.number)
        """;

    private static string CasesWith(string condition) => $"SELECT c.number FROM case_file c WHERE c.number > @afterNumber AND {IsQuiet} AND {condition} ORDER BY c.number LIMIT 1";

    private static string LeftWith(string condition) => $"SELECT t.id FROM thread t WHERE t.id > @afterId AND {IsLeft} AND {condition} ORDER BY t.id LIMIT 1";

    /// <summary>One case, or one thread without a case, at a time: cases first. A bite that was full goes on with the same one.</summary>
    /// <param name="remove">Removes some of it; says how many rows, and whether there is more.</param>
    private async Task<RetentionBite> EachAsync(
        string? cases, string? threads, Func<DbWork, Removal, ValueTask<(int Removed, bool IsMore)>> remove, DateTimeOffset before, string? after, CancellationToken cancellationToken)
    {
        var isThread = cases is null || after?.StartsWith('t') == true;
        if (!isThread)
        {
            var afterNumber = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
            if (await database.FirstAsync<long?>(cases!, new { before, afterNumber }, cancellationToken) is { } number)
            {
                var done = await RemoveAsync(new Removal(number, null, before), remove, cancellationToken);
                return new RetentionBite(done.Removed, (done.IsMore ? number - 1 : number).ToString(CultureInfo.InvariantCulture));
            }

            if (threads is null) return new RetentionBite(0, null);
        }

        var afterId = after is ['t', .. var last] ? last : "";
        if (await database.FirstAsync<string>(threads!, new { before, afterId }, cancellationToken) is not { } id) return new RetentionBite(0, null);
        var (removed, isMore) = await RemoveAsync(new Removal(null, id, before), remove, cancellationToken);
        return new RetentionBite(removed, $"t{(isMore ? afterId : id)}");
    }

    private Task<(int Removed, bool IsMore)> RemoveAsync(Removal removal, Func<DbWork, Removal, ValueTask<(int Removed, bool IsMore)>> remove, CancellationToken cancellationToken) => database.WriteAsync(
        async work =>
        {
            var db = DbWork.Of(work);
            var may = removal.Case is null ? $"SELECT 1 FROM thread t WHERE t.id = @thread AND {IsLeft}" : $"SELECT 1 FROM case_file c WHERE c.number = @number AND {IsQuiet}";
            return await db.FirstAsync<long?>(may, removal.Arguments) is null ? (0, false) : await remove(db, removal);
        },
        cancellationToken);

    /// <summary>The note, what it names, its files, and the copies of it in other threads of the case.</summary>
    private static async ValueTask<(int Removed, bool IsMore)> NotesAsync(DbWork db, Removal removal)
    {
        var gone = $"SELECT n.id FROM note n JOIN thread t ON t.id = n.thread WHERE {removal.IsThread} ORDER BY n.id LIMIT {Bite}";
        var copies = $"SELECT m.id FROM message m JOIN thread t ON t.id = m.thread WHERE {removal.IsThread} AND m.message_key IN (SELECT 'note:' || g.id FROM ({gone}) g)";
        await RemoveMessagesAsync(db, copies, removal.Arguments);
        await db.ExecuteAsync($"DELETE FROM note_entity WHERE note IN ({gone})", removal.Arguments);
        await db.ExecuteAsync($"DELETE FROM note_file WHERE note IN ({gone})", removal.Arguments);
        var removed = await db.ExecuteAsync($"DELETE FROM note WHERE id IN ({gone})", removal.Arguments);
        return (removed, removed == Bite);
    }

    private static async ValueTask<(int Removed, bool IsMore)> ReportsAsync(DbWork db, Removal removal) =>
        (await db.ExecuteAsync("DELETE FROM report WHERE case_number = @number", removal.Arguments), false);

    private static async ValueTask<(int Removed, bool IsMore)> FilesAsync(DbWork db, Removal removal) => (
        await db.ExecuteAsync(
            $"UPDATE note_file SET content = NULL, state = CASE WHEN link IS NULL THEN 'refused' ELSE 'linked' END, why = 'removed: older than Retention:Files' WHERE content IS NOT NULL AND note IN ({NotesOfCase})",
            removal.Arguments),
        false);

    /// <summary>The newest messages first, so that what is left of a case until the last bite is its beginning.</summary>
    private static async ValueTask<(int Removed, bool IsMore)> CaseAsync(DbWork db, Removal removal)
    {
        if (await db.FirstAsync<long?>($"SELECT 1 FROM case_file c WHERE c.number = @number AND {IsEmpty}", removal.Arguments) is null) return (0, false);
        if (await ThreadsAsync(db, removal)) return (0, true);
        await AllowAsync(db, "case_event", removal.Before);
        await db.ExecuteAsync("DELETE FROM case_event WHERE case_number = @number", removal.Arguments);
        await db.ExecuteAsync("DELETE FROM pin WHERE case_number = @number", removal.Arguments);
        await db.ExecuteAsync("UPDATE case_file SET lead = NULL WHERE lead = @number", removal.Arguments);
        return (await db.ExecuteAsync("DELETE FROM case_file WHERE number = @number", removal.Arguments), false);
    }

    private static async ValueTask<(int Removed, bool IsMore)> ThreadAsync(DbWork db, Removal removal) => await ThreadsAsync(db, removal) ? (0, true) : (1, false);

    /// <returns>Whether messages are left; then so are the threads.</returns>
    private static async ValueTask<bool> ThreadsAsync(DbWork db, Removal removal)
    {
        var removed = await RemoveMessagesAsync(db, $"SELECT m.id FROM message m JOIN thread t ON t.id = m.thread WHERE {removal.IsThread} ORDER BY m.seq DESC LIMIT {BiteOfMessages}", removal.Arguments);
        if (removed == BiteOfMessages) return true;
        var threads = $"SELECT t.id FROM thread t WHERE {removal.IsThread}";
        await db.ExecuteAsync($"DELETE FROM job WHERE state = 'dead' AND order_key IN ({threads})", removal.Arguments);
        await db.ExecuteAsync($"DELETE FROM former_root WHERE thread IN ({threads})", removal.Arguments);
        await db.ExecuteAsync($"DELETE FROM finding_search WHERE thread IN ({threads})", removal.Arguments);
        await db.ExecuteAsync($"DELETE FROM thread WHERE id IN ({threads})", removal.Arguments);
        return false;
    }

    private static async ValueTask<int> RemoveMessagesAsync(DbWork db, string gone, object arguments)
    {
        await db.ExecuteAsync($"DELETE FROM button WHERE message IN ({gone})", arguments);
        await db.ExecuteAsync($"DELETE FROM delivered_part WHERE message IN ({gone})", arguments);
        return await db.ExecuteAsync($"DELETE FROM message WHERE id IN ({gone})", arguments);
    }

    /// <summary>Rows lie in the order of time.</summary>
    private Task<RetentionBite> AuditAsync(DateTimeOffset before, CancellationToken cancellationToken) => WriteAsync(
        async db =>
        {
            await AllowAsync(db, "audit", before);
            return await db.ExecuteAsync($"DELETE FROM audit WHERE seq IN (SELECT oldest.seq FROM (SELECT seq, made_at FROM audit ORDER BY seq LIMIT {Bite}) oldest WHERE oldest.made_at < @before)", new { before });
        },
        cancellationToken);

    /// <summary>Rows that stand for themselves; the last statement counts.</summary>
    private Task<RetentionBite> SimplyAsync(IReadOnlyList<string> statements, DateTimeOffset before, CancellationToken cancellationToken) => WriteAsync(
        async db =>
        {
            var removed = 0;
            foreach (var statement in statements) removed = await db.ExecuteAsync(statement, new { before, most = Bite });
            return removed;
        },
        cancellationToken);

    private async Task<RetentionBite> WriteAsync(Func<DbWork, ValueTask<int>> remove, CancellationToken cancellationToken)
    {
        var removed = await database.WriteAsync(work => remove(DbWork.Of(work)), cancellationToken);
        return new RetentionBite(removed, removed == Bite ? "more" : null);
    }

    /// <summary>A case, or a thread without one.</summary>
    private sealed record Removal(long? Case, string? Thread, DateTimeOffset Before)
    {
        public object Arguments => new { number = Case ?? 0, thread = Thread ?? "", before = Before };

        /// <summary>Of thread t.</summary>
        public string IsThread => Case is null ? "t.id = @thread" : "t.case_number = @number";
    }
}
