using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ChatOps.LogWorld.Objects;

namespace ChatOps.Investigation.LogWorlds;

/// <summary>A folder for a made-up world, removed with all it holds.</summary>
internal sealed class WorldFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("log-world-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Keys of everything that lies in the folder, in order.</summary>
    public IReadOnlyList<string> Keys() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(path => System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Texts of the objects that can be read and are not second copies.</summary>
    public IEnumerable<string> Texts(ObjectFaultsTruth faults) => Keys().Except([.. faults.DeliveredTwice, .. faults.Truncated, .. faults.Empty, .. faults.Foreign]).Select(Text);

    public string Text(string key)
    {
        using var file = File.OpenRead(System.IO.Path.Combine(Path, key));
        using Stream stream = key.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public long StoredBytes() => Keys().Sum(key => new FileInfo(System.IO.Path.Combine(Path, key)).Length);

    /// <summary>One number for all names and bytes.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var key in Keys())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            hash.AppendData(File.ReadAllBytes(System.IO.Path.Combine(Path, key)));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
