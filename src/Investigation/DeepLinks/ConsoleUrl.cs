using System.Globalization;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>What a URL copied from the GuardDuty or Detective console points at. Exactly one of finding and entity is given.</summary>
/// <param name="FindingId">Id of a finding; null when the URL points at an entity.</param>
/// <param name="Entity">The entity; null when the URL points at a finding. Roles and users carry their principal id (AROA…, AIDA…).</param>
/// <param name="Region">The console's region; null when the URL does not say.</param>
/// <param name="ScopeStart">Start of the scope time in the URL, UTC; null when there is none.</param>
/// <param name="ScopeEnd">End of the scope time in the URL, UTC; null when there is none.</param>
public sealed record ConsoleUrl(string? FindingId, EntityRef? Entity, string? Region, DateTimeOffset? ScopeStart, DateTimeOffset? ScopeEnd)
{
    /// <summary>Largest scope time that is taken for seconds; larger ones are milliseconds (the year 5138 begins here).</summary>
    private const long LargestSeconds = 99_999_999_999;

    private static readonly Dictionary<string, EntityKind> Namespaces = new(StringComparer.OrdinalIgnoreCase)
    {
        ["IpAddress"] = EntityKind.IpAddress,
        ["Ec2Instance"] = EntityKind.Ec2Instance,
        ["AwsRole"] = EntityKind.Role,
        ["AwsRoleSession"] = EntityKind.RoleSession,
        ["AwsUser"] = EntityKind.User,
        ["FederatedUser"] = EntityKind.FederatedUser,
        ["AwsAccount"] = EntityKind.Account,
        ["UserAgent"] = EntityKind.UserAgent,
        ["S3Bucket"] = EntityKind.Bucket,
        ["ContainerImage"] = EntityKind.ContainerImage,
    };

    /// <summary>Reads <c>…/guardduty/home?region=…#/findings?search=id%3D…</c> (or <c>fId=</c>) and <c>…/detective/home?region=…#findings/…</c>, <c>#entities/namespace/id?scopeStart=…</c>.</summary>
    /// <remarks>Also behind the shortcut of an access portal (<c>…/#/console?…&amp;destination=…</c>).</remarks>
    /// <returns>Null when the URL is another one, or points at neither finding nor entity.</returns>
    public static ConsoleUrl? Read(string text) => Read(text, mayBeShortcut: true);

    private static ConsoleUrl? Read(string text, bool mayBeShortcut)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return null;
        var fragment = url.Fragment.TrimStart('#');
        var mark = fragment.IndexOf('?', StringComparison.Ordinal);
        var route = (mark < 0 ? fragment : fragment[..mark]).Trim('/');
        var asked = Parameters(mark < 0 ? "" : fragment[(mark + 1)..]);
        if (mayBeShortcut && route == "console" && asked.GetValueOrDefault("destination") is { } destination) return Read(destination, mayBeShortcut: false);
        var region = Parameters(url.Query.TrimStart('?')).GetValueOrDefault("region");
        if (url.AbsolutePath.StartsWith("/guardduty", StringComparison.OrdinalIgnoreCase)) return OfGuardDuty(asked, region);
        return url.AbsolutePath.StartsWith("/detective", StringComparison.OrdinalIgnoreCase) ? OfDetective(route, asked, region) : null;
    }

    private static ConsoleUrl? OfGuardDuty(Dictionary<string, string> asked, string? region)
    {
        var id = asked.GetValueOrDefault("fId");
        if (asked.GetValueOrDefault("search") is { } search && search.StartsWith("id=", StringComparison.OrdinalIgnoreCase)) id = search[3..];
        return string.IsNullOrWhiteSpace(id) ? null : new ConsoleUrl(id.Trim(), null, region, null, null);
    }

    private static ConsoleUrl? OfDetective(string route, Dictionary<string, string> asked, string? region)
    {
        var parts = route.Split('/', 3);
        var (start, end) = (Instant(asked.GetValueOrDefault("scopeStart")), Instant(asked.GetValueOrDefault("scopeEnd")));
        return parts switch
        {
            ["findings", { Length: > 0 }] or ["findings", "GuardDuty", { Length: > 0 }] => new ConsoleUrl(Uri.UnescapeDataString(parts[^1]), null, region, start, end),
            ["entities", var space, { Length: > 0 } id] when Namespaces.TryGetValue(space, out var kind) =>
                new ConsoleUrl(null, new EntityRef(kind, Uri.UnescapeDataString(id)), region, start, end),
            ["entities", "ContainerCluster", { Length: > 0 } id] when Uri.UnescapeDataString(id).Split('~') is [var name, var account, "EKS"] =>
                new ConsoleUrl(null, new EntityRef(EntityKind.Cluster, name, account), region, start, end),
            ["entities", "KubernetesSubject", { Length: > 0 } id] when Uri.UnescapeDataString(id).Split('~') is [var subject, var cluster, var account] =>
                new ConsoleUrl(null, new EntityRef(EntityKind.KubernetesSubject, $"{cluster}/{subject}", account), region, start, end),
            _ => null,
        };
    }

    private static DateTimeOffset? Instant(string? text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var milliseconds = number > LargestSeconds ? number : number * 1000;
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    private static Dictionary<string, string> Parameters(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) parameters.TryAdd(pair[..equals], Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' ')));
        }

        return parameters;
    }
}
