using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What the key of a log object tells, by the layouts of the CloudTrail and VPC user guides: plain, with an organisation's prefix, with Hive
/// partitions, or a bare file name.</summary>
/// <param name="Kind">What the object holds; null when only its content can tell.</param>
/// <param name="Account">Account; null when the key does not tell.</param>
/// <param name="Region">Region; null when the key does not tell.</param>
/// <param name="Slot">Five minutes from the stamp, else the hour or day of the path; null when the key tells no time.</param>
/// <param name="Series">Name up to the stamp; null without a stamp.</param>
internal sealed partial record LogKey(LogKind? Kind, string? Account, string? Region, TimeWindow? Slot, string? Series)
{
    private static readonly TimeSpan StampSlot = TimeSpan.FromMinutes(5);

    /// <summary>Reads a key.</summary>
    public static LogKey Parse(string key)
    {
        var name = NamePattern().Match(key);
        var path = PathPattern().Match(key);
        var kind = name.Success ? name.Groups["kind"] : path.Groups["kind"];
        var account = name.Success ? name.Groups["account"] : path.Groups["account"];
        var region = name.Success ? name.Groups["region"] : path.Groups["region"];
        return new LogKey(
            KindOf(kind.Value),
            account.Success ? account.Value : null,
            region.Success ? region.Value : null,
            StampOf(name.Groups["stamp"].Value) ?? DateOf(DatePattern().Match(key)),
            name.Success ? name.Groups["series"].Value : null);
    }

    private static LogKind? KindOf(string text) => text.ToUpperInvariant() switch
    {
        "CLOUDTRAIL" => LogKind.CloudTrail,
        "VPCFLOWLOGS" => LogKind.FlowLogs,
        "CLOUDTRAIL-DIGEST" or "CLOUDTRAIL-INSIGHT" => LogKind.Beside,
        _ => null,
    };

    private static TimeWindow? StampOf(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyyMMddTHHmm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stamp)
            ? new TimeWindow(stamp, stamp + StampSlot)
            : null;

    private static TimeWindow? DateOf(Match date)
    {
        if (!date.Success) return null;
        var hour = date.Groups["hour"];
        var text = $"{date.Groups["year"].Value}{date.Groups["month"].Value}{date.Groups["day"].Value}{(hour.Success ? hour.Value : "00")}";
        if (!DateTimeOffset.TryParseExact(text, "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)) return null;
        return new TimeWindow(start, hour.Success ? start.AddHours(1) : start.AddDays(1));
    }

    [GeneratedRegex(@"(?:^|/)(?<series>(?<account>\d{12})_(?<kind>CloudTrail(?:-Digest|-Insight)?|vpcflowlogs)_(?<region>[a-z0-9-]+)_(?:[^/]*_)?)(?<stamp>\d{8}T\d{4})(?:\d{2})?Z[^/]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(
        @"(?:^|/)(?:AWSLogs/(?:o-[a-z0-9]+/)?|aws-account-id=)(?<account>\d{12})/(?:aws-service=)?(?<kind>CloudTrail(?:-Digest|-Insight)?|vpcflowlogs)/(?:aws-region=)?(?<region>[a-z0-9-]+)/",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"(?:^|/)(?:year=)?(?<year>\d{4})/(?:month=)?(?<month>\d{2})/(?:day=)?(?<day>\d{2})/(?:(?:hour=)?(?<hour>\d{2})/)?[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();
}
