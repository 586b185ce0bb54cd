using System.Buffers;
using System.Security.Cryptography;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Persistence.Sqlite;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Persistence;

/// <summary>Files below Data:Path: written aside, and put in place once they are whole. Several hosts on one database share the folder, or each serves what it fetched itself.</summary>
internal sealed class FileVault(IOptions<DataOptions> options, TimeProvider time) : IFileVault
{
    private const string Unfinished = ".part";

    /// <summary>What a host that was killed left behind.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly string folder = options.Value.FilesFolder;

    public async Task<KeptBytes?> KeepAsync(Stream bytes, long most, CancellationToken cancellationToken)
    {
        PrivateFiles.MakeFolder(folder);
        Tidy();
        var aside = Path.Combine(folder, $"{Guid.CreateVersion7(time.GetUtcNow()):N}{Unfinished}");
        try
        {
            if (await WriteAsync(bytes, aside, most, cancellationToken) is not { } kept) return null;
            var place = PlaceOf(kept.Content);
            PrivateFiles.MakeFolder(Path.GetDirectoryName(place)!);
            File.Move(aside, place, overwrite: true);
            return kept;
        }
        finally
        {
            File.Delete(aside); // nothing happens when it is in place
        }
    }

    public Stream? Open(string content)
    {
        try
        {
            return new FileStream(PlaceOf(content), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // another host fetched it, or somebody took it away
        }
    }

    public void Remove(string content) => File.Delete(PlaceOf(content));

    private static async Task<KeptBytes?> WriteAsync(Stream bytes, string file, long most, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var written = PrivateFiles.Open(file, FileShare.None);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            long size = 0;
            while (await bytes.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                size += read;
                if (size > most) return null;
                hash.AppendData(buffer, 0, read);
                await written.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            written.Flush(flushToDisk: true);
            return new KeptBytes(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string PlaceOf(string content) => content.Length == 64 && content.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder, content[..2], content)
        : throw new ArgumentException("No SHA-256.", nameof(content));

    private void Tidy()
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Unfinished}"))
            if (time.GetUtcNow() - File.GetLastWriteTimeUtc(left) > Forgotten) File.Delete(left);
    }
}
