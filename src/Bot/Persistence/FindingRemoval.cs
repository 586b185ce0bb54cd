using ChatOps.Bot.Operations;

namespace ChatOps.Bot.Persistence;

/// <summary>Removes findings that nobody needs any more, and what they said of entities.</summary>
internal sealed class FindingRemoval(Database database)
{
    private const int DeliveriesAtOnce = 200;

    private const int MentionsAtOnce = 500;

    private const string Entities = "entities";

    private const string IsF = "q.finding_account = f.account AND q.finding_region = f.region AND q.finding_id = f.finding_id";

    /// <summary>Of finding f: no case and no thread is about it, and nothing of it was received since. (What was updated since cannot have been received before: that spares the look at deliveries.)</summary>
    private const string IsOver = $"""
        f.updated_at < @before AND NOT EXISTS (SELECT 1 FROM case_file q WHERE {IsF} AND q.finding_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM thread q WHERE {IsF} AND q.finding_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM delivery q WHERE q.account = f.account AND q.region = f.region AND q.finding_id = f.finding_id AND q.received_at >= @before)
        """;

    private const string IsFinding = "account = @Account AND region = @Region AND finding_id = @FindingId";

    /// <summary>Findings first, all of them; then mentions whose finding is gone, also such as a sweep left that was interrupted.</summary>
    public async Task<RetentionBite> BiteAsync(DateTimeOffset before, string? after, CancellationToken cancellationToken)
    {
        if (after?.StartsWith(Entities, StringComparison.Ordinal) == true) return await MentionsAsync(after[Entities.Length..], cancellationToken);
        var last = after?.Split('\0') ?? ["", "", ""];
        const string Next = $"""
            SELECT f.account, f.region, f.finding_id FROM finding f WHERE (f.account, f.region, f.finding_id) > (@account, @region, @id) AND {IsOver}
            ORDER BY f.account, f.region, f.finding_id LIMIT 20
            """;
        var over = await database.QueryAsync<FindingRow>(Next, new { account = last[0], region = last[1], id = last[2], before }, cancellationToken);
        if (over.Count == 0) return new RetentionBite(0, Entities);
        var (removed, done) = await database.WriteAsync(work => RemoveAsync(DbWork.Of(work), over, before), cancellationToken);
        return new RetentionBite(removed, done == 0 ? after ?? "\0\0" : string.Join('\0', over[done - 1].Account, over[done - 1].Region, over[done - 1].FindingId));
    }

    /// <summary>A finding that came a thousand times goes in several bites, its newest state last.</summary>
    /// <returns>Findings removed, and how many of those given are done with.</returns>
    private static async ValueTask<(int Removed, int Done)> RemoveAsync(DbWork db, List<FindingRow> over, DateTimeOffset before)
    {
        var (removed, deliveries) = (0, 0);
        for (var n = 0; n < over.Count; n++)
        {
            var key = new { over[n].Account, over[n].Region, over[n].FindingId, before };
            if (await db.FirstAsync<long?>($"SELECT f.delivery_seq FROM finding f WHERE f.account = @Account AND f.region = @Region AND f.finding_id = @FindingId AND {IsOver}", key) is not { } current) continue;
            var older = await db.ExecuteAsync(
                $"DELETE FROM delivery WHERE seq IN (SELECT d.seq FROM delivery d WHERE d.account = @Account AND d.region = @Region AND d.finding_id = @FindingId AND d.seq <> @current ORDER BY d.seq LIMIT @most)",
                new { key.Account, key.Region, key.FindingId, current, most = DeliveriesAtOnce - deliveries });
            deliveries += older;
            if (deliveries == DeliveriesAtOnce) return (removed, n);
            await db.ExecuteAsync($"DELETE FROM delivery WHERE {IsFinding}", key);
            removed += await db.ExecuteAsync($"DELETE FROM finding WHERE {IsFinding}", key);
        }

        return (removed, over.Count);
    }

    private async Task<RetentionBite> MentionsAsync(string after, CancellationToken cancellationToken)
    {
        const string Key = "kind, entity_key, entity_account, account, region, finding_id, relation";
        const string Next = $"""
            SELECT {Key} FROM finding_entity e WHERE (e.kind, e.entity_key, e.entity_account, e.account, e.region, e.finding_id, e.relation) > (@k, @e, @o, @a, @r, @f, @n)
                AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.account = e.account AND f.region = e.region AND f.finding_id = e.finding_id)
            ORDER BY {Key} LIMIT 500
            """;
        const string Remove = """
            DELETE FROM finding_entity WHERE kind = @Kind AND entity_key = @EntityKey AND entity_account = @EntityAccount AND account = @Account AND region = @Region AND finding_id = @FindingId AND relation = @Relation
                AND NOT EXISTS (SELECT 1 FROM finding f WHERE f.account = finding_entity.account AND f.region = finding_entity.region AND f.finding_id = finding_entity.finding_id)
            """;
        var last = after.Split('\0') is { Length: 7 } given ? given : ["", "", "", "", "", "", ""];
        var over = await database.QueryAsync<MentionRow>(Next, new { k = last[0], e = last[1], o = last[2], a = last[3], r = last[4], f = last[5], n = last[6] }, cancellationToken);
        if (over.Count > 0) await database.WriteAsync(work => DbWork.Of(work).ExecuteAsync(Remove, over), cancellationToken);
        var end = over is [.., var row] && over.Count == MentionsAtOnce ? string.Join('\0', row.Kind, row.EntityKey, row.EntityAccount, row.Account, row.Region, row.FindingId, row.Relation) : null;
        return new RetentionBite(0, end is null ? null : Entities + end); // counted with their findings
    }
}
