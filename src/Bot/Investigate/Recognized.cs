using System.Text.RegularExpressions;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Something in a message that can be investigated.</summary>
/// <param name="What">As it is typed after the verb; untrusted text.</param>
/// <param name="Name">What it is called; untrusted text.</param>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Window">The window its link names; null without one.</param>
internal sealed record Recognized(string What, string Name, string Kind, TimeWindow? Window);

/// <summary>Finds in somebody's words what Investigate itself would understand, word by word. Pure.</summary>
internal static partial class Recognizing
{
    /// <summary>A choice with more is none.</summary>
    public const int Most = 10;

    private const int MostWords = 5000;

    // "key": "value", (value), value; – and addresses of pages hold most of these themselves
    private static readonly char[] Around = [' ', '\t', '\n', '\r', '"', '\'', '`', '<', '>', '(', ')', '[', ']', '{', '}', '|', ',', ';', '“', '”', '‘', '’', '«', '»'];

    private static readonly char[] Edges = ['.', ':', '!', '?', '*', '_', '~', '=', '…'];

    /// <param name="asOf">The present.</param>
    /// <returns>In the order they stand there, findings first; each once.</returns>
    public static IReadOnlyList<Recognized> In(string text, DateTimeOffset asOf) => [.. text
        .Split(Around, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Take(MostWords)
        .SelectMany(static word => Parts(word.Trim(Edges)))
        .Select(word => Of(word, asOf))
        .OfType<Recognized>()
        .DistinctBy(static found => found.What, StringComparer.OrdinalIgnoreCase)
        .OrderBy(static found => found.Kind != FindingKind)
        .Take(Most)];

    /// <summary>What a word means; null when it means nothing that can be investigated.</summary>
    public static Recognized? Of(string word, DateTimeOffset asOf)
    {
        if (word.Length is < 3 or > SubjectText.LongestText) return null;
        var ask = SubjectText.Read(word, asOf, null);
        return ask.Subject switch
        {
            FindingSubject { Account: { } account, Region: { } region } finding => new Recognized($"{account}/{region}/{finding.Id}", finding.Id, FindingKind, null),
            FindingSubject finding => new Recognized(finding.Id, finding.Id, FindingKind, null),
            EntitySubject entity when IsMeant(entity.Entity, word) => new Recognized(entity.Entity.ToString(), EntityLabel.Name(entity.Entity), EntityLabel.Of(entity.Entity.Kind), ask.Window),
            _ => null,
        };
    }

    private const string FindingKind = "GuardDuty finding";

    /// <summary>"ip=198.51.100.23" is two words; an address of a page is one.</summary>
    private static IEnumerable<string> Parts(string word) => word.Contains("://", StringComparison.Ordinal) ? [word] : [word, .. word.Split('=').Skip(1).Select(static part => part.Trim(Edges))];

    /// <summary>"1:2" in prose is a time or a ratio and no IPv6 address; a bare version such as 1.2.3.4 cannot be told from an address.</summary>
    private static bool IsMeant(EntityRef entity, string word) => entity.Kind != EntityKind.IpAddress || word.Contains('.', StringComparison.Ordinal) || LongAddress().IsMatch(word) || word.Contains("//", StringComparison.Ordinal);

    [GeneratedRegex("^[0-9a-fA-F:]*[0-9a-fA-F]{3,4}:[0-9a-fA-F:]+$")]
    private static partial Regex LongAddress();
}
