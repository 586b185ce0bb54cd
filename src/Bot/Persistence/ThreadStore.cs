using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Persistence;

/// <summary>Threads, what we say in them and the buttons beside it.</summary>
internal sealed class ThreadStore(Database database, TimeProvider time) : IThreadStore
{
    private const string ById = $"SELECT {ThreadRow.Columns} FROM thread WHERE id = @id";

    private const string InChannel = "vendor = @Vendor AND workspace = @Workspace AND channel = @Channel";

    private readonly MessageWriter messages = new(time);

    public async ValueTask<InvestigationThread?> FindAsync(ThreadId id, CancellationToken cancellationToken) =>
        (await database.FirstAsync<ThreadRow>(ById, new { id = id.Value }, cancellationToken))?.ToThread();

    public async ValueTask<InvestigationThread?> FindAsync(ChannelRef channel, string externalId, CancellationToken cancellationToken) =>
        (await database.FirstAsync<ThreadRow>(
            $"""
            SELECT {ThreadRow.Columns} FROM thread WHERE {InChannel} AND external_id = @externalId
            UNION ALL
            SELECT {ThreadRow.Columns} FROM thread WHERE id = (SELECT f.thread FROM former_root f WHERE f.vendor = @Vendor AND f.workspace = @Workspace AND f.channel = @Channel AND f.external_id = @externalId)
            LIMIT 1
            """,
            new { channel.Vendor, channel.Workspace, channel.Channel, externalId },
            cancellationToken))?.ToThread();

    public async ValueTask<bool> AwaitsRootAsync(ChannelRef channel, DateTimeOffset since, CancellationToken cancellationToken) =>
        await database.FirstAsync<long?>(
            $"SELECT 1 FROM thread WHERE {InChannel} AND created_at >= @since AND external_id IS NULL AND state <> 'summarised' LIMIT 1",
            new { channel.Vendor, channel.Workspace, channel.Channel, since },
            cancellationToken) is not null;

    public async ValueTask<IReadOnlyList<InvestigationThread>> UnseenAsync(ChannelRef channel, int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT {ThreadRow.Columns} FROM thread WHERE {InChannel} AND finding_id IS NOT NULL AND external_id IS NULL AND routed_to IS NULL
                AND (state IN ('open', 'investigating')
                    OR (state = 'summarised' AND EXISTS (SELECT 1 FROM thread s WHERE s.id = thread.summarised_in AND s.external_id IS NULL)))
            ORDER BY created_at DESC, id DESC LIMIT @limit
            """;
        return (await database.QueryAsync<ThreadRow>(Sql, new { channel.Vendor, channel.Workspace, channel.Channel, limit }, cancellationToken)).ConvertAll(static row => row.ToThread());
    }

    public async ValueTask<InvestigationThread?> FindAsync(IWork work, ThreadId id) =>
        (await DbWork.Of(work).FirstAsync<ThreadRow>(ById, new { id = id.Value }))?.ToThread();

    public async ValueTask<ThreadPage> ListAsync(ThreadFilter filter, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "(updated_at < @after OR (updated_at = @after AND id < @afterId))" };
        if (filter.FindingArn is not null) conditions.Add("finding_arn = @FindingArn AND length(finding_arn) <= 500");
        if (filter.Vendor is not null) conditions.Add("vendor = @Vendor");
        if (filter.Channel is not null) conditions.Add("channel = @Channel");
        if (filter.State is not null) conditions.Add("state = @state");
        var sql = $"SELECT {ThreadRow.Columns} FROM thread WHERE {string.Join(" AND ", conditions)} ORDER BY updated_at DESC, id DESC LIMIT @most";
        var limit = Math.Clamp(filter.Limit, 1, 1000);
        var state = filter.State is { } wanted ? StoredValues.Word(wanted) : null;
        var (after, afterId) = (filter.Cursor?.UpdatedAt ?? DateTimeOffset.MaxValue, filter.Cursor?.Id.Value ?? "");
        var arguments = new { after, afterId, filter.FindingArn, filter.Vendor, filter.Channel, state, most = limit + 1 };
        var rows = await database.QueryAsync<ThreadRow>(sql, arguments, cancellationToken);
        var more = rows.Count > limit;
        return new ThreadPage(rows.Take(limit).Select(static row => row.ToThread()).ToList(), more ? ThreadCursor.After(rows[limit - 1].ToThread()) : null);
    }

    public async ValueTask<IReadOnlyList<ChannelCount>> ChannelsAsync(string vendor, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT workspace, channel, COUNT(*) AS threads, COUNT(CASE WHEN state IN ('open', 'investigating') THEN 1 END) AS open
            FROM thread WHERE vendor = @vendor GROUP BY workspace, channel ORDER BY workspace, channel
            """;
        return (await database.QueryAsync<ChannelRow>(Sql, new { vendor }, cancellationToken))
            .ConvertAll(row => new ChannelCount(new ChannelRef(vendor, row.Workspace, row.Channel), row.Threads, row.Open));
    }

    public async ValueTask<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId id, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {MessageRow.Columns} FROM message m WHERE m.thread = @id ORDER BY m.seq";
        return (await database.QueryAsync<MessageRow>(Sql, new { id = id.Value }, cancellationToken)).ConvertAll(static row => row.ToMessage());
    }

    public async ValueTask<ThreadMessage?> FindMessageAsync(MessageId id, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {MessageRow.Columns} FROM message m WHERE m.id = @id";
        return (await database.FirstAsync<MessageRow>(Sql, new { id = id.Value }, cancellationToken))?.ToMessage();
    }

    public async ValueTask<bool> HasMessageAsync(ThreadId thread, string externalId, CancellationToken cancellationToken) =>
        await database.FirstAsync<long?>("SELECT 1 FROM message WHERE thread = @thread AND external_id = @externalId LIMIT 1", new { thread = thread.Value, externalId }, cancellationToken) is not null;

    public async ValueTask<ThreadMessage?> FindMessageAsync(IWork work, ThreadId thread, string key)
    {
        const string Sql = $"SELECT {MessageRow.Columns} FROM message m WHERE m.thread = @thread AND m.message_key = @key";
        return (await DbWork.Of(work).FirstAsync<MessageRow>(Sql, new { thread = thread.Value, key = StoredValues.Key(key) }))?.ToMessage();
    }

    public async ValueTask<KeptButton?> FindButtonAsync(string buttonId, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT b.id, b.message, m.thread, b.label, b.verb, b.argument, b.prompt, b.choices FROM button b JOIN message m ON m.id = b.message WHERE b.id = @buttonId";
        return await database.FirstAsync<ButtonRow>(Sql, new { buttonId }, cancellationToken) is { } row
            ? new KeptButton(row.Id, new ThreadId(row.Thread), new MessageId(row.Message), row.ToButton())
            : null;
    }

    public async ValueTask<IReadOnlyList<InvestigationThread>> OfFindingAsync(IWork work, FindingId finding)
    {
        const string Sql = $"""
            SELECT {ThreadRow.Columns} FROM thread WHERE finding_account = @Account AND finding_region = @Region AND finding_id = @Id ORDER BY created_at, id
            """;
        return (await DbWork.Of(work).QueryAsync<ThreadRow>(Sql, new { finding.Account, finding.Region, finding.Id })).ConvertAll(static row => row.ToThread());
    }

    public async ValueTask<InvestigationThread?> OfEntityAsync(IWork work, EntityRef entity, ChannelRef channel)
    {
        const string Sql = $"SELECT {ThreadRow.Columns} FROM thread WHERE entity_key = @entity AND {InChannel} AND state <> 'closed'";
        var arguments = new { entity = StoredValues.Key(entity.ToString()), channel.Vendor, channel.Workspace, channel.Channel };
        return (await DbWork.Of(work).FirstAsync<ThreadRow>(Sql, arguments))?.ToThread();
    }

    /// <summary>What the vendor calls the thread is kept when the caller's copy is older than the root's delivery.</summary>
    public async ValueTask SaveAsync(IWork work, InvestigationThread thread)
    {
        const string Sql = """
            INSERT INTO thread (id, vendor, workspace, channel, finding_account, finding_region, finding_id, finding_arn, entity, entity_key, title, severity, state,
                occurrences, first_seen, last_seen, interval_start, interval_end, interval_origin, interval_set_by, summarised_in, routed_to, group_type, group_about, is_sample, created_at, updated_at, external_id, case_number)
            VALUES (@Id, @Vendor, @Workspace, @Channel, @FindingAccount, @FindingRegion, @FindingId, @FindingArn, @Entity, @EntityKey, @Title, @Severity, @State,
                @Occurrences, @FirstSeen, @LastSeen, @IntervalStart, @IntervalEnd, @IntervalOrigin, @IntervalSetBy, @SummarisedIn, @RoutedTo, @GroupType, @GroupAbout, @IsSample, @CreatedAt, @UpdatedAt, @ExternalId, @CaseNumber)
            ON CONFLICT (id) DO UPDATE SET
                vendor = excluded.vendor, workspace = excluded.workspace, channel = excluded.channel, finding_account = excluded.finding_account,
                finding_region = excluded.finding_region, finding_id = excluded.finding_id, finding_arn = excluded.finding_arn, entity = excluded.entity,
                entity_key = excluded.entity_key, title = excluded.title, severity = excluded.severity, state = excluded.state, occurrences = excluded.occurrences,
                first_seen = excluded.first_seen, last_seen = excluded.last_seen,
                interval_start = excluded.interval_start, interval_end = excluded.interval_end, interval_origin = excluded.interval_origin,
                interval_set_by = excluded.interval_set_by, summarised_in = excluded.summarised_in, group_type = excluded.group_type, group_about = excluded.group_about,
                is_sample = excluded.is_sample, created_at = excluded.created_at, updated_at = excluded.updated_at,
                routed_to = COALESCE(excluded.routed_to, thread.routed_to), external_id = COALESCE(excluded.external_id, thread.external_id),
                case_number = COALESCE(excluded.case_number, thread.case_number)
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, ThreadRow.Of(thread));
    }

    public ValueTask<ThreadMessage> PutAsync(IWork work, InvestigationThread thread, string key, MessageKind kind, Card card) =>
        messages.PutAsync(DbWork.Of(work), thread, StoredValues.Key(key), kind, card);

    public async ValueTask<int> RootsSinceAsync(IWork work, ChannelRef channel, DateTimeOffset since)
    {
        const string Sql = $"SELECT COUNT(*) FROM message m JOIN thread t ON t.id = m.thread WHERE m.kind = 'root' AND m.made_at >= @since AND {InChannel}";
        return (int)await DbWork.Of(work).FirstAsync<long>(Sql, new { since, channel.Vendor, channel.Workspace, channel.Channel });
    }

    public async ValueTask<InvestigationThread?> SummaryOfAsync(IWork work, ChannelRef channel, DateTimeOffset since)
    {
        const string Sql = $"""
            SELECT {ThreadRow.Columns} FROM thread WHERE {InChannel} AND finding_id IS NULL AND entity IS NULL AND created_at >= @since ORDER BY created_at DESC, id DESC LIMIT 1
            """;
        return (await DbWork.Of(work).FirstAsync<ThreadRow>(Sql, new { channel.Vendor, channel.Workspace, channel.Channel, since }))?.ToThread();
    }

    public async ValueTask<IReadOnlyList<SummarisedGroup>> SummarisedAsync(IWork work, ThreadId summary)
    {
        const string Sql = """
            SELECT group_type AS type, group_about AS about, COUNT(*) AS findings, COALESCE(MAX(severity), 0.0) AS highest FROM thread
            WHERE summarised_in = @summary AND group_type IS NOT NULL GROUP BY group_type, group_about ORDER BY COUNT(*) DESC, group_type, group_about
            """;
        return (await DbWork.Of(work).QueryAsync<GroupRow>(Sql, new { summary = summary.Value }))
            .ConvertAll(static row => new SummarisedGroup(new SummaryGroup(row.Type, row.About), row.Findings, new Severity(row.Highest)));
    }

    public ValueTask RecordDeliveryAsync(IWork work, MessageId id, long version, string externalId) =>
        MessageWriter.RecordDeliveryAsync(DbWork.Of(work), id, version, externalId);

    private sealed class ChannelRow
    {
        public string Workspace { get; init; } = "";

        public string Channel { get; init; } = "";

        public long Threads { get; init; }

        public long Open { get; init; }
    }

    private sealed class GroupRow
    {
        public string Type { get; init; } = "";

        public string About { get; init; } = "";

        public long Findings { get; init; }

        public double Highest { get; init; }
    }
}
