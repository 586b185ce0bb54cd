using ChatOps.Bot.Notes;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Persistence;

/// <summary>Keeps which entities a note names, in the note's own transaction.</summary>
internal static class NoteEntities
{
    public static async ValueTask RecordAsync(DbWork db, Note note)
    {
        await db.ExecuteAsync("DELETE FROM note_entity WHERE note = @note", new { note = note.Id.Value });
        if (note.DeletedAt is not null) return;
        var keys = EntitiesInText.Of(note.Text).Select(static named => StoredValues.Key(named.Entity.Id)).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count > 0) await db.ExecuteAsync("INSERT INTO note_entity (entity_key, note) VALUES (@key, @note)", keys.ConvertAll(key => new { key, note = note.Id.Value }));
    }
}
