using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>The past of entities. Of an entity that thousands of findings name the newest are read, so that the answer costs the same whoever is asked for.</summary>
internal sealed class EntityHistoryStore(Database database, AccessPolicy policy) : IEntityHistory
{
    /// <summary>Mentions looked at; a finding may be named in each of three relations.</summary>
    private const int MostMentions = 3000;

    /// <summary>Notes looked at.</summary>
    private const int MostNotes = 200;

    /// <summary>The findings that name the entity, without the one in whose thread is asked.</summary>
    private const string Naming = """
        WITH newest AS (
            SELECT account, region, finding_id, first_seen, last_seen FROM finding_entity
            WHERE kind = @kind AND entity_key = @key AND entity_account = @owner ORDER BY last_seen DESC LIMIT @mostMentions),
        naming AS (
            SELECT account, region, finding_id, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen FROM newest
            WHERE NOT (account = @ownAccount AND region = @ownRegion AND finding_id = @ownFinding) GROUP BY account, region, finding_id)
        """;

    private const string CasesOf = $"""
        {Naming}, told AS (
            SELECT c.number FROM naming n JOIN case_file c ON c.finding_account = n.account AND c.finding_region = n.region AND c.finding_id = n.finding_id
            UNION
            SELECT c.number FROM case_file c WHERE c.entity_key = @entity AND c.entity_key IS NOT NULL)
        """;

    public async ValueTask<EntityHistory> OfAsync(EntityRef entity, OwnCase own, CancellationToken cancellationToken)
    {
        const string Types = $"""
            {Naming} SELECT f.type, COUNT(*) AS findings, MIN(n.first_seen) AS first_seen, MAX(n.last_seen) AS last_seen, (SELECT COUNT(*) FROM newest) AS mentions
            FROM naming n JOIN finding f ON f.account = n.account AND f.region = n.region AND f.finding_id = n.finding_id GROUP BY f.type ORDER BY COUNT(*) DESC, f.type
            """;
        const string Findings = $"""
            {Naming} SELECT {FindingRow.Columns} FROM naming n JOIN finding f ON f.account = n.account AND f.region = n.region AND f.finding_id = n.finding_id
            ORDER BY n.last_seen DESC, f.finding_id LIMIT @shown
            """;
        const string CaseCount = $"{CasesOf} SELECT COUNT(*) FROM told WHERE number <> @ownCase";
        const string Cases = $"{CasesOf} SELECT {CaseRow.Columns} FROM case_file WHERE number IN (SELECT number FROM told) AND number <> @ownCase ORDER BY changed_at DESC, number DESC LIMIT @shown";
        var arguments = Arguments(entity, own);
        var types = await database.QueryAsync<TypeRow>(Types, arguments, cancellationToken);
        var notes = await NotesAsync(entity, arguments, cancellationToken);
        return new EntityHistory(entity)
        {
            Types = types.ConvertAll(static row => new PastType(row.Type, (int)row.Findings)),
            AreMore = types is [{ Mentions: >= MostMentions }, ..],
            First = types.Count == 0 ? null : types.Min(static row => row.FirstSeen),
            Last = types.Count == 0 ? null : types.Max(static row => row.LastSeen),
            Findings = (await database.QueryAsync<FindingRow>(Findings, arguments, cancellationToken)).ConvertAll(static row => row.ToSummary()),
            CaseCount = (int)await database.FirstAsync<long>(CaseCount, arguments, cancellationToken),
            Cases = (await database.QueryAsync<CaseRow>(Cases, arguments, cancellationToken)).ConvertAll(static row => row.ToCase()),
            NoteCount = notes.Count,
            Notes = [.. notes.Take(EntityHistory.Newest)],
            LedgerFrom = await database.FirstAsync<DateTimeOffset?>("SELECT MIN(last_seen) FROM finding", new { }, cancellationToken),
        };
    }

    public async ValueTask<IReadOnlyList<SeenBefore>> BrieflyAsync(IReadOnlyList<EntityRef> entities, OwnCase own, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        if (entities.Count == 0) return [];
        var (sql, arguments) = BriefHistory.Of(entities, own.Finding, own.Case, before);
        return BriefHistory.Read(entities, await database.QueryAsync<BriefHistory.Row>(sql, arguments, cancellationToken));
    }

    /// <summary>A note names a role or user by its ARN, and stands under the bare name: which account is meant is read from the text again.</summary>
    private async ValueTask<List<PastNote>> NotesAsync(EntityRef entity, DynamicParameters arguments, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT n.vendor, n.person_id, n.person_name, n.body, n.written_at, n.link, t.vendor AS thread_vendor, t.workspace, t.channel, t.case_number
            FROM note_entity e JOIN note n ON n.id = e.note JOIN thread t ON t.id = n.thread
            WHERE e.entity_key = @key AND n.deleted_at IS NULL AND COALESCE(t.case_number, 0) <> @ownCase
                AND NOT COALESCE(t.finding_account = @ownAccount AND t.finding_region = @ownRegion AND t.finding_id = @ownFinding, @no)
            ORDER BY n.written_at DESC, n.id DESC LIMIT @mostNotes
            """;
        var rows = await database.QueryAsync<NoteRow>(Sql, arguments, cancellationToken);
        // what was written in a channel that is for nobody stays there
        return [.. rows.Where(row => EntitiesInText.Of(row.Body).Any(named => Means(named.Entity, entity))).Select(static row => row.ToNote()).Where(note => !policy.IsClosed(note.Channel))];
    }

    private static bool Means(EntityRef named, EntityRef wanted) =>
        named.Kind == wanted.Kind && named.Id == wanted.Id && (named.Account is null || wanted.Account is null || named.Account == wanted.Account);

    private static DynamicParameters Arguments(EntityRef entity, OwnCase own) => new(new
    {
        kind = StoredValues.Word(entity.Kind),
        key = StoredValues.Key(entity.Id),
        owner = entity.Account ?? "",
        entity = StoredValues.Key(entity.ToString()),
        ownAccount = own.Finding?.Account ?? "",
        ownRegion = own.Finding?.Region ?? "",
        ownFinding = own.Finding?.Id ?? "",
        ownCase = own.Case?.Value ?? -1,
        mostMentions = MostMentions,
        mostNotes = MostNotes,
        shown = EntityHistory.Newest,
        no = false,
    });

    private sealed class TypeRow
    {
        public string Type { get; init; } = "";

        public long Findings { get; init; }

        public DateTimeOffset FirstSeen { get; init; }

        public DateTimeOffset LastSeen { get; init; }

        public long Mentions { get; init; }
    }

    private sealed class NoteRow
    {
        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string PersonName { get; init; } = "";

        public string Body { get; init; } = "";

        public DateTimeOffset WrittenAt { get; init; }

        public string? Link { get; init; }

        public string ThreadVendor { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Channel { get; init; } = "";

        public long? CaseNumber { get; init; }

        public PastNote ToNote() => new(
            new Person(Vendor, PersonId, PersonName),
            WrittenAt,
            Body,
            new ChannelRef(ThreadVendor, Workspace, Channel),
            Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? link : null,
            CaseNumber is { } number ? new CaseNumber(number) : null);
    }
}
