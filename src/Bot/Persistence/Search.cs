using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>Searches with LIKE alone: at 100,000 findings and 10,000 notes it takes a fraction of a second on both databases, and needs no second copy of the text that would have to be kept in step.
/// Entities, of which there are ten times as many rows, are found by how they begin, with an index.</summary>
internal sealed class Search(Database database) : ISearch
{
    /// <summary>Entities that begin as typed are told at most, the first by name.</summary>
    private const int MostNames = 50;

    private const int LongestDetail = 200;

    public async ValueTask<IReadOnlyList<ChannelRef>> ChannelsAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync<ChannelRow>("SELECT DISTINCT vendor, workspace, channel FROM thread", new { }, cancellationToken)).ConvertAll(static row => new ChannelRef(row.Vendor, row.Workspace, row.Channel));

    public async ValueTask<IReadOnlyList<FoundItem>> FindAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var asked = new Conditions(query);
        var found = new List<FoundItem>();
        found.AddRange(await FindingsAsync(asked, cancellationToken));
        found.AddRange(await NotesAsync(asked, cancellationToken));
        found.AddRange(await CasesAsync(asked, cancellationToken));
        if (query.EntityId is not null) found.AddRange(await EntitiesAsync(query, asked, cancellationToken));
        return [.. Shared(found.GroupBy(static item => item.Kind).Select(Ordered), query.Limit).OrderByDescending(IsMeant).ThenByDescending(static item => item.Time).ThenBy(static item => item.Kind)];

        bool IsMeant(FoundItem item) => item.Kind == FoundKind.Case && item.Case == query.Number;

        IEnumerable<FoundItem> Ordered(IEnumerable<FoundItem> same) => same.OrderByDescending(IsMeant).ThenByDescending(static item => item.Time);
    }

    /// <summary>The first of each kind, then the second of each: a thousand findings do not hide the one note.</summary>
    private static IEnumerable<FoundItem> Shared(IEnumerable<IEnumerable<FoundItem>> kinds, int most) =>
        kinds.SelectMany(static same => same.Select(static (item, place) => (item, place))).OrderBy(static pair => pair.place).Take(most).Select(static pair => pair.item);

    private async Task<IEnumerable<FoundItem>> FindingsAsync(Conditions asked, CancellationToken cancellationToken)
    {
        const string IsOfFinding = "t.finding_account = f.account AND t.finding_region = f.region AND t.finding_id = f.finding_id";
        var sql = $"""
            SELECT f.title, f.type AS detail, f.account, f.region, f.severity, f.last_seen AS time, {asked.ThreadOf(IsOfFinding)} AS thread,
                (SELECT c.number FROM case_file c WHERE c.finding_account = f.account AND c.finding_region = f.region AND c.finding_id = f.finding_id) AS number
            FROM finding f WHERE {asked.All(static word => $"(f.words LIKE {word.Folded} ESCAPE '\\' OR f.account = {word.Bare})")} AND {asked.IsSeen(IsOfFinding)}
            ORDER BY f.last_seen DESC, f.finding_id LIMIT @limit
            """;
        return (await database.QueryAsync<FoundRow>(sql, asked.Arguments, cancellationToken))
            .Select(static row => row.ToItem(FoundKind.Finding, row.Title, $"{new Investigation.Findings.Severity(row.Severity ?? 0)} · {row.Detail} · {row.Account} {row.Region}"));
    }

    private async Task<IEnumerable<FoundItem>> NotesAsync(Conditions asked, CancellationToken cancellationToken)
    {
        // A note may spell an address so that nobody clicks on it: then it is found by what it names.
        var sql = $"""
            SELECT n.person_name AS title, n.body AS detail, n.written_at AS time, n.thread, t.case_number AS number FROM note n JOIN thread t ON t.id = n.thread
            WHERE n.deleted_at IS NULL AND ({asked.All(static word => word.In("n.body"))} OR n.id IN (SELECT e.note FROM note_entity e WHERE e.entity_key = @entityKey)){asked.Visible}
            ORDER BY n.written_at DESC, n.id DESC LIMIT @limit
            """;
        return (await database.QueryAsync<FoundRow>(sql, asked.Arguments, cancellationToken)).Select(row => row.ToItem(FoundKind.Note, row.Title, asked.LineOf(row.Detail ?? "")));
    }

    private async Task<IEnumerable<FoundItem>> CasesAsync(Conditions asked, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT c.title, c.state, c.verdict, c.reason AS detail, c.changed_at AS time, c.number, {asked.ThreadOf("t.case_number = c.number")} AS thread FROM case_file c
            WHERE (c.number = @number OR ({asked.All(static word => $"({word.In("c.title")} OR {word.In("COALESCE(c.reason, '')")})")})) AND {asked.IsSeen("t.case_number = c.number")}
            ORDER BY CASE WHEN c.number = @number THEN 0 ELSE 1 END, c.changed_at DESC, c.number DESC LIMIT @limit
            """;
        return (await database.QueryAsync<FoundRow>(sql, asked.Arguments, cancellationToken)).Select(static row => row.ToItem(FoundKind.Case, $"Case {row.Number} · {row.Title}", row.Standing));
    }

    private async Task<IEnumerable<FoundItem>> EntitiesAsync(SearchQuery query, Conditions asked, CancellationToken cancellationToken)
    {
        var hidden = asked.Visible.Length == 0 ? "" : $" AND {asked.IsSeen("t.finding_account = m.account AND t.finding_region = m.region AND t.finding_id = m.finding_id")}";
        // Of names that thousands of findings hold one step of the index each, however many there are.
        const string Names = """
            WITH RECURSIVE names (name, n) AS (
                SELECT MIN(key_folded), 1 FROM finding_entity WHERE key_folded >= @entityFrom AND key_folded < @entityTo
                UNION ALL
                SELECT (SELECT MIN(e.key_folded) FROM finding_entity e WHERE e.key_folded > names.name AND e.key_folded < @entityTo), names.n + 1 FROM names WHERE names.name IS NOT NULL AND names.n < @names)
            SELECT name FROM names WHERE name IS NOT NULL
            """;
        var newest = $"""
            SELECT kind, entity_id, entity_account, relation, account, region, first_seen, last_seen FROM (
                SELECT * FROM finding_entity WHERE key_folded = @name ORDER BY last_seen DESC LIMIT 50) m WHERE 1 = 1{hidden}
            """;
        var mentions = new List<MentionRow>();
        foreach (var name in await database.QueryAsync<string>(Names, asked.Arguments, cancellationToken))
        {
            asked.Arguments.Add("name", name);
            mentions.AddRange(await database.QueryAsync<MentionRow>(newest, asked.Arguments, cancellationToken));
        }

        var entities = mentions.GroupBy(static row => new EntityRef(StoredValues.Value<EntityKind>(row.Kind), row.EntityId, row.EntityAccount.Length == 0 ? null : row.EntityAccount))
            .Select(static same => (Entity: same.Key, LastSeen: same.Max(static row => row.LastSeen))).OrderByDescending(static one => one.LastSeen).Take(query.Limit).ToList();
        var threads = entities.Count == 0 ? [] : await ThreadsAsync(entities.ConvertAll(static one => StoredValues.Key(one.Entity.ToString())), asked, cancellationToken);
        return entities.Select(one =>
        {
            var thread = threads.GetValueOrDefault(StoredValues.Key(one.Entity.ToString()));
            var name = $"{EntityLabel.Of(one.Entity.Kind)} {EntityLabel.Name(one.Entity)}";
            return new FoundItem(FoundKind.Entity, Shortened(name), one.Entity.Account is { } account ? $"account {account}" : "", thread?.Id, thread?.Case, one.LastSeen);
        });
    }

    /// <summary>Open threads of entities, by what they are kept under.</summary>
    private async Task<Dictionary<string, InvestigationThread>> ThreadsAsync(List<string> keys, Conditions asked, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {ThreadRow.Columns} FROM thread t WHERE t.entity_key IN {asked.List("key", keys)} AND t.state <> 'closed'{asked.Visible} ORDER BY t.created_at, t.id";
        return (await database.QueryAsync<ThreadRow>(sql, asked.Arguments, cancellationToken)).ConvertAll(static row => row.ToThread())
            .GroupBy(static thread => StoredValues.Key(thread.Entity!.Value.ToString()), StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
    }

    private static string Shortened(string text) => text.Length <= LongestDetail ? text : $"{text[..LongestDetail]}…";

    /// <summary>The question as parts of statements. Words come as parameters alone.</summary>
    private sealed class Conditions
    {
        private readonly List<string> words;
        private readonly List<Word> named = [];

        public Conditions(SearchQuery query)
        {
            words = [.. query.Words];
            var entity = query.EntityId is { } id ? StoredValues.Key(StoredValues.Text(id)) : "";
            var from = FindingRow.Fold(entity);
            Arguments = new DynamicParameters(new
            {
                limit = query.Limit,
                number = query.Number?.Value ?? -1,
                entityKey = entity,
                entityFrom = from,
                entityTo = from + "\U0010FFFF",
                names = MostNames,
            });
            for (var n = 0; n < words.Count; n++)
            {
                var typed = StoredValues.Text(words[n]);
                Arguments.Add($"folded{n}", $"%{FindingLookup.Escaped(FindingRow.Fold(typed))}%");
                Arguments.Add($"typed{n}", $"%{FindingLookup.Escaped(typed)}%");
                Arguments.Add($"bare{n}", typed);
                named.Add(new Word($"@folded{n}", $"@typed{n}", $"@bare{n}"));
            }

            if (query.Hidden.Count == 0) return;
            Visible = $" AND (t.vendor || ' ' || t.workspace || ' ' || t.channel) NOT IN {List("hidden", [.. query.Hidden.Select(static channel => $"{channel.Vendor} {channel.Workspace} {channel.Channel}")])}";
        }

        public DynamicParameters Arguments { get; }

        /// <summary>What a thread t that may be seen fulfils.</summary>
        public string Visible { get; } = "";

        /// <summary>The values as parameters of their own: the two databases take lists differently.</summary>
        public string List(string name, List<string> values)
        {
            for (var n = 0; n < values.Count; n++) Arguments.Add($"{name}{n}", values[n]);
            return $"({string.Join(", ", values.Select((_, n) => $"@{name}{n}"))})";
        }

        public string All(Func<Word, string> holds) => string.Join(" AND ", named.Select(holds));

        /// <summary>The thread in which something can be read, one of the room first.</summary>
        public string ThreadOf(string isOf) => $"(SELECT t.id FROM thread t WHERE {isOf}{Visible} ORDER BY CASE WHEN t.vendor = 'web' THEN 0 ELSE 1 END, t.created_at, t.id LIMIT 1)";

        /// <summary>Whether something may be seen: what has threads only where the person may not look is not.</summary>
        public string IsSeen(string isOf) => Visible.Length == 0 ? "1 = 1" : $"(EXISTS (SELECT 1 FROM thread t WHERE {isOf}{Visible}) OR NOT EXISTS (SELECT 1 FROM thread t WHERE {isOf}))";

        /// <summary>The first line that holds one of the words, else the first one.</summary>
        public string LineOf(string text)
        {
            var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return Shortened(lines.FirstOrDefault(line => words.Exists(word => line.Contains(word, StringComparison.OrdinalIgnoreCase))) ?? lines.FirstOrDefault() ?? "");
        }
    }

    /// <param name="Folded">Parameter: in small letters.</param>
    /// <param name="Typed">Parameter: as typed, for letters a database does not make small.</param>
    /// <param name="Bare">Parameter: the word alone.</param>
    private sealed record Word(string Folded, string Typed, string Bare)
    {
        public string In(string column) => $"(LOWER({column}) LIKE {Folded} ESCAPE '\\' OR {column} LIKE {Typed} ESCAPE '\\')";
    }

    private sealed class ChannelRow
    {
        public string Vendor { get; init; } = "";

        public string Workspace { get; init; } = "";

        public string Channel { get; init; } = "";
    }

    private sealed class FoundRow
    {
        public string Title { get; init; } = "";

        public string? Detail { get; init; }

        public string? Account { get; init; }

        public string? Region { get; init; }

        public double? Severity { get; init; }

        public string? State { get; init; }

        public string? Verdict { get; init; }

        public DateTimeOffset Time { get; init; }

        public string? Thread { get; init; }

        public long? Number { get; init; }

        public string Standing => (State, Verdict, Detail) switch
        {
            ({ } state, null, _) => state,
            ({ } state, { } verdict, { Length: > 0 } reason) => Shortened($"{state} · {verdict} · {reason}"),
            (var state, var verdict, _) => $"{state} · {verdict}",
        };

        public FoundItem ToItem(FoundKind kind, string title, string detail) =>
            new(kind, Shortened(title), detail, Thread is { } thread ? new ThreadId(thread) : null, Number is { } number ? new CaseNumber(number) : null, Time);
    }
}
