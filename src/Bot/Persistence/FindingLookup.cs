using ChatOps.Bot.Alerts;
using ChatOps.Bot.Investigate;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>Questions to the ledger. Read-only.</summary>
internal sealed class FindingLookup(Database database, IAlertLedger ledger) : IFindingLookup
{
    private const string Current = $"SELECT {DeliveryRow.ColumnsNow} FROM finding f JOIN delivery d ON d.seq = f.delivery_seq";

    private const string OneMention = "kind, entity_id, entity_account, relation, MAX(detective_id) AS detective_id, account, region, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen";

    // Completion looks at so many of the newest mentions; the same entity is named by many findings.
    private const int MentionsLookedAt = 2000;

    public async ValueTask<Finding?> FindAsync(FindingId id, CancellationToken cancellationToken)
    {
        const string Sql = $"{Current} WHERE f.account = @Account AND f.region = @Region AND f.finding_id = @Id";
        return (await database.FirstAsync<DeliveryRow>(Sql, new { id.Account, id.Region, id.Id }, cancellationToken))?.ToFinding();
    }

    public ValueTask<IReadOnlyList<FindingDelivery>> DeliveriesAsync(FindingId id, CancellationToken cancellationToken) => ledger.DeliveriesAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<FindingSummary>> SearchAsync(string words, TimeWindow window, int limit, CancellationToken cancellationToken)
    {
        var arguments = new DynamicParameters(new { window.Start, window.End, limit });
        var all = FindingRow.Fold(StoredValues.Text(words)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Select((word, n) =>
        {
            arguments.Add($"word{n}", $"%{Escaped(word)}%");
            return $" AND f.words LIKE @word{n} ESCAPE '\\'";
        });
        var sql = $"""
            SELECT {FindingRow.Columns} FROM finding f WHERE f.last_seen >= @Start AND f.last_seen < @End{string.Concat(all)}
            ORDER BY f.last_seen DESC, f.updated_at DESC, f.finding_id LIMIT @limit
            """;
        return (await database.QueryAsync<FindingRow>(sql, arguments, cancellationToken)).ConvertAll(static row => row.ToSummary());
    }

    public async ValueTask<IReadOnlyList<FindingSummary>> AssociatedAsync(EntityRef entity, TimeWindow window, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT f.account, f.region, f.finding_id, f.arn, f.type, f.severity, f.title, e.first_seen, e.last_seen, f.updated_at, f.occurrences, f.archived, f.is_sample
            FROM finding f JOIN (
                SELECT account, region, finding_id, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen FROM finding_entity
                WHERE kind = @kind AND entity_key = @key AND entity_account = @owner GROUP BY account, region, finding_id) e
                ON e.account = f.account AND e.region = f.region AND e.finding_id = f.finding_id
            WHERE e.last_seen >= @Start AND e.first_seen < @End ORDER BY e.first_seen, e.last_seen, f.updated_at, f.finding_id LIMIT @limit
            """;
        var arguments = new { kind = StoredValues.Word(entity.Kind), key = StoredValues.Key(entity.Id), owner = entity.Account ?? "", window.Start, window.End, limit };
        return (await database.QueryAsync<FindingRow>(Sql, arguments, cancellationToken)).ConvertAll(static row => row.ToSummary());
    }

    public async ValueTask<IReadOnlyList<EntityMention>> MentionsAsync(EntityKind kind, string id, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {OneMention} FROM finding_entity WHERE kind = @kind AND entity_key = @key
            GROUP BY kind, entity_id, entity_account, relation, account, region ORDER BY MIN(first_seen), entity_account, account, region, relation
            """;
        return (await database.QueryAsync<MentionRow>(Sql, new { kind = StoredValues.Word(kind), key = StoredValues.Key(id) }, cancellationToken)).ConvertAll(static row => row.ToMention());
    }

    public async ValueTask<IReadOnlyList<EntityMention>> CompleteAsync(EntityKind? kind, string prefix, int limit, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT {OneMention} FROM (
                SELECT * FROM finding_entity WHERE key_folded >= @from AND key_folded < @to{(kind is null ? "" : " AND kind = @kind")} ORDER BY last_seen DESC LIMIT @most) newest
            GROUP BY kind, entity_id, entity_account, relation, account, region ORDER BY MAX(last_seen) DESC, kind, entity_id
            """;
        var from = FindingRow.Fold(prefix);
        var arguments = new { from, to = from + "\U0010FFFF", kind = kind is { } wanted ? StoredValues.Word(wanted) : null, most = MentionsLookedAt };
        var mentions = (await database.QueryAsync<MentionRow>(sql, arguments, cancellationToken)).ConvertAll(static row => row.ToMention());
        return mentions.DistinctBy(static mention => mention.Entity).Take(limit).ToList();
    }

    /// <summary>The word as LIKE takes it literally.</summary>
    internal static string Escaped(string word) => word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
