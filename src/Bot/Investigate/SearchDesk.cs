using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate;

/// <summary>Reads what is searched for, and looks only where the person may look.</summary>
internal sealed partial class SearchDesk(ISearch search)
{
    public const int LongestText = 200;

    private const int MostWords = 10;

    private const string Examples = "Try an address, an instance, words of a title or a note, or case 17";

    /// <param name="sees">Whether whoever asks may see into a channel; null when they see all.</param>
    /// <returns>What was found, or why nothing was looked for.</returns>
    public async Task<(IReadOnlyList<FoundItem> Found, string? Wrong)> FindAsync(string? text, Func<ChannelRef, bool>? sees, int limit, CancellationToken cancellationToken)
    {
        var clean = text?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        if (clean.Length == 0) return ([], $"'q' is missing or empty. {Examples}.");
        if (clean.Length > LongestText) return ([], string.Create(CultureInfo.InvariantCulture, $"'q' has {clean.Length:N0} characters; {LongestText} are looked for at most. {Examples}."));
        var words = clean.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count > MostWords) return ([], $"'q' has {words.Count} words; {MostWords} are looked for at most. Leave out the common ones.");
        var query = new SearchQuery(words, await HiddenAsync(sees, cancellationToken), limit)
        {
            Number = NumberOf(clean),
            EntityId = EntitiesInText.Of(clean) is [var named] ? named.Entity.Id : words is [var only] ? only : null,
        };
        return (await search.FindAsync(query, cancellationToken), null);
    }

    private static CaseNumber? NumberOf(string text) =>
        CalledByNumber().Match(text) is { Success: true } match && long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new CaseNumber(number) : null;

    private async Task<IReadOnlyCollection<ChannelRef>> HiddenAsync(Func<ChannelRef, bool>? sees, CancellationToken cancellationToken) =>
        sees is null ? [] : [.. (await search.ChannelsAsync(cancellationToken)).Where(channel => !sees(channel))];

    [GeneratedRegex(@"\A(?:case\s*)?#?(?<number>[0-9]{1,18})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CalledByNumber();
}
