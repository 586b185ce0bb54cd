using System.Globalization;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate;

/// <summary>Where evidence is read from, and how much at a time: section <c>Evidence</c>, and how long its index remembers.</summary>
internal sealed class EvidenceOptions
{
    /// <summary>About a minute of reading on a small machine.</summary>
    private const long DefaultScanLimit = 20_000_000_000;

    private readonly List<string> errors = [];

    private EvidenceOptions(IConfiguration configuration)
    {
        Folder = Given(configuration, "Evidence:Folder");
        var uris = new Dictionary<LogKind, string>();
        ReadUri(LogKind.CloudTrail, "Evidence:CloudTrail:Uri");
        ReadUri(LogKind.FlowLogs, "Evidence:FlowLogs:Uri");
        ReadUri(LogKind.EksAudit, "Evidence:EksAudit:Uri");
        Source = Read(Given(configuration, "Evidence:Source"), uris.Count > 0);
        Places = Source == EvidenceOrigin.Folder ? PlacesOf(uris) : new Dictionary<LogKind, string>();
        Networks = Given(configuration, "Evidence:Networks");
        ScanLimit = Given(configuration, "Evidence:ScanLimit") is { } limit ? ReadBytes("Evidence:ScanLimit", limit) : DefaultScanLimit;
        IngestInterval = Given(configuration, "Evidence:IngestInterval") is { } interval ? ReadInterval("Evidence:IngestInterval", interval) : TimeSpan.FromSeconds(30);
        Retention = TimeSpan.FromDays(Given(configuration, "Retention:EvidenceIndex") is { } days ? ReadDays("Retention:EvidenceIndex", days) : 400);

        void ReadUri(LogKind kind, string name)
        {
            if (Given(configuration, name) is { } uri) uris[kind] = ReadPlace(name, uri);
        }
    }

    public EvidenceOrigin Source { get; }

    /// <summary>Folder of log objects of every kind; null when there is none.</summary>
    public string? Folder { get; }

    /// <summary>Folder of each kind of log: its own, else the common one. Empty when nothing is read from folders.</summary>
    public IReadOnlyDictionary<LogKind, string> Places { get; }

    /// <summary>File or folder that names networks and countries of addresses, read by <see cref="OpenedNetworks"/>; null when nothing does.</summary>
    public string? Networks { get; }

    /// <summary>More stored bytes than this, not yet in the index, are not read for one question.</summary>
    public long ScanLimit { get; }

    /// <summary>How often new logs are looked for and put into the index.</summary>
    public TimeSpan IngestInterval { get; }

    /// <summary>How far back the index reaches, counted from the newest log of a place: an archive is as welcome as today's logs.</summary>
    public TimeSpan Retention { get; }

    /// <summary>What is wrong, each with its repair.</summary>
    public IReadOnlyList<string> Errors => errors;

    public static EvidenceOptions Of(IConfiguration configuration) => new(configuration);

    private static string? Given(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private EvidenceOrigin Read(string? source, bool hasUris)
    {
        switch (source)
        {
            case null:
                return Folder is null && !hasUris ? EvidenceOrigin.Sample : ReadFolder(hasUris);
            case "sample":
                return EvidenceOrigin.Sample;
            case "none":
                return EvidenceOrigin.None;
            case "folder":
                return ReadFolder(hasUris);
            case "s3":
                errors.Add("Evidence:Source is s3, which this version cannot read; copy the objects and use folder, or use none.");
                return EvidenceOrigin.None;
            default:
                errors.Add($"Evidence:Source is '{source}'; use sample, folder or none.");
                return EvidenceOrigin.None;
        }
    }

    private EvidenceOrigin ReadFolder(bool hasUris)
    {
        if (Folder is null && !hasUris) errors.Add("Evidence:Source is folder, but Evidence:Folder is not set; name the folder, or one for a kind of log such as Evidence:CloudTrail:Uri.");
        else if (Folder is not null && !Directory.Exists(Folder)) errors.Add($"Evidence:Folder '{Folder}' is no folder; make it, or name another one.");
        return EvidenceOrigin.Folder;
    }

    private Dictionary<LogKind, string> PlacesOf(Dictionary<LogKind, string> uris)
    {
        var places = new Dictionary<LogKind, string>(uris);
        if (Folder is null) return places;
        foreach (var kind in new[] { LogKind.CloudTrail, LogKind.FlowLogs, LogKind.EksAudit }) places.TryAdd(kind, Folder);
        return places;
    }

    /// <summary>A path, or <c>file:///</c> and a path.</summary>
    private string ReadPlace(string name, string uri)
    {
        if (uri.StartsWith("s3://", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add($"{name} is in S3, which this version cannot read; copy the objects and name their folder.");
            return uri;
        }

        var path = uri.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile ? parsed.LocalPath : uri;
        if (!Directory.Exists(path)) errors.Add($"{name} '{uri}' is no folder; use a path or file:/// and a path.");
        return path;
    }

    private long ReadBytes(string name, string text)
    {
        var number = text.AsSpan().TrimEnd("BKMGTbkmgt ");
        var factor = text.AsSpan(number.Length).Trim().ToString().ToUpperInvariant() switch { "" or "B" => 1, "KB" => 1e3, "MB" => 1e6, "GB" => 1e9, "TB" => 1e12, _ => 0 };
        if (factor > 0 && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is <= 1e18 and var bytes) return (long)bytes;
        errors.Add($"{name} is '{text}'; use bytes, or a number with kB, MB, GB or TB, such as 20GB.");
        return DefaultScanLimit;
    }

    private TimeSpan ReadInterval(string name, string text)
    {
        if (TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out var interval) && text.Contains(':', StringComparison.Ordinal) && interval >= TimeSpan.FromSeconds(1) && interval <= TimeSpan.FromDays(1)) return interval;
        errors.Add($"{name} is '{text}'; use hours:minutes:seconds from 00:00:01 to 1.00:00:00, such as 00:00:30.");
        return TimeSpan.FromSeconds(30);
    }

    private int ReadDays(string name, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 3650) return days;
        errors.Add($"{name} is '{text}'; use a number of days from 1 to 3650.");
        return 400;
    }
}

internal enum EvidenceOrigin
{
    None,

    /// <summary>The bundled day's logs, asked about the bundled day only.</summary>
    Sample,
    Folder,
}
