using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>Every delivery of every finding, its current state, and who is named in it.</summary>
internal sealed class AlertLedger(Database database) : IAlertLedger
{
    private const int RefusalsKept = 1000;

    private const string IsFinding = "account = @Account AND region = @Region AND finding_id = @FindingId";

    public async ValueTask<LedgerEntry> RecordAsync(IWork work, FindingDelivery delivery, IReadOnlyList<EntityMention> mentions)
    {
        var db = DbWork.Of(work);
        var row = FindingRow.Of(delivery.Finding);
        var previous = await CurrentAsync(db, delivery.Finding.Id);
        var isAlert = delivery.Source != AlertIntake.LookedUp;
        var isFirstAlert = isAlert && previous is not null && await WasOnlyLookedUpAsync(db, delivery.Finding.Id);
        if (await InsertDeliveryAsync(db, row, delivery) is not { } seq)
            return new LedgerEntry(DeliveryNovelty.Redelivery, previous!, previous) { IsFirstAlert = isAlert && await AlertAsync(db, row, delivery) };

        var novelty = previous is null ? DeliveryNovelty.NewFinding
            : IsNewer(delivery.Finding, previous) ? DeliveryNovelty.NewerState
            : DeliveryNovelty.OlderState;
        if (novelty is not DeliveryNovelty.OlderState) await db.ExecuteAsync(Replace, Arguments(row, seq));
        await MergeAsync(db, delivery.Finding.Id, mentions);
        return new LedgerEntry(novelty, novelty is DeliveryNovelty.OlderState ? previous! : delivery.Finding, previous) { IsFirstAlert = isFirstAlert };
    }

    public async ValueTask SetArchivedAsync(IWork work, FindingId finding, bool archived) =>
        await DbWork.Of(work).ExecuteAsync($"UPDATE finding SET archived = @archived WHERE {IsFinding}", new { finding.Account, finding.Region, FindingId = finding.Id, archived });

    public ValueTask<Finding?> CurrentAsync(IWork work, FindingId finding) => CurrentAsync(DbWork.Of(work), finding);

    public async ValueTask<IReadOnlyList<FindingSummary>> RelatedAsync(IWork work, FindingId finding, IReadOnlyList<EntityRef> entities, TimeWindow window, int limit)
    {
        if (entities.Count == 0) return [];
        // Of each entity the newest are enough, so that the thousandth finding of an instance costs what the first did. The finding itself is among them, and each may be named in every relation.
        var arguments = new DynamicParameters(new { finding.Account, finding.Region, FindingId = finding.Id, window.Start, window.End, limit, newest = (limit + 1) * Enum.GetValues<EntityRelation>().Length });
        var ofEach = entities.Select((entity, n) =>
        {
            arguments.Add($"kind{n}", StoredValues.Word(entity.Kind));
            arguments.Add($"key{n}", StoredValues.Key(entity.Id));
            arguments.Add($"owner{n}", entity.Account ?? "");
            return $"""
                SELECT account, region, finding_id FROM (
                    SELECT account, region, finding_id FROM finding_entity
                    WHERE kind = @kind{n} AND entity_key = @key{n} AND entity_account = @owner{n} AND last_seen >= @Start AND first_seen < @End
                    ORDER BY last_seen DESC LIMIT @newest) of{n}
                """;
        });
        var sql = $"""
            SELECT {FindingRow.Columns} FROM finding f
            JOIN ({string.Join(" UNION ", ofEach)}) e ON e.account = f.account AND e.region = f.region AND e.finding_id = f.finding_id
            WHERE f.last_seen >= @Start AND f.first_seen < @End AND NOT (f.account = @Account AND f.region = @Region AND f.finding_id = @FindingId)
            ORDER BY f.last_seen DESC, f.updated_at DESC, f.finding_id LIMIT @limit
            """;
        return (await DbWork.Of(work).QueryAsync<FindingRow>(sql, arguments)).ConvertAll(static row => row.ToSummary());
    }

    public async ValueTask<IReadOnlyList<SeenBefore>> SeenBeforeAsync(IWork work, FindingId finding, IReadOnlyList<EntityRef> entities, DateTimeOffset before)
    {
        if (entities.Count == 0) return [];
        var (sql, arguments) = BriefHistory.Of(entities, finding, null, before);
        return BriefHistory.Read(entities, await DbWork.Of(work).QueryAsync<BriefHistory.Row>(sql, arguments));
    }

    public async ValueTask<IReadOnlyList<Finding>> HistoryAsync(IWork work, FindingId finding, int limit)
    {
        const string Sql = $"SELECT {DeliveryRow.Columns} FROM delivery d WHERE {IsFinding} ORDER BY d.seq DESC LIMIT @limit";
        var rows = await DbWork.Of(work).QueryAsync<DeliveryRow>(Sql, new { finding.Account, finding.Region, FindingId = finding.Id, limit });
        return rows.ConvertAll(static row => row.ToFinding());
    }

    public async ValueTask<IReadOnlyList<FindingDelivery>> DeliveriesAsync(FindingId id, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {DeliveryRow.Columns} FROM delivery d WHERE {IsFinding} ORDER BY d.seq";
        return (await database.QueryAsync<DeliveryRow>(Sql, new { id.Account, id.Region, FindingId = id.Id }, cancellationToken)).ConvertAll(static row => row.ToDelivery());
    }

    public ValueTask<DateTimeOffset?> LastSentAsync(string source, CancellationToken cancellationToken) =>
        database.FirstAsync<DateTimeOffset?>("SELECT MAX(sent_at) FROM delivery WHERE source = @source", new { source }, cancellationToken);

    public async ValueTask RecordRefusalAsync(IWork work, IntakeRefusal refusal)
    {
        const string Sql = "INSERT INTO refusal (source, path, reason, made_at) VALUES (@Source, @Path, @Reason, @At) RETURNING seq";
        var db = DbWork.Of(work);
        var seq = await db.FirstAsync<long>(Sql, refusal);
        await db.ExecuteAsync("DELETE FROM refusal WHERE seq <= @last", new { last = seq - RefusalsKept });
    }

    public async ValueTask<bool> IsRefusedAsync(IWork work, string source, string? path) =>
        await DbWork.Of(work).FirstAsync<long?>("SELECT seq FROM refusal WHERE source = @source AND path = @path LIMIT 1", new { source, path }) is not null;

    public async ValueTask<IReadOnlyList<IntakeRefusal>> RefusalsAsync(int limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT source, path, reason, made_at FROM refusal ORDER BY seq DESC LIMIT @limit";
        return (await database.QueryAsync<RefusalRow>(Sql, new { limit }, cancellationToken)).ConvertAll(static row => new IntakeRefusal(row.Source, row.Path, row.Reason, row.MadeAt));
    }

    private static bool IsNewer(Finding delivered, Finding known) =>
        delivered.UpdatedAt != known.UpdatedAt ? delivered.UpdatedAt > known.UpdatedAt : delivered.Count > known.Count;

    private static async ValueTask<Finding?> CurrentAsync(DbWork db, FindingId id)
    {
        const string Sql = $"""
            SELECT {DeliveryRow.ColumnsNow} FROM finding f JOIN delivery d ON d.seq = f.delivery_seq
            WHERE f.account = @Account AND f.region = @Region AND f.finding_id = @Id
            """;
        return (await db.FirstAsync<DeliveryRow>(Sql, new { id.Account, id.Region, id.Id }))?.ToFinding();
    }

    /// <summary>A copy that was looked up counts as the delivery that came after it.</summary>
    /// <returns>Whether the copy that is stored was looked up.</returns>
    private static async ValueTask<bool> AlertAsync(DbWork db, FindingRow row, FindingDelivery delivery)
    {
        const string Sql = $"""
            UPDATE delivery SET source = @Source, sent_at = @SentAt
            WHERE {IsFinding} AND updated_at = @UpdatedAt AND occurrences = @Occurrences AND source = '{AlertIntake.LookedUp}' RETURNING seq
            """;
        return await db.FirstAsync<long?>(Sql, new { row.Account, row.Region, row.FindingId, row.UpdatedAt, row.Occurrences, delivery.Source, delivery.SentAt }) is not null;
    }

    /// <summary>Whether the finding is known only because somebody asked for it.</summary>
    private static async ValueTask<bool> WasOnlyLookedUpAsync(DbWork db, FindingId id)
    {
        const string Sql = $"SELECT 1 FROM delivery WHERE {IsFinding} AND source <> '{AlertIntake.LookedUp}' LIMIT 1";
        return await db.FirstAsync<long?>(Sql, new { id.Account, id.Region, FindingId = id.Id }) is null;
    }

    /// <returns>Its number; null when it had been stored before.</returns>
    private static ValueTask<long?> InsertDeliveryAsync(DbWork db, FindingRow row, FindingDelivery delivery)
    {
        const string Sql = """
            INSERT INTO delivery (account, region, finding_id, updated_at, occurrences, document, source, sent_at, received_at)
            VALUES (@Account, @Region, @FindingId, @UpdatedAt, @Occurrences, @Document, @Source, @SentAt, @ReceivedAt)
            ON CONFLICT (account, region, finding_id, updated_at, occurrences) DO NOTHING RETURNING seq
            """;
        return db.FirstAsync<long?>(
            Sql,
            new { row.Account, row.Region, row.FindingId, row.UpdatedAt, row.Occurrences, delivery.Document, delivery.Source, delivery.SentAt, delivery.ReceivedAt });
    }

    private const string Replace = """
        INSERT INTO finding (account, region, finding_id, delivery_seq, arn, type, severity, title, first_seen, last_seen, updated_at, occurrences, archived, is_sample, words)
        VALUES (@Account, @Region, @FindingId, @seq, @Arn, @Type, @Severity, @Title, @FirstSeen, @LastSeen, @UpdatedAt, @Occurrences, @Archived, @IsSample, @Words)
        ON CONFLICT (account, region, finding_id) DO UPDATE SET
            delivery_seq = excluded.delivery_seq, arn = excluded.arn, type = excluded.type, severity = excluded.severity,
            title = excluded.title, first_seen = excluded.first_seen, last_seen = excluded.last_seen, updated_at = excluded.updated_at,
            occurrences = excluded.occurrences, archived = excluded.archived, is_sample = excluded.is_sample, words = excluded.words
        """;

    private static DynamicParameters Arguments(FindingRow row, long seq)
    {
        var arguments = new DynamicParameters(row);
        arguments.Add("seq", seq);
        return arguments;
    }

    private static async ValueTask MergeAsync(DbWork db, FindingId finding, IReadOnlyList<EntityMention> mentions)
    {
        const string Sql = """
            INSERT INTO finding_entity (kind, entity_key, entity_account, account, region, finding_id, relation, entity_id, key_folded, detective_id, first_seen, last_seen)
            VALUES (@Kind, @EntityKey, @EntityAccount, @Account, @Region, @FindingId, @Relation, @EntityId, @KeyFolded, @DetectiveId, @FirstSeen, @LastSeen)
            ON CONFLICT (kind, entity_key, entity_account, account, region, finding_id, relation) DO UPDATE SET
                detective_id = COALESCE(excluded.detective_id, finding_entity.detective_id),
                first_seen = CASE WHEN excluded.first_seen < finding_entity.first_seen THEN excluded.first_seen ELSE finding_entity.first_seen END,
                last_seen = CASE WHEN excluded.last_seen > finding_entity.last_seen THEN excluded.last_seen ELSE finding_entity.last_seen END
            """;
        await db.ExecuteAsync(Sql, mentions.Select(mention => MentionRow.Of(finding, mention)));
    }

    private sealed class RefusalRow
    {
        public string Source { get; init; } = "";

        public string? Path { get; init; }

        public string Reason { get; init; } = "";

        public DateTimeOffset MadeAt { get; init; }
    }
}
