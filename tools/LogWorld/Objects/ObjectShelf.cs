using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace ChatOps.LogWorld.Objects;

/// <summary>Puts bodies into a folder as objects. One for each thread: its buffer is used again.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A stream in memory holds nothing that would have to be released.")]
internal sealed class ObjectShelf(string folder)
{
    // What `gzip` and the delivery of AWS do by default, as far as one can see from sizes.
    private static readonly ZLibCompressionOptions Level = new() { CompressionLevel = 6 };
    private readonly MemoryStream packed = new();
    private string? lastFolder;

    public int Objects { get; private set; }

    public long StoredBytes { get; private set; }

    public void Store(string key, ReadOnlySpan<byte> body, bool plain = false) => Put(key, plain ? body : Pack(body));

    public void StoreTruncated(string key, ReadOnlySpan<byte> body)
    {
        var whole = Pack(body);
        Put(key, whole[..(whole.Length * 2 / 3)]);
    }

    public void Put(string key, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(folder, key);
        var parent = Path.GetDirectoryName(path)!;
        if (parent != lastFolder) Directory.CreateDirectory(lastFolder = parent);
        File.WriteAllBytes(path, bytes);
        Objects++;
        StoredBytes += bytes.Length;
    }

    /// <summary>Takes over the counts of another shelf.</summary>
    public void Add(ObjectShelf other)
    {
        Objects += other.Objects;
        StoredBytes += other.StoredBytes;
    }

    private ReadOnlySpan<byte> Pack(ReadOnlySpan<byte> body)
    {
        packed.SetLength(0);
        using (var zip = new GZipStream(packed, Level, leaveOpen: true)) zip.Write(body);
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }
}
