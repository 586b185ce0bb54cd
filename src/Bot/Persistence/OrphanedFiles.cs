using ChatOps.Bot.Operations;

namespace ChatOps.Bot.Persistence;

/// <summary>Deletes files of notes that no note names any more. A young file may belong to a note that is being written.</summary>
internal sealed class OrphanedFiles(Database database, string folder)
{
    private const int FilesAtOnce = 100;

    public async Task<RetentionBite> BiteAsync(DateTimeOffset before, string? after, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder)) return new RetentionBite(0, null);
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => after is null || string.CompareOrdinal(path, after) > 0)
            .Order(StringComparer.Ordinal).Take(FilesAtOnce).ToList();
        if (paths.Count == 0) return new RetentionBite(0, null);
        var old = paths.Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime).ToList();
        var removed = 0;
        foreach (var path in old)
        {
            if (await database.FirstAsync<long?>("SELECT 1 FROM note_file WHERE content = @name LIMIT 1", new { name = Path.GetFileName(path) }, cancellationToken) is not null) continue;
            if (File.GetLastWriteTimeUtc(path) >= before.UtcDateTime) continue; // the same bytes came again meanwhile
            File.Delete(path);
            removed++;
        }

        return new RetentionBite(removed, paths.Count == FilesAtOnce ? paths[^1] : null);
    }
}
