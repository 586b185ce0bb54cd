using System.IO.Compression;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>A folder of log objects, made for one test and removed after it.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly string outside = Directory.CreateTempSubdirectory("chatops-logs-").FullName;

    public LogFolder() => Directory.CreateDirectory(Root);

    public string Root => Path.Combine(outside, "logs");

    public FolderLogs Logs => new(Root);

    public static EvidenceQuestion Question(EntityKind kind, string id, string from, string to, string asOf = "2024-08-02T00:00:00Z", string? account = null) =>
        new(new EntityRef(kind, id, account), new TimeWindow(Utc(from), Utc(to)), Utc(asOf));

    public static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", name));

    public static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Optimal)) gzip.Write(content);
        return stored.ToArray();
    }

    public LogFolder With(string key, byte[] content)
    {
        var path = Path.Combine(Root, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    public LogFolder With(string key, string content) => With(key, Encoding.UTF8.GetBytes(content));

    /// <summary>A file beside the folder of logs.</summary>
    public string Outside(string name, string content)
    {
        var path = Path.Combine(outside, name);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(outside, recursive: true);
}
