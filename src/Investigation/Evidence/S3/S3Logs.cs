using System.Collections.Concurrent;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Log objects in a bucket: what CloudTrail and VPC flow logs deliver under <c>AWSLogs</c>, of one account or an organization, plain or in Hive's folders; what Firehose delivers
/// under dates; exports of CloudWatch Logs and copies, which have no dates. Only folders of the days asked about are listed, and what is known of them is kept.</summary>
public sealed class S3Logs : ILogObjects, IDisposable
{
    /// <summary>Objects opened at a time: a bucket answers after some 30 ms, whatever the size.</summary>
    private const int OpenedAhead = 32;

    /// <summary>Accounts, regions and trails are looked for anew.</summary>
    private static readonly TimeSpan Rediscovery = TimeSpan.FromHours(1);

    private readonly S3Place place;
    private readonly S3Bucket bucket;
    private readonly HashSet<LogKind> wanted;
    private readonly S3Lister lister;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim listing = new(1, 1);
    private readonly ConcurrentQueue<LogObject> doubted = new();
    private readonly Dictionary<LogKind, (long Version, LogListing Listing)> made = [];
    private Dictionary<(string Prefix, bool IsNamed), S3Dates> dates = [];
    private Dictionary<(string Prefix, bool IsDeep), S3Area> areas = [];
    private DateTimeOffset? discovered;
    private long discoveries;

    /// <summary>Logs in a place, which is asked when the first question is.</summary>
    /// <param name="clients">Clients of AWS.</param>
    /// <param name="place">The bucket and the folder in it.</param>
    /// <param name="kinds">What is read from here. Where it is one kind, objects whose keys do not tell what they hold are taken for it.</param>
    /// <param name="time">Clock for the age of listings.</param>
    public S3Logs(AwsClients clients, S3Place place, IReadOnlyCollection<LogKind> kinds, TimeProvider time)
    {
        (this.place, this.time) = (place, time);
        wanted = [.. kinds];
        if (wanted.Contains(LogKind.CloudTrail)) wanted.Add(LogKind.Digest);
        bucket = new S3Bucket(clients, place.Bucket);
        lister = new S3Lister(bucket, place, kinds.Count == 1 ? kinds.First() : null, time);
    }

    /// <summary>Objects of one kind that are known at a time; at least 1, two million by default. A window with more is not listed, and the reason says what to do.</summary>
    public long MostKnown
    {
        get => lister.Limit;
        init => lister.Limit = value;
    }

    /// <inheritdoc/>
    public string Place => place.ToString();

    /// <inheritdoc/>
    public int ReadAhead => OpenedAhead;

    /// <inheritdoc/>
    /// <remarks>All that is known is handed out, not only the window asked for: what was delivered late is found where the index knows of it. Nothing is handed out of a listing that failed.</remarks>
    public async Task<LogListing> ListAsync(LogQuery query, CancellationToken cancellationToken)
    {
        await listing.WaitAsync(cancellationToken);
        try
        {
            if (discovered is not { } at || time.GetUtcNow() - at >= Rediscovery) await DiscoverAsync(cancellationToken);
            Doubt();
            var of = DatesOf(query.Kind);
            await lister.ListAsync(query, of, areas.Values, cancellationToken);
            return ListingOf(query.Kind, of);
        }
        finally
        {
            listing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(LogObject log, CancellationToken cancellationToken)
    {
        var body = new S3Body(bucket, place.Folder + log.Key, log.Version, time);
        try
        {
            await body.OpenAsync(cancellationToken);
            return await LogText.OpenAsync(body, cancellationToken);
        }
        catch (Exception failure)
        {
            await body.DisposeAsync();
            if (failure is S3ChangedException) doubted.Enqueue(log);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listing.Dispose();

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        var (foundDates, foundAreas) = await new S3Discovery(bucket, place.Folder, wanted).LookAsync(cancellationToken);

        // what is known of days already goes on being known
        foreach (var found in foundDates) dates.GetValueOrDefault((found.Prefix, found.IsNamed))?.Reaches(found.Reach.First, found.Reach.Last);
        dates = foundDates.ToDictionary(static found => (found.Prefix, found.IsNamed), found => dates.GetValueOrDefault((found.Prefix, found.IsNamed)) ?? found);
        areas = foundAreas.ToDictionary(static found => (found.Prefix, found.IsDeep), found => areas.GetValueOrDefault((found.Prefix, found.IsDeep)) ?? found);
        discoveries++;
        discovered = time.GetUtcNow();
    }

    /// <summary>Folders that tell another kind are none of ours; those that tell none are, unless some tell this kind.</summary>
    private List<S3Dates> DatesOf(LogKind kind)
    {
        var telling = dates.Values.Where(one => one.Kind == kind).ToList();
        return telling.Count > 0 || kind == LogKind.Digest ? telling : [.. dates.Values.Where(static one => one.Kind is null)];
    }

    private LogListing ListingOf(LogKind kind, List<S3Dates> of)
    {
        var version = discoveries + of.Sum(static one => (long)one.Version << 20) + areas.Values.Sum(static area => (long)area.Version << 20);
        if (made.TryGetValue(kind, out var before) && before.Version == version) return before.Listing;

        var objects = of.SelectMany(static one => one.Objects).Concat(areas.Values.SelectMany(static area => area.Objects)).Where(log => log.Kind == kind).ToList();
        var ofAreas = areas.Values.SelectMany(static area => area.Objects).Where(log => log.Kind == kind).Select(static log => log.Slot).OfType<Timing.TimeWindow>().ToList();
        var reach = of.Select(static one => one.Retained()).Concat(ofAreas.Select(static slot => (From: slot.Start, To: slot.End))).ToList();
        var passedOver = of.Sum(static one => one.PassedOver) + areas.Values.Sum(static area => area.PassedOver);
        var result = new LogListing(
            objects,
            IsWhole: false,
            reach.Min(static one => (DateTimeOffset?)one.From),
            passedOver == 0 ? [] : [$"{Amount.Of(passedOver, "object")} passed over: no logs of a kind we read, or archived"])
        {
            RetainedTo = reach.Max(static one => (DateTimeOffset?)one.To),
        };
        made[kind] = (version, result);
        return result;
    }

    private void Doubt()
    {
        while (doubted.TryDequeue(out var log))
        {
            foreach (var area in areas.Values.Where(area => log.Key.StartsWith(area.Prefix, StringComparison.Ordinal))) area.ListedAt = null;
            if (log.Slot is not { } slot) continue;
            var day = DateOnly.FromDateTime(slot.Start.UtcDateTime);
            foreach (var one in dates.Values.Where(one => log.Key.StartsWith(one.Prefix, StringComparison.Ordinal)))
            {
                for (var near = -1; near <= 1; near++) one.Doubt(day.AddDays(near));
            }
        }
    }
}
