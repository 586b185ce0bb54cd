using System.Text.RegularExpressions;

namespace ChatOps.Investigation.Evidence.S3;

/// <summary>What a folder in a bucket means, by the layouts of the CloudTrail, VPC, CloudWatch Logs and Firehose user guides; folders under it are entered or passed over accordingly.</summary>
/// <param name="Level">Where in a layout it is.</param>
/// <param name="Kind">Kind of log its path tells; null when it does not.</param>
/// <param name="Depth">Folders that mean nothing to us above it, itself included.</param>
internal sealed partial record S3Folder(S3Level Level, LogKind? Kind = null, int Depth = 0)
{
    /// <summary>So many folders of any name may stand above a layout of AWS's, or above dates.</summary>
    private const int MostUnknown = 5;

    /// <summary>The folder of a place.</summary>
    /// <param name="folder">Its path, empty or ending with a slash.</param>
    /// <param name="wanted">Kinds of log looked for.</param>
    public static S3Folder Of(string folder, IReadOnlySet<LogKind> wanted)
    {
        var at = new S3Folder(S3Level.Unknown);
        foreach (var name in folder.Split('/', StringSplitOptions.RemoveEmptyEntries)) at = at.Enter(name, wanted) ?? at;
        return at with { Depth = 0 };
    }

    /// <summary>What a folder in this one means; null when there is nothing for us in it.</summary>
    public S3Folder? Enter(string name, IReadOnlySet<LogKind> wanted) => Level switch
    {
        S3Level.Service => Depth < MostUnknown ? this with { Depth = Depth + 1 } : null,
        S3Level.Account => OfService(name, wanted),
        S3Level.AwsLogs when Organization().IsMatch(name) => this,
        S3Level.AwsLogs => Account().IsMatch(name) ? new S3Folder(S3Level.Account) : null,
        _ when name == "AWSLogs" => wanted.Any(static kind => kind is LogKind.CloudTrail or LogKind.FlowLogs) ? new S3Folder(S3Level.AwsLogs) : null,
        _ when name.StartsWith("aws-account-id=", StringComparison.Ordinal) => Account().IsMatch(name) ? new S3Folder(S3Level.Account) : null,
        _ when LogKey.KindOf(name) is not null => OfService(name, wanted),
        _ => Depth < MostUnknown ? this with { Depth = Depth + 1 } : null,
    };

    /// <summary>Year of a folder such as <c>2024</c> or <c>year=2024</c>; null when it is none.</summary>
    public static int? YearOf(string name) => Number(Year().Match(name));

    /// <summary>Number of a month or day folder such as <c>08</c>, <c>month=08</c> or <c>day=08</c>; null when it is none.</summary>
    public static int? PartOf(string name) => Number(Part().Match(name));

    /// <summary>Whether an export of CloudWatch Logs made the folder: its objects tell no time, and there is a new one for each export.</summary>
    public static bool IsExport(string name) => Guid.TryParseExact(name, "D", out _);

    private static S3Folder? OfService(string name, IReadOnlySet<LogKind> wanted) =>
        LogKey.KindOf(name.StartsWith("aws-service=", StringComparison.Ordinal) ? name["aws-service=".Length..] : name) is { } kind && wanted.Contains(kind) ? new S3Folder(S3Level.Service, kind) : null;

    private static int? Number(Match match) => match.Success ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^o-[a-z0-9]{10,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Organization();

    [GeneratedRegex(@"^(?:aws-account-id=)?[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(@"^(?:year=)?((?:19|20|21)[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?:month=|day=)?([0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}

/// <summary>Where in a layout a folder is.</summary>
internal enum S3Level
{
    /// <summary>Above anything we know; named by the operator.</summary>
    Unknown,

    /// <summary>Accounts and organizations are in it.</summary>
    AwsLogs,

    /// <summary>One account's services are in it.</summary>
    Account,

    /// <summary>Regions or dates are in it.</summary>
    Service,
}
