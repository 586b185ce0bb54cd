using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class NoteFiles(Database database) : INoteFiles
{
    public async ValueTask ReplaceAsync(IWork work, MessageId note, IReadOnlyList<NoteFile> files)
    {
        const string Insert = $"INSERT INTO note_file ({NoteFileRow.Columns}) VALUES (@Note, @Place, @Name, @MediaType, @Size, @Link, @Source, @State, @Content, @Why)";
        var db = DbWork.Of(work);
        await db.ExecuteAsync("DELETE FROM note_file WHERE note = @note", new { note = note.Value });
        if (files.Count > 0) await db.ExecuteAsync(Insert, files.Select(file => NoteFileRow.Of(note, file)).ToList());
    }

    public async ValueTask<NoteFile?> FindAsync(MessageId note, int place, CancellationToken cancellationToken) =>
        (await database.FirstAsync<NoteFileRow>($"SELECT {NoteFileRow.Columns} FROM note_file WHERE note = @note AND place = @place", new { note = note.Value, place }, cancellationToken))?.ToFile();

    public async ValueTask<bool> IsHeldAsync(IWork work, string content) =>
        await DbWork.Of(work).FirstAsync<long?>("SELECT 1 FROM note_file WHERE content = @content LIMIT 1", new { content }) is not null;
}
