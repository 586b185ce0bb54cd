using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace ChatOps.Bot.Alerts;

/// <summary>Reads a file of findings piece by piece: .json and .jsonl, and .gz of either.</summary>
internal static class FindingsFile
{
    private static readonly string[] ByLine = [".jsonl", ".ndjson"];

    public static bool IsOne(string path) => Kind(path) is ".json" or ".jsonl" or ".ndjson";

    /// <summary>What is in the file, in order. What breaks off stands at the end, as unfinished.</summary>
    public static async IAsyncEnumerable<AlertItem> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var scanner = new JsonItemScanner(ByLine.Contains(Kind(path)));
        var buffer = new byte[64 * 1024];
        string? unreadable = null;
        while (unreadable is null)
        {
            int read;
            try
            {
                read = await content.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException)
            {
                (read, unreadable) = (0, "is not whole gzip data");
            }

            if (read == 0) break;
            scanner.Feed(buffer.AsSpan(0, read));
            foreach (var item in Items(scanner)) yield return item;
        }

        scanner.End();
        foreach (var piece in scanner.Take()) yield return new UnfinishedItem(piece.Path, unreadable ?? piece.Wrong!);
        if (unreadable is not null) yield return new UnfinishedItem("$", unreadable);
    }

    private static IEnumerable<AlertItem> Items(JsonItemScanner scanner) =>
        scanner.Take().SelectMany(static piece => piece.Wrong is { } wrong ? [new RefusedItem(0, piece.Path, wrong)] : AlertParser.Parse(piece.Utf8, piece.Path));

    /// <summary>The extension, that of the packed file for .gz; in small letters.</summary>
    private static string Kind(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }
}
