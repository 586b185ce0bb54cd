using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class NoteStore(Database database) : INoteStore
{
    private const string ById = $"SELECT {NoteRow.Columns} FROM note WHERE id = @id";

    private const string FilesOf = $"SELECT {NoteFileRow.Columns} FROM note_file WHERE note = @note ORDER BY place";

    /// <summary>The note itself was told, not only its deletion.</summary>
    private const string IsTold = "person_id <> ''";

    private const string InCase = "thread IN (SELECT t.id FROM thread t WHERE t.case_number = @number)";

    /// <summary>A note that is there already stays as it is.</summary>
    public async ValueTask AddAsync(IWork work, Note note)
    {
        const string Sql = $"""
            INSERT INTO note ({NoteRow.Columns})
            VALUES (@Id, @Thread, @Vendor, @PersonId, @PersonName, @Body, @WrittenAt, @EditedAt, @DeletedAt, @Link, @KeyAt, @KeyBy, @DeletedBy, @DeletedName) ON CONFLICT (id) DO NOTHING
            """;
        if (await DbWork.Of(work).ExecuteAsync(Sql, NoteRow.Of(note)) > 0) await NoteEntities.RecordAsync(DbWork.Of(work), note);
    }

    /// <summary>A deletion is final: an edit that comes after it changes nothing. Whose note it was is told last where the deletion was told first.</summary>
    public async ValueTask SaveAsync(IWork work, Note note)
    {
        const string Sql = """
            UPDATE note SET vendor = @Vendor, person_id = @PersonId, person_name = @PersonName, body = @Body, written_at = @WrittenAt, edited_at = @EditedAt, deleted_at = @DeletedAt,
                link = @Link, key_at = @KeyAt, key_by = @KeyBy, deleted_by = @DeletedBy, deleted_name = @DeletedName
            WHERE id = @Id AND (deleted_at IS NULL OR person_id = '')
            """;
        if (await DbWork.Of(work).ExecuteAsync(Sql, NoteRow.Of(note)) > 0) await NoteEntities.RecordAsync(DbWork.Of(work), note);
    }

    public async ValueTask<Note?> FindAsync(IWork work, ThreadId thread, MessageId id) => await FindAsync(work, id) is { } note && note.Thread == thread ? note : null;

    public ValueTask<Note?> FindAsync(IWork work, MessageId id) => FirstAsync(work, ById, new { id = id.Value });

    public async ValueTask<Note?> FindAsync(MessageId id, CancellationToken cancellationToken)
    {
        if (await database.FirstAsync<NoteRow>($"{ById} AND {IsTold}", new { id = id.Value }, cancellationToken) is not { } row) return null;
        return row.ToNote((await database.QueryAsync<NoteFileRow>(FilesOf, new { note = row.Id }, cancellationToken)).Select(static file => file.ToFile()).ToArray());
    }

    public ValueTask<IReadOnlyList<Note>> OfThreadAsync(ThreadId thread, CancellationToken cancellationToken) => ListAsync("thread = @thread", new { thread = thread.Value }, cancellationToken);

    public ValueTask<IReadOnlyList<Note>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken) => ListAsync(InCase, new { number = number.Value }, cancellationToken);

    public ValueTask<Note?> LastOfAsync(IWork work, ThreadId thread, Person author) => FirstAsync(
        work,
        $"SELECT {NoteRow.Columns} FROM note WHERE thread = @thread AND vendor = @Vendor AND person_id = @Id AND deleted_at IS NULL ORDER BY written_at DESC, id DESC LIMIT 1",
        new { thread = thread.Value, author.Vendor, author.Id });

    public ValueTask<Note?> HoldingAsync(IWork work, InvestigationThread thread, string words)
    {
        var where = thread.Case is null ? "thread = @thread" : InCase;
        var pattern = $"%{StoredValues.Lower(words).Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
        var sql = $"""
            SELECT {NoteRow.Columns} FROM note WHERE {where} AND {IsTold} AND deleted_at IS NULL AND LOWER(body) LIKE @pattern ESCAPE '!'
            ORDER BY written_at DESC, id DESC LIMIT 1
            """;
        return FirstAsync(work, sql, new { thread = thread.Id.Value, number = thread.Case?.Value, pattern });
    }

    public async ValueTask<UntoldNotes> UntoldAsync(IWork work, InvestigationThread thread, int most)
    {
        const string Untold = $"""
            FROM note WHERE {InCase} AND thread <> @thread AND {IsTold} AND deleted_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM message m WHERE m.thread = @thread AND m.message_key = '{MessageKeys.NotePrefix}' || note.id)
            """;
        var db = DbWork.Of(work);
        var arguments = new { thread = thread.Id.Value, number = thread.Case?.Value, most };
        var count = await db.FirstAsync<long>($"SELECT COUNT(*) {Untold}", arguments);
        if (count == 0) return new UntoldNotes([], 0);
        var newest = new List<Note>();
        foreach (var row in await db.QueryAsync<NoteRow>($"SELECT {NoteRow.Columns} {Untold} ORDER BY written_at DESC, id DESC LIMIT @most", arguments)) newest.Add(row.ToNote(await FilesAsync(db, row.Id)));
        newest.Reverse();
        return new UntoldNotes(newest, count);
    }

    private static async ValueTask<Note?> FirstAsync(IWork work, string sql, object arguments)
    {
        var db = DbWork.Of(work);
        return await db.FirstAsync<NoteRow>(sql, arguments) is { } row ? row.ToNote(await FilesAsync(db, row.Id)) : null;
    }

    private static async ValueTask<IReadOnlyList<NoteFile>> FilesAsync(DbWork db, string note) => (await db.QueryAsync<NoteFileRow>(FilesOf, new { note })).Select(static file => file.ToFile()).ToArray();

    private async ValueTask<IReadOnlyList<Note>> ListAsync(string where, object arguments, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<NoteRow>($"SELECT {NoteRow.Columns} FROM note WHERE {where} AND {IsTold} ORDER BY written_at, id", arguments, cancellationToken);
        var files = (await database.QueryAsync<NoteFileRow>($"SELECT {NoteFileRow.Columns} FROM note_file WHERE note IN (SELECT id FROM note WHERE {where}) ORDER BY note, place", arguments, cancellationToken))
            .ToLookup(static file => file.Note, static file => file.ToFile(), StringComparer.Ordinal);
        return rows.ConvertAll(row => row.ToNote(files[row.Id].ToArray()));
    }
}
