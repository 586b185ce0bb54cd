using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class NoteStore(Database database) : INoteStore
{
    private const string Columns = "id, thread, vendor, person_id, person_name, body, written_at, edited_at, deleted_at";

    /// <summary>A note that is there already stays as it is.</summary>
    public async ValueTask AddAsync(IWork work, Note note)
    {
        const string Sql = $"""
            INSERT INTO note ({Columns}) VALUES (@Id, @Thread, @Vendor, @PersonId, @PersonName, @Body, @WrittenAt, @EditedAt, @DeletedAt) ON CONFLICT (id) DO NOTHING
            """;
        if (await DbWork.Of(work).ExecuteAsync(Sql, NoteRow.Of(note)) > 0) await NoteEntities.RecordAsync(DbWork.Of(work), note);
    }

    public async ValueTask<Note?> FindAsync(IWork work, ThreadId thread, MessageId id) =>
        (await DbWork.Of(work).FirstAsync<NoteRow>($"SELECT {Columns} FROM note WHERE id = @id AND thread = @thread", new { id = id.Value, thread = thread.Value }))?.ToNote();

    /// <summary>A deletion is final: an edit that comes after it changes nothing.</summary>
    public async ValueTask SaveAsync(IWork work, Note note)
    {
        const string Sql = "UPDATE note SET body = @Body, edited_at = @EditedAt, deleted_at = @DeletedAt WHERE id = @Id AND deleted_at IS NULL";
        if (await DbWork.Of(work).ExecuteAsync(Sql, NoteRow.Of(note)) > 0) await NoteEntities.RecordAsync(DbWork.Of(work), note);
    }

    public async ValueTask<IReadOnlyList<Note>> OfThreadAsync(ThreadId thread, CancellationToken cancellationToken) =>
        (await database.QueryAsync<NoteRow>($"SELECT {Columns} FROM note WHERE thread = @thread ORDER BY written_at, id", new { thread = thread.Value }, cancellationToken))
            .ConvertAll(static row => row.ToNote());

    private sealed class NoteRow
    {
        public string Id { get; init; } = "";

        public string Thread { get; init; } = "";

        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string PersonName { get; init; } = "";

        public string Body { get; init; } = "";

        public DateTimeOffset WrittenAt { get; init; }

        public DateTimeOffset? EditedAt { get; init; }

        public DateTimeOffset? DeletedAt { get; init; }

        public static NoteRow Of(Note note) => new()
        {
            Id = note.Id.Value,
            Thread = note.Thread.Value,
            Vendor = note.Author.Vendor,
            PersonId = note.Author.Id,
            PersonName = note.Author.Name,
            Body = note.DeletedAt is null ? note.Text : "",
            WrittenAt = note.WrittenAt,
            EditedAt = note.EditedAt,
            DeletedAt = note.DeletedAt,
        };

        public Note ToNote() => new(new MessageId(Id), new ThreadId(Thread), new Person(Vendor, PersonId, PersonName), Body, WrittenAt, EditedAt, DeletedAt);
    }
}
