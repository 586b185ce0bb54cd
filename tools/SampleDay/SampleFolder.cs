using System.IO.Compression;

namespace ChatOps.SampleDay;

/// <summary>The folder on disk that the sample is written to.</summary>
internal sealed class SampleFolder(string root)
{
    /// <summary>Log objects that stand in the folder and would be read with the sample although they are none of its files.</summary>
    public IReadOnlyList<string> FilesNotIn(IEnumerable<SampleFile> files)
    {
        var evidence = Path.Combine(root, "evidence");
        if (!Directory.Exists(evidence))
            return [];
        var ours = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return [.. Directory.EnumerateFiles(evidence, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !ours.Contains(path))
            .Order(StringComparer.Ordinal)];
    }

    public (int Count, long Bytes) Write(IEnumerable<SampleFile> files)
    {
        var count = 0;
        var bytes = 0L;
        foreach (var file in files)
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var content = file.IsCompressed ? Compress(file.Content) : file.Content;
            File.WriteAllBytes(path, content);
            count++;
            bytes += content.Length;
        }

        return (count, bytes);
    }

    // GZipStream writes no name and no time into the header, so equal content gives equal files.
    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return target.ToArray();
    }
}
