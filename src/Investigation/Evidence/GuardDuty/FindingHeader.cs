using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What every finding must tell, checked: account, region and id go into keys and URLs.</summary>
internal sealed partial record FindingHeader(
    FindingId Id,
    string Partition,
    FindingType Type,
    Severity Severity,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    // "Id: 1 to 300 characters", "FindingType: 1 to 100 characters" in the service's model; types get room to grow
    private const int LongestId = 300;
    private const int LongestType = 200;
    private const int ShortestAccount = 6;
    private const int LongestAccount = 20;

    /// <summary>Reads the header; the first thing wrong is added to the refusals.</summary>
    /// <returns>The header; null when anything was refused.</returns>
    public static FindingHeader? Read(GuardDutyNode root, string prefix, Refusals refusals)
    {
        var required = new RequiredMembers(root, prefix, refusals);
        var account = required.Read("accountId", $"an account number, {ShortestAccount} to {LongestAccount} digits, is needed", Account);
        var region = RegionOfArn(root) ?? required.Read("region", "an AWS region such as us-east-1 is needed", static node => Checked(node, Region().IsMatch));
        var id = required.Read("id", $"GuardDuty's id, 1 to {LongestId} printable characters without spaces, is needed", static node => Checked(node, IsId));
        var type = required.Read("type", "a finding type such as Recon:EC2/Portscan is needed", static node => Checked(node, IsType));
        var severity = required.Read("severity", "a number from 0 to 10 is needed", SeverityOf);
        var updatedAt = required.Read("updatedAt", GuardDutyTime.Wanted, GuardDutyTime.Read) ?? default;
        var first = refusals.Time(root["service"]["eventFirstSeen"]);
        var last = refusals.Time(root["service"]["eventLastSeen"]);
        var createdAt = refusals.Time(root["createdAt"]);
        if (refusals.First is not null) return null;

        var (firstSeen, lastSeen) = InOrder(first ?? createdAt ?? last ?? updatedAt, last ?? updatedAt);
        return new FindingHeader(
            new FindingId(account!, region!, id!), PartitionOf(root, region!), FindingType.Parse(type!), severity!.Value, firstSeen, lastSeen, createdAt ?? firstSeen, updatedAt);
    }

    /// <summary>Both instants were observed, whichever is called first.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last) InOrder(DateTimeOffset first, DateTimeOffset last) => first <= last ? (first, last) : (last, first);

    /// <summary>An account has 12 digits; captures that were made anonymous often have some more or less and are read all the same. Numbers lose the leading zeros an account may have.</summary>
    private static string? Account(GuardDutyNode node)
    {
        var text = node.IsNumber && node.Whole() is > 0 and var number ? number.ToString("D12", CultureInfo.InvariantCulture) : node.Text();
        return text is { Length: >= ShortestAccount and <= LongestAccount } && text.All(char.IsAsciiDigit) ? text : null;
    }

    /// <summary>Hand-made forwards leave the region out, but the ARN holds it; null when the finding says its region itself.</summary>
    private static string? RegionOfArn(GuardDutyNode root) =>
        root["region"].Text() is null && root["arn"].Text()?.Split(':') is { Length: >= 6 } arn && Region().IsMatch(arn[3]) ? arn[3] : null;

    private static string? Checked(GuardDutyNode node, Func<string, bool> check) => node.Text() is { } text && check(text) ? text : null;

    private static Severity? SeverityOf(GuardDutyNode node) => node.Number() is >= 0 and <= 10 and var number ? new Severity((double)number) : null;

    /// <summary>us-east-1, us-gov-west-1, eusc-de-east-1: words of small letters, the last one a number.</summary>
    [GeneratedRegex("^[a-z]{2,12}(-[a-z]{2,12}){1,3}-[0-9]{1,2}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    private static bool IsId(string text) =>
        text.Length <= LongestId && (!text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.EnumerateRunes().All(static rune => IsPrintable(rune) && !Rune.IsWhiteSpace(rune)));

    private static bool IsType(string text) =>
        text.Length <= LongestType && (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.EnumerateRunes().All(IsPrintable));

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string PartitionOf(GuardDutyNode root, string region)
    {
        if (root["partition"].Text() is { Length: <= 20 } partition && partition.StartsWith("aws", StringComparison.Ordinal)
            && partition.All(static letter => char.IsAsciiLetterLower(letter) || letter == '-'))
        {
            return partition;
        }

        if (region.StartsWith("cn-", StringComparison.Ordinal)) return "aws-cn";
        return region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
    }

    /// <summary>Members a finding cannot do without.</summary>
    private sealed class RequiredMembers(GuardDutyNode root, string prefix, Refusals refusals)
    {
        public T? Read<T>(string name, string wanted, Func<GuardDutyNode, T?> read)
        {
            var node = root[name];
            if (!node.Exists) refusals.Add($"{prefix}.{name}", $"is missing; {wanted}");
            else if (read(node) is { } value) return value;
            else refusals.Add(node.Path, $"is not usable; {wanted}");
            return default;
        }
    }
}
