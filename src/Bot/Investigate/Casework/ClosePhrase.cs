using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>Reads how a case is judged, why, and what GuardDuty is to be told with it. Pure.</summary>
/// <param name="Useful">What GuardDuty is told of its finding; null for nothing.</param>
internal sealed partial record ClosePhrase(VerdictKind Kind, CaseNumber? Of, bool Archive, bool? Useful, string Reason)
{
    public const string Examples = "What works: close true-positive, close false-positive our own scanner, close benign +archive a drill, close duplicate 12. +archive archives the finding in GuardDuty, +useful or +not-useful tells GuardDuty";

    /// <returns>Null with why not.</returns>
    public static ClosePhrase? Read(string text, out string whyNot)
    {
        whyNot = $"Closed as what? {Examples}";
        if (Verdict().Match(text) is not { Success: true } read) return null;
        var kind = KindOf(read.Groups["kind"].Value);
        var rest = text[read.Length..].Trim();
        CaseNumber? of = null;
        if (kind == VerdictKind.Duplicate)
        {
            var named = Duplicate().Match(rest);
            whyNot = "A duplicate of which case? Name its number: close duplicate 12";
            if (!named.Success || !long.TryParse(named.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            of = new CaseNumber(number);
            rest = rest[named.Length..].Trim();
        }

        var (archive, useful, usefulness) = (false, default(bool?), 0);
        while (Told().Match(rest) is { Success: true } told)
        {
            archive |= told.Groups["archive"].Success;
            if (told.Groups["useful"].Success) (useful, usefulness) = (!told.Groups["not"].Success, usefulness | (told.Groups["not"].Success ? 1 : 2));
            rest = rest.Remove(told.Index, told.Length).Trim();
        }

        whyNot = "Either +useful or +not-useful, not both";
        return usefulness == 3 ? null : new ClosePhrase(kind, of, archive, useful, rest.TrimStart(':', ',').Trim());
    }

    private static VerdictKind KindOf(string word) => char.ToLowerInvariant(word[0]) switch
    {
        't' => VerdictKind.TruePositive,
        'f' => VerdictKind.FalsePositive,
        'b' => VerdictKind.Benign,
        _ => VerdictKind.Duplicate,
    };

    [GeneratedRegex(@"\A(?:as )?(?<kind>true[- ]?positive|tp|false[- ]?positive|fp|benign|duplicate)(?=[\s:,]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"\A(?:of )?(?:case )?#?(?<number>[1-9][0-9]{0,17})(?=[\s:,.]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Duplicate();

    /// <summary>Before the reason or after it.</summary>
    [GeneratedRegex(@"\A\+(?:(?<archive>archive)|(?<useful>(?<not>not-?)?useful))(?=\s|\z)|(?<=\s)\+(?:(?<archive>archive)|(?<useful>(?<not>not-?)?useful))\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}
