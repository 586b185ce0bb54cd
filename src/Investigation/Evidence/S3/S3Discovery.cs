using System.Collections.Concurrent;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Finds where in a place the logs lie, by listing folders only: folders of dates, and folders without them.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="root">The place's folder.</param>
/// <param name="wanted">Kinds of log looked for.</param>
internal sealed class S3Discovery(S3Bucket bucket, string root, IReadOnlySet<LogKind> wanted)
{
    /// <summary>Calls at a time. S3 allows 5,500 a second for each prefix (Amazon S3 user guide, "Optimizing Amazon S3 performance"); the machine is the smaller one.</summary>
    internal const int AtOnce = 16;

    /// <summary>An organization with 200 accounts in 17 regions has 3,400 folders of one kind.</summary>
    private const int MostFolders = 20_000;

    /// <summary>More folders of no known meaning than this are not entered one by one.</summary>
    private const int MostUnknown = 50;

    private readonly ConcurrentBag<S3Dates> dates = [];
    private readonly ConcurrentBag<S3Area> areas = [];

    /// <summary>What there is now.</summary>
    public async Task<(IReadOnlyList<S3Dates> Dates, IReadOnlyList<S3Area> Areas)> LookAsync(CancellationToken cancellationToken)
    {
        var looked = 0;
        for (ConcurrentBag<(string Folder, S3Folder Meaning)> level = [("", S3Folder.Of(root, wanted))]; !level.IsEmpty;)
        {
            looked += level.Count;
            if (looked > MostFolders) throw new LogsUnavailableException($"there are more than {MostFolders} folders; name one that holds the logs, such as the one above AWSLogs");
            var next = new ConcurrentBag<(string Folder, S3Folder Meaning)>();
            await Parallel.ForEachAsync(level, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (one, token) =>
            {
                foreach (var found in await EnterAsync(one.Folder, one.Meaning, token)) next.Add(found);
            });
            level = next;
        }

        return ([.. dates], [.. areas]);
    }

    private async Task<List<(string Folder, S3Folder Meaning)>> EnterAsync(string folder, S3Folder meaning, CancellationToken cancellationToken)
    {
        var (names, hasObjects) = await NamesAsync(folder, cancellationToken);
        var years = names.Where(static name => S3Folder.YearOf(name) is not null).ToList();
        foreach (var ofStyle in years.GroupBy(static name => name.StartsWith("year=", StringComparison.Ordinal)))
        {
            if (await DatesAsync(folder, meaning.Kind, ofStyle.Key, [.. ofStyle], cancellationToken) is { } found) dates.Add(found);
            else foreach (var year in ofStyle) areas.Add(new S3Area($"{folder}{year}/", isDeep: true));
        }

        var entered = names.Except(years).Select(name => (Name: name, Meaning: meaning.Enter(name, wanted))).Where(static one => one.Meaning is not null).ToList();
        if (meaning.Level == S3Level.Service && hasObjects) areas.Add(new S3Area(folder, isDeep: false)); // copied without their folders
        if (meaning.Level != S3Level.Unknown) return [.. entered.Select(one => ($"{folder}{one.Name}/", one.Meaning!))];

        var unknown = entered.Where(static one => one.Meaning!.Level == S3Level.Unknown).ToList();
        if (years.Count == 0 && (unknown.Count > MostUnknown || unknown.Any(static one => S3Folder.IsExport(one.Name) || S3Folder.PartOf(one.Name) is not null)))
        {
            areas.Add(new S3Area(folder, isDeep: true)); // an export's folders, or dates that begin with the month: nothing is gained by entering them
            return [];
        }

        if (hasObjects) areas.Add(new S3Area(folder, isDeep: false));
        return [.. entered.Select(one => ($"{folder}{one.Name}/", one.Meaning!))];
    }

    /// <summary>Null when there are no months and days below the years.</summary>
    private async Task<S3Dates?> DatesAsync(string folder, LogKind? kind, bool isNamed, List<string> years, CancellationToken cancellationToken)
    {
        years.Sort(StringComparer.Ordinal);
        var first = await DayAsync(folder, years[0], static parts => parts[0], cancellationToken);
        var last = first is null ? null : await DayAsync(folder, years[^1], static parts => parts[^1], cancellationToken);
        if (first is null || last is null) return null;
        var found = new S3Dates(folder, kind, isNamed);
        found.Reaches(first.Value, last.Value);
        return found;
    }

    private async Task<DateOnly?> DayAsync(string folder, string year, Func<List<string>, string> choose, CancellationToken cancellationToken)
    {
        var months = await PartsAsync($"{folder}{year}/", cancellationToken);
        if (months.Count == 0) return null;
        var month = choose(months);
        var days = await PartsAsync($"{folder}{year}/{month}/", cancellationToken);
        if (days.Count == 0) return null;
        var (ofYear, ofMonth, day) = (S3Folder.YearOf(year)!.Value, S3Folder.PartOf(month)!.Value, S3Folder.PartOf(choose(days))!.Value);
        return ofMonth is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(ofYear, ofMonth) ? new DateOnly(ofYear, ofMonth, day) : null;
    }

    private async Task<List<string>> PartsAsync(string folder, CancellationToken cancellationToken) =>
        [.. (await NamesAsync(folder, cancellationToken)).Names.Where(static name => S3Folder.PartOf(name) is not null).Order(StringComparer.Ordinal)];

    /// <summary>Names of the folders in a folder, and whether there are objects, too.</summary>
    private async Task<(List<string> Names, bool HasObjects)> NamesAsync(string folder, CancellationToken cancellationToken)
    {
        var (names, hasObjects, prefix) = (new List<string>(), false, root + folder);
        await foreach (var page in bucket.PagesAsync(prefix, isDeep: false, null, cancellationToken))
        {
            foreach (var common in page.CommonPrefixes ?? [])
            {
                if (common.Length > prefix.Length + 1) names.Add(common[prefix.Length..^1]);
            }

            hasObjects |= page.S3Objects?.Any(known => known.Key != prefix) == true;
            if (names.Count > MostFolders) break;
        }

        return (names, hasObjects);
    }
}
