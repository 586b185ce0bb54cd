using Amazon.S3.Model;

namespace ChatOps.Bot.Operations;

/// <summary>Finds the newest objects below a prefix with few listings: of folders named for years, months, days and hours only the last is opened, of those named for accounts,
/// regions and kinds only the configured ones.</summary>
/// <param name="list">Lists a prefix, folder by folder; null when it was refused.</param>
/// <param name="accounts">Accounts wanted.</param>
/// <param name="regions">Regions wanted.</param>
/// <param name="kind">What the wanted kind's folder is called; null when it has none.</param>
internal sealed class LogWalk(Func<string, string?, Task<ListObjectsV2Response?>> list, IReadOnlyCollection<string> accounts, IReadOnlyCollection<string> regions, string? kind)
{
    private const int MostListings = 120;
    private const int MostPages = 5;

    /// <summary>Of folders nobody configured, so many are looked into.</summary>
    private const int MostStrangers = 3;
    private static readonly string[] Kinds = ["CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight", "vpcflowlogs", "elasticloadbalancing", "Config"];
    private int listings;

    /// <summary>The newest object of each last folder.</summary>
    public List<S3Object> Newest { get; } = [];

    /// <summary>Whether there was more than would be listed.</summary>
    public bool IsCut { get; private set; }

    /// <returns>False when a listing was refused.</returns>
    public async Task<bool> GoAsync(string prefix)
    {
        S3Object? newest = null;
        var folders = new List<string>();
        string? next = null;
        for (var page = 0; page < MostPages && (page == 0 || next is not null); page++)
        {
            if (++listings > MostListings)
            {
                IsCut = true;
                return true;
            }

            if (await list(prefix, next) is not { } answer) return false;
            foreach (var found in answer.S3Objects ?? [])
            {
                if (found.Size > 0 && (newest is null || found.LastModified > newest.LastModified)) newest = found;
            }

            folders.AddRange(answer.CommonPrefixes ?? []);
            next = answer.IsTruncated == true ? answer.NextContinuationToken : null;
        }

        IsCut |= next is not null;
        if (newest is not null) Newest.Add(newest);
        foreach (var folder in Choose(folders))
        {
            if (!await GoAsync(folder)) return false;
        }

        return true;
    }

    private IEnumerable<string> Choose(List<string> folders)
    {
        if (folders.Count == 0) return [];
        if (folders.All(static folder => Name(folder) is { Length: <= 4 } name && name.All(char.IsAsciiDigit))) return [folders.Max(StringComparer.Ordinal)!];
        if (folders.Any(static folder => Name(folder) is { Length: 12 } name && name.All(char.IsAsciiDigit))) return Wanted(accounts);
        if (folders.Any(static folder => Kinds.Contains(Name(folder), StringComparer.OrdinalIgnoreCase))) return kind is null ? folders : Wanted([kind]);
        return folders.Any(folder => regions.Contains(Name(folder))) ? Wanted(regions) : folders.TakeLast(MostStrangers);

        IEnumerable<string> Wanted(IReadOnlyCollection<string> names) =>
            folders.Where(folder => names.Contains(Name(folder), StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } known ? known : folders.TakeLast(MostStrangers);
    }

    /// <summary>The folder's own name, without what a Hive partition puts before it (<c>year=2024</c>).</summary>
    private static string Name(string folder)
    {
        var name = folder.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..];
    }
}
