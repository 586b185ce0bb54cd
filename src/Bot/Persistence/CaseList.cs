using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using State = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Persistence;

internal sealed class CaseList(Database database) : ICaseList
{
    private const string From = "FROM case_file c LEFT JOIN finding f ON f.account = c.finding_account AND f.region = c.finding_region AND f.finding_id = c.finding_id";

    private const string Notes = "FROM note n JOIN thread t ON t.id = n.thread WHERE t.case_number = @number AND n.deleted_at IS NULL";

    private const string Pins = """
        SELECT p.message, m.thread, p.vendor, p.person_id, p.person_name, p.pinned_at AS at FROM pin p LEFT JOIN message m ON m.id = p.message
        WHERE p.case_number = @number ORDER BY p.pinned_at, p.message
        """;

    private const string Reports = "SELECT version, made_at AS at, vendor, person_id, person_name, title FROM report WHERE case_number = @number ORDER BY version";

    private static readonly string Columns = string.Join(", ", CaseRow.Columns.Split(',').Select(static column => $"c.{column.Trim()}"));

    /// <summary>The page first, then its threads: cases without any are shown too, and both are of one moment.</summary>
    public async ValueTask<CasePage> ListAsync(CaseFilter filter, CancellationToken cancellationToken)
    {
        var (conditions, arguments) = CaseConditions.Of(filter);
        var limit = Math.Clamp(filter.Limit, 1, 1000);
        arguments.Add("most", limit + 1);
        arguments.Add("after", filter.Cursor?.ChangedAt ?? DateTimeOffset.MaxValue);
        arguments.Add("afterNumber", filter.Cursor?.Number.Value ?? 0);
        var sql = $"""
            SELECT page.*, t.id AS thread_id, t.vendor, t.workspace, t.channel, t.state AS thread_state, t.interval_start, t.interval_end, t.interval_origin, t.interval_set_by
            FROM (SELECT {Columns}, f.arn, f.type, f.occurrences, f.first_seen, f.last_seen {From}
                WHERE {conditions} AND {CaseConditions.In(filter.Standings)} AND (c.changed_at < @after OR (c.changed_at = @after AND c.number < @afterNumber))
                ORDER BY c.changed_at DESC, c.number DESC LIMIT @most) page
            LEFT JOIN thread t ON t.case_number = page.number
            ORDER BY page.changed_at DESC, page.number DESC, t.created_at, t.id
            """;
        var cases = (await database.QueryAsync<ListedRow>(sql, arguments, cancellationToken)).GroupBy(static row => row.Number).Select(ListedRow.ToListed).ToList();
        return cases.Count <= limit ? new CasePage(cases, null) : new CasePage(cases.GetRange(0, limit), CaseCursor.After(cases[limit - 1].Case));
    }

    public async ValueTask<IReadOnlyDictionary<CaseStanding, long>> CountAsync(CaseFilter filter, CancellationToken cancellationToken)
    {
        var (conditions, arguments) = CaseConditions.Of(filter);
        var sql = $"SELECT {CaseConditions.Standing} AS standing, COUNT(*) AS cases {From} WHERE {conditions} GROUP BY 1";
        return (await database.QueryAsync<StandingRow>(sql, arguments, cancellationToken)).ToDictionary(static row => StoredValues.Value<CaseStanding>(row.Standing), static row => row.Cases);
    }

    public async ValueTask<CaseContents?> FindAsync(CaseNumber number, CancellationToken cancellationToken)
    {
        if ((await ListAsync(new CaseFilter { Number = number, Limit = 1 }, cancellationToken)).Items is not [var listed]) return null;
        var asked = new { number = number.Value };
        return new CaseContents(
            listed,
            await database.FirstAsync<long>($"SELECT COUNT(*) {Notes}", asked, cancellationToken),
            (await database.QueryAsync<KeptRow>(Pins, asked, cancellationToken)).ConvertAll(static row => new ListedPin(new MessageId(row.Message!), row.Thread is { } thread ? new ThreadId(thread) : null, row.Who, row.At)),
            (await database.QueryAsync<KeptRow>(Reports, asked, cancellationToken)).ConvertAll(static row => new ListedReport(row.Version, row.At, row.Who, row.Title)),
            await NumbersAsync("lead = @number", asked, cancellationToken),
            await NumbersAsync("duplicate_of = @number", asked, cancellationToken));
    }

    private async ValueTask<IReadOnlyList<CaseNumber>> NumbersAsync(string condition, object asked, CancellationToken cancellationToken) =>
        (await database.QueryAsync<long>($"SELECT number FROM case_file WHERE {condition} ORDER BY number", asked, cancellationToken)).ConvertAll(static number => new CaseNumber(number));

    /// <summary>A case beside one of its threads, or beside none.</summary>
    private sealed class ListedRow : CaseRow
    {
        public string? Arn { get; init; }

        public string? Type { get; init; }

        public long? Occurrences { get; init; }

        public DateTimeOffset? FirstSeen { get; init; }

        public DateTimeOffset? LastSeen { get; init; }

        public string? ThreadId { get; init; }

        public string Vendor { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Channel { get; init; } = "";

        public string ThreadState { get; init; } = "";

        public DateTimeOffset? IntervalStart { get; init; }

        public DateTimeOffset? IntervalEnd { get; init; }

        public string? IntervalOrigin { get; init; }

        public string? IntervalSetBy { get; init; }

        public static ListedCase ToListed(IEnumerable<ListedRow> rows)
        {
            var all = rows.ToList();
            var first = all[0];
            var finding = first is { Type: { } type, FirstSeen: { } seen, LastSeen: { } last } ? new ListedFinding(first.Arn, type, first.Occurrences ?? 0, new ObservedInterval(seen, last)) : null;
            return new ListedCase(first.ToCase(), finding, [.. all.Where(static row => row.ThreadId is not null).Select(static row => row.ToThread())]);
        }

        private ListedThread ToThread() => new(
            new ThreadId(ThreadId!),
            new ChannelRef(Vendor, Workspace, Channel),
            StoredValues.Value<State>(ThreadState),
            IntervalStart is { } start && IntervalEnd is { } end ? new ScopeTime(new TimeWindow(start, end), StoredValues.Value<ScopeOrigin>(IntervalOrigin!), IntervalSetBy) : null);
    }

    private sealed class StandingRow
    {
        public string Standing { get; init; } = "";

        public long Cases { get; init; }
    }

    /// <summary>A pin or a report.</summary>
    private sealed class KeptRow
    {
        public string? Message { get; init; }

        public string? Thread { get; init; }

        public long Version { get; init; }

        public string Title { get; init; } = "";

        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string PersonName { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public Person Who => new(Vendor, PersonId, PersonName);
    }
}
