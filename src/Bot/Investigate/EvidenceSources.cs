using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.EksAudit;
using ChatOps.Investigation.Evidence.EksAudit.Indexing;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Evidence.S3;

namespace ChatOps.Bot.Investigate;

/// <summary>The sources that may be asked about something, one for each kind of log and place. The sample day's logs speak of the sample day only.</summary>
internal sealed class EvidenceSources : IDisposable
{
    private readonly EvidenceOrigin origin;
    private readonly IEvidenceSource findings;
    private readonly IReadOnlyList<IEvidenceSource> logs;
    private readonly IReadOnlyCollection<ILogObjects> opened;

    public EvidenceSources(EvidenceOptions options, LedgerFindings findings, IEvidenceCache cache, TimeProvider time, AwsClients aws)
    {
        this.findings = findings;
        origin = options.Source;
        var sample = Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "evidence");
        var places = origin == EvidenceOrigin.Sample ? LogSources.OfSample.ToDictionary(static kind => kind, _ => sample) : options.Places;
        var byName = places.GroupBy(static place => place.Value, static place => place.Key, StringComparer.Ordinal).ToDictionary(static place => place.Key, place => Open(place.Key, [.. place], aws, time), StringComparer.Ordinal);
        Catalogs = [.. LogSources.Kinds.Where(places.ContainsKey).Select(kind => new LogCatalog(byName[places[kind]], kind, LogSources.Indexer(kind) is null ? null : cache, time) { ScanLimit = options.ScanLimit })];
        opened = byName.Values;
        logs = [.. Catalogs.Select(catalog => LogSources.Of(catalog, time))];
    }

    /// <summary>The logs behind the sources.</summary>
    public IReadOnlyList<LogCatalog> Catalogs { get; }

    /// <summary>Those of the logs that go into the index.</summary>
    public IReadOnlyList<IngestTarget> Targets => [.. Catalogs.Where(static catalog => catalog.Index is not null).Select(static catalog => new IngestTarget(catalog, LogSources.Indexer(catalog.Kind)!))];

    /// <param name="isSampleDay">Whether the question is about the bundled day.</param>
    public IReadOnlyList<IEvidenceSource> For(bool isSampleDay) =>
        origin == EvidenceOrigin.Sample && !isSampleDay ? [findings] : [findings, .. logs];

    /// <summary>Those of them that answer a kind of question.</summary>
    public IReadOnlyList<TSource> Of<TSource>(bool isSampleDay) => [.. For(isSampleDay).OfType<TSource>()];

    public void Dispose()
    {
        foreach (var catalog in Catalogs) catalog.Dispose();
        foreach (var place in opened.OfType<IDisposable>()) place.Dispose();
    }

    private static ILogObjects Open(string place, IReadOnlyCollection<LogKind> kinds, AwsClients aws, TimeProvider time) =>
        S3Place.TryParse(place, out var bucket, out _) ? new S3Logs(aws, bucket, kinds, time) : new FolderLogs(place);
}

/// <summary>What stands behind each kind of log.</summary>
internal static class LogSources
{
    /// <summary>In the order of answers.</summary>
    public static IReadOnlyList<LogKind> Kinds { get; } = [LogKind.CloudTrail, LogKind.FlowLogs, LogKind.EksAudit];

    /// <summary>What the bundled day has logs of: no button offers what it cannot answer.</summary>
    public static IReadOnlyList<LogKind> OfSample { get; } = [LogKind.CloudTrail, LogKind.FlowLogs];

    public static IEvidenceSource Of(LogCatalog catalog, TimeProvider time) => catalog.Kind switch
    {
        LogKind.CloudTrail => new CloudTrailSource(catalog, time),
        LogKind.FlowLogs => new FlowLogSource(catalog, time),
        LogKind.EksAudit => new EksAuditSource(catalog, time),
        _ => throw new ArgumentOutOfRangeException(nameof(catalog), catalog.Kind, "There is no source for this kind of log."),
    };

    /// <summary>How the kind is put into the index; null for one whose source reads the objects themselves for every question.</summary>
    public static ILogIndexer? Indexer(LogKind kind) => kind switch
    {
        LogKind.CloudTrail => new TrailIndexer(),
        LogKind.FlowLogs => new FlowIndexer(),
        LogKind.EksAudit => new AuditIndexer(),
        _ => null,
    };
}
