using System.Globalization;
using Amazon.S3.Model;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Lists what may have changed of a window: recent days each time, older ones now and then, several neighbours in one go.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="place">The place in it.</param>
/// <param name="assumed">Kind of objects whose keys do not tell it; null when they are passed over.</param>
/// <param name="time">Clock for the age of a listing.</param>
internal sealed class S3Lister(S3Bucket bucket, S3Place place, LogKind? assumed, TimeProvider time)
{
    /// <summary>Objects of an older day still come and go, but rarely: late deliveries, lifecycle rules, copies.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongSettled = TimeSpan.FromHours(12);
    /// <summary>Objects of one kind that are known at a time, at some 500 bytes each: an organization's whole year would fill any machine.</summary>
    public const int MostKnown = 2_000_000;

    private const int RecentDays = 2;
    private const int SettlingDays = 40;

    /// <summary>So few neighbouring days are listed day by day, more of them as a part of their month.</summary>
    private const int FewDays = 2;

    /// <summary>Firehose names folders by the arrival of an object's first record, in a time zone of the operator's choice (Amazon Data Firehose developer guide, "Custom prefixes").</summary>
    private static readonly TimeSpan FurthestZone = TimeSpan.FromHours(14);

    private readonly LogWords words = new();
    private long known;

    /// <summary>As <see cref="MostKnown"/>; at least 1.</summary>
    public long Limit { get; set; } = MostKnown;

    /// <summary>Brings dates and areas up to date for a window. One call at a time.</summary>
    /// <exception cref="LogsUnavailableException">There are more objects than can be known at a time; those of the dates are forgotten, so that a shorter window can be listed.</exception>
    public async Task ListAsync(LogQuery query, IReadOnlyCollection<S3Dates> dates, IReadOnlyCollection<S3Area> areas, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        known = dates.Sum(static one => (long)one.Count) + areas.Sum(static area => (long)area.Objects.Count);
        try
        {
            await UpdateAsync(query, dates, areas, now, cancellationToken);
        }
        catch (LogsUnavailableException) when (Volatile.Read(ref known) > Limit)
        {
            foreach (var one in dates) one.Forget();
            throw;
        }
    }

    private async Task UpdateAsync(LogQuery query, IEnumerable<S3Dates> dates, IEnumerable<S3Area> areas, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var work = dates.SelectMany(one => Runs(one, query, now).Select(run => (Func<CancellationToken, Task>)(token => ListAsync(one, run, now, token))))
            .Concat(areas.Select(area => (Func<CancellationToken, Task>)(token => ListAsync(area, now, token))))
            .ToList();
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = S3Discovery.AtOnce, CancellationToken = cancellationToken }, static async (one, token) => await one(token));
    }

    /// <summary>Neighbouring days of one month that are to be listed.</summary>
    private static List<List<DateOnly>> Runs(S3Dates dates, LogQuery query, DateTimeOffset now)
    {
        var (today, margin) = (DayOf(now), dates.Kind is null ? FurthestZone : TimeSpan.Zero);
        var recent = today.AddDays(-RecentDays);
        var first = Later(dates.Reach.First, DayOf(query.Window.Start, -margin));
        var last = Earlier(Later(dates.Reach.Last, today), DayOf(query.Window.End, LogQuery.LookAhead + margin));
        var runs = new List<List<DateOnly>>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (day > dates.Reach.Last && day < recent) continue; // nothing was there when the folders were looked at
            if (dates.ListedAt(day) is { } listed && now - listed < PatienceOf(day, recent)) continue;
            if (runs.Count > 0 && runs[^1][^1].AddDays(1) == day && day.Day != 1) runs[^1].Add(day);
            else runs.Add([day]);
        }

        return [.. runs.SelectMany(static run => run.Count <= FewDays ? run.Select(static day => new List<DateOnly> { day }) : [run])];
    }

    private static TimeSpan PatienceOf(DateOnly day, DateOnly recent) =>
        day >= recent ? TimeSpan.Zero : day >= recent.AddDays(-SettlingDays) ? Settled : LongSettled;

    private async Task ListAsync(S3Dates dates, List<DateOnly> run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = run.ToDictionary(static day => day, static _ => (Objects: new List<LogObject>(), PassedOver: 0));
        var (only, day) = (run.Count == 1, run[0]);
        var folder = place.Folder + dates.FolderOf(day);
        var counted = 0L;
        lock (dates) Interlocked.Add(ref known, -dates.CountOf(run));
        await foreach (var page in bucket.PagesAsync(only ? folder : place.Folder + dates.MonthOf(day), isDeep: true, only ? null : folder, cancellationToken))
        {
            var isOver = false;
            counted += Count(page);
            foreach (var listed in page.S3Objects ?? [])
            {
                while (IsBehind(listed.Key, folder) && day < run[^1]) folder = place.Folder + dates.FolderOf(day = day.AddDays(1));
                isOver = IsBehind(listed.Key, folder);
                if (isOver) break;
                if (!listed.Key.StartsWith(folder, StringComparison.Ordinal)) continue;
                if (Describe(listed, dates.Kind) is { } log) found[day].Objects.Add(log);
                else if (!IsFolder(listed)) found[day] = (found[day].Objects, found[day].PassedOver + 1);
            }

            if (isOver) break;
        }

        lock (dates)
        {
            foreach (var (of, (objects, passedOver)) in found) dates.Keep(of, objects, passedOver, now);
            Interlocked.Add(ref known, dates.CountOf(run) - counted);
        }
    }

    private async Task ListAsync(S3Area area, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isAll = area.ListedAt is not { } before || now - before >= Settled;
        var (objects, passedOver, last, counted) = (new List<LogObject>(), 0, isAll ? null : area.LastKey, 0L);
        if (isAll) Interlocked.Add(ref known, -area.Objects.Count);
        var held = isAll ? 0 : area.Objects.Count;
        await foreach (var page in bucket.PagesAsync(place.Folder + area.Prefix, area.IsDeep, last, cancellationToken))
        {
            counted += Count(page);
            foreach (var listed in page.S3Objects ?? [])
            {
                last = listed.Key;
                if (Describe(listed, null) is { } log) objects.Add(log);
                else if (!IsFolder(listed)) passedOver++;
            }
        }

        area.Keep(objects, passedOver, isAll);
        Interlocked.Add(ref known, area.Objects.Count - held - counted);
        area.LastKey = last;
        if (isAll) area.ListedAt = now;
    }

    /// <summary>Objects on a page, which count as known until their day is kept.</summary>
    private int Count(ListObjectsV2Response page)
    {
        var count = page.S3Objects?.Count ?? 0;
        if (Interlocked.Add(ref known, count) > Limit)
            throw new LogsUnavailableException($"{place} holds more than {Limit.ToString("N0", CultureInfo.InvariantCulture)} objects of this window; let the place end in fewer accounts or regions (s3://{place.Bucket}/…/AWSLogs/111122223333), or keep a shorter time (Retention:EvidenceIndex)");
        return count;
    }

    /// <summary>Null for what is no log of a kind we read, or cannot be read before it is restored.</summary>
    private LogObject? Describe(S3Object listed, LogKind? ofPath)
    {
        if (IsFolder(listed) || !LogName.IsLikely(listed.Key.AsSpan(listed.Key.LastIndexOf('/') + 1)) || listed.StorageClass?.Value is "GLACIER" or "DEEP_ARCHIVE") return null;
        var key = listed.Key[place.Folder.Length..];
        LogKey told;
        lock (words) told = LogKey.Parse(key, words);
        return (told.Kind ?? ofPath ?? assumed) is not { } kind ? null
            : new LogObject(key, kind, told.Account, told.Region, told.Slot, listed.Size.GetValueOrDefault(), told.Series, (listed.ETag ?? "").Trim('"'));
    }

    private static bool IsBehind(string key, string folder) => !key.StartsWith(folder, StringComparison.Ordinal) && string.CompareOrdinal(key, folder) > 0;

    /// <summary>Consoles make empty objects that stand for folders.</summary>
    private static bool IsFolder(S3Object listed) => listed.Key.EndsWith('/');

    private static DateOnly DayOf(DateTimeOffset at, TimeSpan margin = default)
    {
        var ticks = Math.Clamp(at.UtcTicks + margin.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return DateOnly.FromDateTime(new DateTime(ticks));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
