using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>The past of a few entities in one statement that looks at a bounded number of rows: it runs with every new finding.</summary>
internal static class BriefHistory
{
    /// <summary>Mentions counted of each entity.</summary>
    private const int MostCounted = 300;

    /// <summary>Newest mentions whose cases are looked at.</summary>
    private const int MostCases = 60;

    private const int MostNotes = 100;

    /// <param name="finding">The finding that is no past; null for none.</param>
    /// <param name="number">The case that is no past; null for none.</param>
    /// <param name="before">Findings last seen from here on do not count; null to count all.</param>
    public static (string Sql, DynamicParameters Arguments) Of(IReadOnlyList<EntityRef> entities, FindingId? finding, CaseNumber? number, DateTimeOffset? before)
    {
        var arguments = new DynamicParameters(new
        {
            before = before ?? DateTimeOffset.MaxValue,
            ownAccount = finding?.Account ?? "",
            ownRegion = finding?.Region ?? "",
            ownFinding = finding?.Id ?? "",
            ownCase = number?.Value ?? -1,
            no = false,
        });
        var parts = entities.Select((entity, n) =>
        {
            arguments.Add($"kind{n}", StoredValues.Word(entity.Kind));
            arguments.Add($"key{n}", StoredValues.Key(entity.Id));
            arguments.Add($"owner{n}", entity.Account ?? "");
            arguments.Add($"entity{n}", StoredValues.Key(entity.ToString()));
            // A note tells the account of a role or user in its text alone, which is not read here.
            return entity.Account is null ? $"{FindingsAndCase(n)} UNION ALL {Notes(n)}" : FindingsAndCase(n);
        });
        return (string.Join(" UNION ALL ", parts), arguments);
    }

    public static IReadOnlyList<SeenBefore> Read(IReadOnlyList<EntityRef> entities, IReadOnlyList<Row> rows) =>
        [.. entities.Select((entity, n) => rows.Where(row => row.Place == n).Aggregate(new SeenBefore(entity), With)).Where(static one => !one.IsNothing)];

    private static SeenBefore With(SeenBefore one, Row row) => row.What switch
    {
        "findings" => one with { Findings = (int)row.Found, AreMore = row.Mentions >= MostCounted, First = row.FirstSeen },
        "case" => one with { Case = row.ToCase() },
        _ => one with { Notes = (int)row.Found },
    };

    private static string IsEntity(int n) => $"kind = @kind{n} AND entity_key = @key{n} AND entity_account = @owner{n}";

    /// <summary>SQLite wants an ordered and limited part of a union inside a sub-select.</summary>
    private static string FindingsAndCase(int n) => $"""
        SELECT {n} AS place, 'findings' AS what, COUNT(*) AS found, COALESCE(SUM(mentions), 0) AS mentions, MIN(first_seen) AS first_seen, NULL AS verdict, NULL AS duplicate_of, NULL AS closed_name FROM (
            SELECT account, region, finding_id, COUNT(*) AS mentions, MIN(first_seen) AS first_seen FROM (
                SELECT account, region, finding_id, first_seen FROM finding_entity WHERE {IsEntity(n)} AND last_seen < @before ORDER BY last_seen LIMIT {MostCounted}) named{n}
            WHERE NOT (account = @ownAccount AND region = @ownRegion AND finding_id = @ownFinding) GROUP BY account, region, finding_id) counted{n}
        UNION ALL
        SELECT {n}, 'case', number, 0, NULL, verdict, duplicate_of, closed_name FROM (
            SELECT c.number, c.verdict, c.duplicate_of, c.closed_name, c.closed_at FROM (
                SELECT account, region, finding_id FROM finding_entity WHERE {IsEntity(n)} ORDER BY last_seen DESC LIMIT {MostCases}) near{n}
                JOIN case_file c ON c.finding_account = near{n}.account AND c.finding_region = near{n}.region AND c.finding_id = near{n}.finding_id
                WHERE c.state = 'closed' AND c.number <> @ownCase AND NOT (near{n}.account = @ownAccount AND near{n}.region = @ownRegion AND near{n}.finding_id = @ownFinding)
            UNION ALL
            SELECT c.number, c.verdict, c.duplicate_of, c.closed_name, c.closed_at FROM case_file c
                WHERE c.entity_key = @entity{n} AND c.entity_key IS NOT NULL AND c.state = 'closed' AND c.number <> @ownCase
            ORDER BY closed_at DESC LIMIT 1) closed{n}
        """;

    private static string Notes(int n) => $"""
        SELECT {n}, 'notes', COUNT(*), 0, NULL, NULL, NULL, NULL FROM (
            SELECT 1 FROM note_entity e JOIN note o ON o.id = e.note JOIN thread t ON t.id = o.thread
            WHERE e.entity_key = @key{n} AND o.deleted_at IS NULL AND COALESCE(t.case_number, 0) <> @ownCase
                AND NOT COALESCE(t.finding_account = @ownAccount AND t.finding_region = @ownRegion AND t.finding_id = @ownFinding, @no) LIMIT {MostNotes}) noted{n}
        """;

    internal sealed class Row
    {
        public long Place { get; init; }

        public string What { get; init; } = "";

        public long Found { get; init; }

        public long Mentions { get; init; }

        public DateTimeOffset? FirstSeen { get; init; }

        public string? Verdict { get; init; }

        public long? DuplicateOf { get; init; }

        public string? ClosedName { get; init; }

        public PastCase ToCase() => new(Found, Verdict is { } kind ? CaseWords.Of(new Verdict(StoredValues.Value<VerdictKind>(kind), "", DuplicateOf is { } of ? new CaseNumber(of) : null, new Person("", "", ""))) : "done", ClosedName);
    }
}
