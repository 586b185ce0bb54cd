using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What the key of a log object tells, by the layouts of the CloudTrail, VPC, CloudWatch Logs and Firehose user guides: plain, with an organisation's
/// prefix, with Hive partitions, or a bare file name.</summary>
/// <param name="Kind">What the object holds; null when only its content can tell.</param>
/// <param name="Account">Account; null when the key does not tell.</param>
/// <param name="Region">Region; null when the key does not tell.</param>
/// <param name="Slot">Five minutes from the stamp, fifteen from one of Firehose, else the hour or day of the path; null when the key tells no time.</param>
/// <param name="Series">Name up to the stamp; null without a stamp.</param>
internal sealed partial record LogKey(LogKind? Kind, string? Account, string? Region, TimeWindow? Slot, string? Series)
{
    private const int LastYear = 9998; // a slot ends after it starts
    private static readonly TimeSpan StampSlot = TimeSpan.FromMinutes(5);
    private static readonly string[] NamedKinds = ["CloudTrail-Digest_", "CloudTrail-Insight_", "CloudTrail_", "vpcflowlogs_"];

    /// <summary>Firehose stamps an object with the arrival of its first record and buffers for 15 minutes at most (Amazon Data Firehose developer guide,
    /// "Configure buffering hints").</summary>
    private static readonly TimeSpan LongestBuffer = TimeSpan.FromMinutes(15);

    /// <summary>Reads a key. Names as AWS makes them are read by hand, since there are tens of thousands; patterns are for the others.</summary>
    /// <param name="key">The key.</param>
    /// <param name="words">Words of other keys, used again: keys of one place tell the same few.</param>
    public static LogKey Parse(string key, LogWords? words = null)
    {
        words ??= new LogWords();
        if (NameOf(key) is { } name)
        {
            var text = key.AsSpan(name.Start);
            return new LogKey(
                KindOf(words.Of(text[13..name.RegionAt][..^1])),
                words.Of(text[..12]),
                words.Of(text[name.RegionAt..name.RegionEnd]),
                StampOf(text.Slice(name.StampAt, 13)) ?? DateOf(DatePattern().Match(key)),
                words.Of(text[..name.StampAt]));
        }

        var path = PathPattern().Match(key);
        var delivered = FirehosePattern().Match(key);
        return new LogKey(
            KindOf(path.Groups["kind"].Value) ?? (EksPattern().IsMatch(key) ? LogKind.EksAudit : null),
            path.Success ? words.Of(path.Groups["account"].ValueSpan) : null,
            path.Success ? words.Of(path.Groups["region"].ValueSpan) : null,
            BufferOf(delivered.Groups["stamp"].Value) ?? DateOf(DatePattern().Match(key)),
            delivered.Success ? words.Of(delivered.Groups["series"].ValueSpan) : null);
    }

    /// <summary>The parts of <c>account_kind_region_…_stampZ…</c>, the key's last part; null when it is not of that form.</summary>
    private static NameParts? NameOf(string key)
    {
        var start = key.LastIndexOf('/') + 1;
        var name = key.AsSpan(start);
        if (name.Length < 13 || !AreDigits(name[..12]) || name[12] != '_') return null;
        foreach (var kind in NamedKinds)
        {
            if (!name[13..].StartsWith(kind, StringComparison.Ordinal)) continue;
            var regionAt = 13 + kind.Length;
            var regionEnd = regionAt + name[regionAt..].IndexOf('_');
            if (regionEnd <= regionAt || name[regionAt..regionEnd].ContainsAnyExcept(RegionLetters)) return null;
            for (var before = name.LastIndexOf('_'); before >= regionEnd; before = name[..before].LastIndexOf('_'))
            {
                if (IsStamp(name[(before + 1)..])) return new NameParts(start, regionAt, regionEnd, before + 1);
            }
        }

        return null;
    }

    /// <summary>Whether the text begins like <c>20240801T1620Z</c>, with seconds or without.</summary>
    private static bool IsStamp(ReadOnlySpan<char> text) =>
        text.Length >= 14 && text[8] == 'T' && AreDigits(text[..8]) && AreDigits(text[9..13])
        && (text[13] == 'Z' || (text.Length >= 16 && AreDigits(text[13..15]) && text[15] == 'Z'));

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The kind a name of AWS's means, such as <c>vpcflowlogs</c>; null when it is none.</summary>
    internal static LogKind? KindOf(string text) => text switch
    {
        "CloudTrail" => LogKind.CloudTrail,
        "vpcflowlogs" => LogKind.FlowLogs,
        _ => text.ToUpperInvariant() switch
        {
            "CLOUDTRAIL" => LogKind.CloudTrail,
            "VPCFLOWLOGS" => LogKind.FlowLogs,
            "CLOUDTRAIL-DIGEST" => LogKind.Digest,
            "CLOUDTRAIL-INSIGHT" => LogKind.Beside,
            _ => null,
        },
    };

    private static TimeWindow? StampOf(ReadOnlySpan<char> text)
    {
        var (year, month, day, hour, minute) = (Number(text[..4]), Number(text[4..6]), Number(text[6..8]), Number(text[9..11]), Number(text[11..13]));
        if (year is < 1 or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59) return null;
        var stamp = new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero);
        return new TimeWindow(stamp, stamp + StampSlot);

        static int Number(ReadOnlySpan<char> digits)
        {
            var value = 0;
            foreach (var digit in digits) value = (10 * value) + digit - '0';
            return value;
        }
    }

    private static TimeWindow? BufferOf(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var stamp) && stamp.Year <= LastYear
            ? new TimeWindow(stamp, stamp + LongestBuffer)
            : null;

    private static TimeWindow? DateOf(Match date)
    {
        if (!date.Success) return null;
        var hour = date.Groups["hour"];
        var text = $"{date.Groups["year"].Value}{date.Groups["month"].Value}{date.Groups["day"].Value}{(hour.Success ? hour.Value : "00")}";
        if (!DateTimeOffset.TryParseExact(text, "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start) || start.Year > LastYear) return null;
        return new TimeWindow(start, hour.Success ? start.AddHours(1) : start.AddDays(1));
    }

    [GeneratedRegex(
        @"(?:^|/)(?:AWSLogs/(?:o-[a-z0-9]+/)?|aws-account-id=)(?<account>\d{12})/(?:aws-service=)?(?<kind>CloudTrail(?:-Digest|-Insight)?|vpcflowlogs)/(?:aws-region=)?(?<region>[a-z0-9-]+)/",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"(?:^|/)aws/eks/[^/]+/cluster(?:/|$)|kube-apiserver-audit", RegexOptions.CultureInvariant)]
    private static partial Regex EksPattern();

    [GeneratedRegex(@"(?:^|/)(?<series>[^/]*-)(?<stamp>\d{4}-\d{2}-\d{2}-\d{2}-\d{2}-\d{2})-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[^/]*$", RegexOptions.CultureInvariant)]
    private static partial Regex FirehosePattern();

    [GeneratedRegex(@"(?:^|/)(?:year=)?(?<year>\d{4})/(?:month=)?(?<month>\d{2})/(?:day=)?(?<day>\d{2})/(?:(?:hour=)?(?<hour>\d{2})/)?[^/]+$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    private static readonly System.Buffers.SearchValues<char> RegionLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Where in a key the name begins, and where in the name its parts are.</summary>
    private readonly record struct NameParts(int Start, int RegionAt, int RegionEnd, int StampAt);
}

/// <summary>Keeps each word once. Used by one caller at a time.</summary>
internal sealed class LogWords
{
    private const int MostKept = 10_000;
    private readonly HashSet<string> kept = new(StringComparer.Ordinal);

    /// <summary>The text as a string, the same one each time.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        var words = kept.GetAlternateLookup<ReadOnlySpan<char>>();
        if (words.TryGetValue(text, out var word)) return word;
        word = text.ToString();
        if (kept.Count < MostKept) kept.Add(word);
        return word;
    }
}
