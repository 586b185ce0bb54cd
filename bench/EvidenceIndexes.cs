using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bench;

/// <summary>The index of a bench world, in SQLite as the host keeps it. The parent names a folder for it; each kind of log has a file of its own there.</summary>
internal static class EvidenceIndexes
{
    public const string Variable = "CHATOPS_BENCH_INDEX";

    private static string Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Path.GetTempPath(), "chatops-bench-index");

    public static string PathOf(LogKind kind) => Path.Combine(Folder, $"{kind}.db");

    /// <summary>Reads all objects of a window into a new file.</summary>
    /// <returns>What the ingest says, and the size of the file when it is closed.</returns>
    public static async Task<(IngestReport Report, long Bytes)> BuildAsync(FolderLogs logs, ILogIndexer indexer, TimeWindow window)
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Folder, $"{indexer.Kind}.db*")) File.Delete(file);
        IngestReport report;
        using (var store = Open(indexer.Kind))
        {
            using var catalog = new LogCatalog(logs, indexer.Kind, store, TimeProvider.System);
            report = await new LogIngest(catalog, indexer, TimeProvider.System).RunAsync(window, null, default);
        }

        return (report, Directory.EnumerateFiles(Folder, $"{indexer.Kind}.db*").Sum(static file => new FileInfo(file).Length));
    }

    /// <summary>A catalog over the file, which is made when there is none. It stays open until the process ends.</summary>
    public static async Task<LogCatalog> CatalogAsync(FolderLogs logs, ILogIndexer indexer, TimeWindow window)
    {
        if (!File.Exists(PathOf(indexer.Kind))) await BuildAsync(logs, indexer, window);
        return new LogCatalog(logs, indexer.Kind, Open(indexer.Kind), TimeProvider.System);
    }

    private static EvidenceIndexStore Open(LogKind kind)
    {
        var store = new EvidenceIndexStore(PathOf(kind), TimeProvider.System, NullLogger<EvidenceIndexStore>.Instance);
        return store.TryOpen() is { } problem ? throw new InvalidOperationException(problem) : store;
    }
}
