using System.Globalization;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Reads what the address of the case list asks for; each refusal says what works.</summary>
internal static class CaseQuery
{
    private const int LongestName = 100;
    private const int LongestWords = 200;
    private const int MostWords = 8;

    private static readonly Dictionary<string, double> Bands = new(StringComparer.OrdinalIgnoreCase) { ["low"] = 0, ["medium"] = 4, ["high"] = 7, ["critical"] = 9 };

    private static readonly Dictionary<string, CaseStanding> StandingWords = Enum.GetValues<CaseStanding>().ToDictionary(static each => RoomView.Word(each));

    /// <summary>The standings named, with commas between; none means all.</summary>
    public static (IReadOnlyCollection<CaseStanding> Standings, string? Wrong) Standings(string? text)
    {
        var named = Given(text)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList() ?? [];
        return named.Find(static word => !StandingWords.ContainsKey(word)) is { } unknown
            ? ([], $"'state' holds '{Short(unknown)}'; use new, investigating, contained, snoozed and closed, with commas between.")
            : ([.. named.Select(static word => StandingWords[word])], null);
    }

    /// <summary>The least severity asked for, by number or by its band's word.</summary>
    public static (Severity? Least, string? Wrong) Severity(string? text)
    {
        if (Given(text) is not { } given) return (null, null);
        if (Bands.TryGetValue(given, out var least)) return (new Severity(least), null);
        return double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 10
            ? (new Severity(number), null)
            : (null, $"'severity' is '{Short(given)}'; use low, medium, high or critical, or a number from 0 to 10.");
    }

    public static (string? Account, string? Wrong) Account(string? text) => Given(text) is not { } given ? (null, null)
        : given.Length == 12 && given.All(char.IsAsciiDigit) ? (given, null)
        : (null, $"'account' is '{Short(given)}'; an account number has 12 digits, such as 111122223333.");

    /// <summary>The entity as it is typed after /investigate.</summary>
    public static (EntityRef? Entity, string? Wrong) Entity(string? text)
    {
        if (Given(text) is not { } given) return (null, null);
        return SubjectText.Read(given, DateTimeOffset.UnixEpoch, null).Subject switch
        {
            EntitySubject subject => (subject.Entity, null),
            Misread misread => (null, $"'entity' is not understood: {misread.Why}"),
            _ => (null, $"'entity' is '{Short(given)}', which names no entity. Try ip 198.51.100.23, instance i-…, role …, user …, bucket … or account …."),
        };
    }

    public static (string? Name, string? Wrong) Mine(string? text) => Given(text) is { Length: > LongestName }
        ? (null, $"'mine' is longer than {LongestName} characters; use the name you write under.")
        : (Given(text), null);

    /// <summary>Words, or the number of a case: "#17", "case 17". Digits alone may be either.</summary>
    public static (CaseNumber? Number, IReadOnlyList<string> Words, string? Wrong) Words(string? text)
    {
        if (Given(text) is not { } given) return (null, [], null);
        if (given.Length > LongestWords) return (null, [], $"'q' is longer than {LongestWords} characters; a few words of a title, a type or an entity are enough.");
        var words = given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > MostWords) return (null, [], $"'q' has {words.Length} words; use {MostWords} at most.");
        var named = words.Length == 2 && words[0].Equals("case", StringComparison.OrdinalIgnoreCase) ? words[1] : words.Length == 1 ? words[0] : "";
        if (!long.TryParse(named.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return (null, words, null);
        return (new CaseNumber(number), words is [{ } digits] && digits == named.TrimStart('#') ? words : [], null);
    }

    private static string? Given(string? value) => value?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } given ? given : null;

    private static string Short(string text) => VisibleText.Of(text.Length <= 60 ? text : text[..60] + "…");
}
