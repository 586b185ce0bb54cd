using ChatOps.Bot.Access;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class NoteRow
{
    public const string Columns = "id, thread, vendor, person_id, person_name, body, written_at, edited_at, deleted_at, link, key_at, key_by, deleted_by, deleted_name";

    public string Id { get; init; } = "";

    public string Thread { get; init; } = "";

    public string Vendor { get; init; } = "";

    /// <summary>Empty while only the note's deletion was told.</summary>
    public string PersonId { get; init; } = "";

    public string PersonName { get; init; } = "";

    public string Body { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public string? Link { get; init; }

    public DateTimeOffset? KeyAt { get; init; }

    public string? KeyBy { get; init; }

    /// <summary>vendor:id</summary>
    public string? DeletedBy { get; init; }

    public string? DeletedName { get; init; }

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
        Link = note.Link?.AbsoluteUri,
        KeyAt = note.Key?.At,
        KeyBy = note.Key?.By,
        DeletedBy = note.DeletedBy?.ToString(),
        DeletedName = note.DeletedBy?.Name,
    };

    public Note ToNote(IReadOnlyList<NoteFile> files) => new(new MessageId(Id), new ThreadId(Thread), new Person(Vendor, PersonId, PersonName), Body, WrittenAt, EditedAt, DeletedAt)
    {
        Link = Uri.TryCreate(Link, UriKind.Absolute, out var link) ? link : null,
        Key = KeyAt is { } at ? new KeyMark(at, KeyBy ?? "") : null,
        DeletedBy = DeletedBy?.Split(':', 2) is [var vendor, var id] ? new Person(vendor, id, DeletedName ?? id) : null,
        Files = files,
    };
}

internal sealed class NoteFileRow
{
    public const string Columns = "note, place, name, media_type, size, link, source, state, content, why";

    public string Note { get; init; } = "";

    public long Place { get; init; }

    public string Name { get; init; } = "";

    public string? MediaType { get; init; }

    public long? Size { get; init; }

    public string? Link { get; init; }

    public string? Source { get; init; }

    public string State { get; init; } = "";

    public string? Content { get; init; }

    public string? Why { get; init; }

    public static NoteFileRow Of(MessageId note, NoteFile file) => new()
    {
        Note = note.Value,
        Place = file.Place,
        Name = file.Name,
        MediaType = file.MediaType,
        Size = file.Size,
        Link = file.Link?.AbsoluteUri,
        Source = file.Source,
        State = StoredValues.Word(file.State),
        Content = file.Content,
        Why = file.Why,
    };

    public NoteFile ToFile() => new((int)Place, Name)
    {
        MediaType = MediaType,
        Size = Size,
        Link = Uri.TryCreate(Link, UriKind.Absolute, out var link) ? link : null,
        Source = Source,
        State = StoredValues.Value<NoteFileState>(State),
        Content = Content,
        Why = Why,
    };
}
