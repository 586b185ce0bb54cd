using System.Globalization;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.S3;

namespace ChatOps.Bot.Investigate;

/// <summary>Where evidence is read from, and how much at a time: section <c>Evidence</c>, and how long its index remembers.</summary>
internal sealed class EvidenceOptions
{
    /// <summary>About a minute of reading on a small machine.</summary>
    private const long DefaultScanLimit = 20_000_000_000;

    private static readonly TimeSpan OfFolders = TimeSpan.FromSeconds(30);

    /// <summary>Logs come into a bucket every five minutes, and each look at it costs.</summary>
    private static readonly TimeSpan OfBuckets = TimeSpan.FromMinutes(5);

    private readonly List<string> errors = [];

    private EvidenceOptions(IConfiguration configuration)
    {
        Folder = Given(configuration, "Evidence:Folder");
        var uris = new Dictionary<LogKind, string>();
        ReadUri(LogKind.CloudTrail, "Evidence:CloudTrail:Uri");
        ReadUri(LogKind.FlowLogs, "Evidence:FlowLogs:Uri");
        ReadUri(LogKind.EksAudit, "Evidence:EksAudit:Uri");
        Source = Read(Given(configuration, "Evidence:Source"), uris);
        Places = Source == EvidenceOrigin.Places ? PlacesOf(uris) : new Dictionary<LogKind, string>();
        Networks = Given(configuration, "Evidence:Networks");
        ScanLimit = Given(configuration, "Evidence:ScanLimit") is { } limit ? ReadBytes("Evidence:ScanLimit", limit) : DefaultScanLimit;
        IngestInterval = Given(configuration, "Evidence:IngestInterval") is { } interval ? ReadInterval("Evidence:IngestInterval", interval) : Places.Values.Any(S3Place.IsMeant) ? OfBuckets : OfFolders;
        Retention = TimeSpan.FromDays(Given(configuration, "Retention:EvidenceIndex") is { } days ? ReadDays("Retention:EvidenceIndex", days) : 400);

        void ReadUri(LogKind kind, string name)
        {
            if (Given(configuration, name) is { } uri) uris[kind] = ReadPlace(name, uri);
        }
    }

    public EvidenceOrigin Source { get; }

    /// <summary>Folder of log objects of every kind; null when there is none.</summary>
    public string? Folder { get; }

    /// <summary>Where each kind of log lies, a folder or <c>s3://bucket/prefix</c>: its own place, else the common folder. Empty when nothing is read from places.</summary>
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

    private EvidenceOrigin Read(string? source, Dictionary<LogKind, string> uris)
    {
        switch (source)
        {
            case null:
                return Folder is null && uris.Count == 0 ? EvidenceOrigin.Sample : ReadFolder(uris.Count > 0);
            case "sample":
                return EvidenceOrigin.Sample;
            case "none":
                return EvidenceOrigin.None;
            case "folder":
                return ReadFolder(uris.Count > 0);
            case "s3":
                if (!uris.Values.Any(S3Place.IsMeant)) errors.Add("Evidence:Source is s3, but no log's place is in S3; set one such as Evidence:CloudTrail:Uri to s3://bucket/prefix.");
                return Folder is null ? EvidenceOrigin.Places : ReadFolder(hasUris: true);
            default:
                errors.Add($"Evidence:Source is '{source}'; use sample, folder, s3 or none.");
                return EvidenceOrigin.None;
        }
    }

    private EvidenceOrigin ReadFolder(bool hasUris)
    {
        if (Folder is null && !hasUris) errors.Add("Evidence:Source is folder, but Evidence:Folder is not set; name the folder, or one for a kind of log such as Evidence:CloudTrail:Uri.");
        else if (Folder is not null && !Directory.Exists(Folder)) errors.Add($"Evidence:Folder '{Folder}' is no folder; make it, or name another one.");
        return EvidenceOrigin.Places;
    }

    private Dictionary<LogKind, string> PlacesOf(Dictionary<LogKind, string> uris)
    {
        var places = new Dictionary<LogKind, string>(uris);
        if (Folder is null) return places;
        foreach (var kind in new[] { LogKind.CloudTrail, LogKind.FlowLogs, LogKind.EksAudit }) places.TryAdd(kind, Folder);
        return places;
    }

    /// <summary>A path, <c>file:///</c> and a path, or <c>s3://bucket/prefix</c>.</summary>
    private string ReadPlace(string name, string uri)
    {
        if (S3Place.IsMeant(uri))
        {
            if (S3Place.TryParse(uri, out var place, out var why)) return place.ToString();
            errors.Add($"{name} '{uri}' {why}; use s3://bucket or s3://bucket/prefix.");
            return uri;
        }

        var path = uri.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile ? parsed.LocalPath : uri;
        if (!Directory.Exists(path)) errors.Add($"{name} '{uri}' is no folder; use a path, file:/// and a path, or s3://bucket/prefix.");
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
        return OfFolders;
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

    /// <summary>Folders and buckets the operator names.</summary>
    Places,
}
