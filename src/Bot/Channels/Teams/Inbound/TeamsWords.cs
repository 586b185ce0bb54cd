using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What a person typed, as the person reads it. Who is mentioned stands beside the text, and only there: whoever writes can type anything that looks like a mention. Pure.</summary>
internal static partial class TeamsWords
{
    private const int MostMentions = 100;

    /// <summary>Spaces that Teams puts around mentions and pasted text, and what cannot be seen of them.</summary>
    private static readonly char[] Blank = [' ', '\n', '\t', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'];

    public static TeamsWritten Read(TeamsActivity activity)
    {
        var text = (activity.Text ?? "").Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);
        var mentions = Mentioned(activity);
        // Names say nothing about who is meant; the mentions of one text stand in the order in which they were written.
        var queues = mentions.GroupBy(static one => one.Text, StringComparer.Ordinal).OrderByDescending(static same => same.Key.Length)
            .Select(static same => (Text: same.Key, Left: new Queue<Mention>(same), Else: same.FirstOrDefault(static one => one.IsUs) ?? same.First())).ToList();
        var (words, command, plain) = (new StringBuilder(text.Length), new StringBuilder(text.Length), new StringBuilder());
        var (isAddressed, calledAs) = (false, default(string));
        var people = new List<TeamsMention>();
        for (var at = 0; at < text.Length;)
        {
            var found = queues.FindIndex(one => text.AsSpan(at).StartsWith(one.Text, StringComparison.Ordinal));
            if (found < 0)
            {
                plain.Append(text[at++]);
                continue;
            }

            Close();
            var mention = queues[found].Left.TryDequeue(out var next) ? next : queues[found].Else;
            if (mention.IsUs) calledAs ??= mention.Name;
            else if (people.TrueForAll(one => one.Id != mention.Id)) people.Add(new TeamsMention(mention.Id, mention.ObjectId, mention.Name));
            if (mention.IsUs && IsBlank(words)) (isAddressed, words) = (true, words.Clear());
            else words.Append('@').Append(mention.Name);
            command.Append(mention.IsUs ? " " : $"@{mention.Name}");
            at += mention.Text.Length;
        }

        Close();
        return new TeamsWritten(
            Trim(words.ToString(), isAddressed),
            Spaces().Replace(Trim(command.ToString(), isAddressed), " "),
            mentions.Any(static one => one.IsUs),
            isAddressed,
            calledAs)
        {
            People = people.Count == 0 ? [] : people,
        };

        void Close()
        {
            var decoded = Decode(plain.ToString(), activity.Raw.Text("textFormat") == "xml");
            words.Append(decoded);
            command.Append(decoded);
            plain.Clear();
        }
    }

    private static List<Mention> Mentioned(TeamsActivity activity) => [..
        from entity in activity.Raw.Items("entities").Take(MostMentions)
        where entity.Text("type") == "mention"
        let text = entity.Text("text")?.Replace("\0", "", StringComparison.Ordinal)
        let id = entity.Text("mentioned", "id")
        where text is { Length: > 0 } && id is not null
        select new Mention(text, id, entity.Text("mentioned", "aadObjectId"), entity.Text("mentioned", "name") ?? Decode(Tag().Replace(text, ""), isMarkup: true), id == activity.Recipient)];

    /// <summary>Plain text comes as it was typed, but for the spaces of the editor; only markup is escaped.</summary>
    private static string Decode(string text, bool isMarkup)
    {
        var decoded = isMarkup ? WebUtility.HtmlDecode(text) : text.Replace("&nbsp;", " ", StringComparison.Ordinal);
        return decoded.Replace('\u00A0', ' ').Replace("\0", "", StringComparison.Ordinal);
    }

    /// <param name="isAddressed">People write a colon or a comma after whom they speak to.</param>
    private static string Trim(string text, bool isAddressed) => (isAddressed ? text.Trim(Blank).TrimStart(':', ',') : text).Trim(Blank);

    private static bool IsBlank(StringBuilder words) => words.ToString().Trim(Blank).Trim(':', ',').Length == 0;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("</?at[^>]*>")]
    private static partial Regex Tag();

    private sealed record Mention(string Text, string Id, string? ObjectId, string Name, bool IsUs);
}

/// <param name="Words">All of it; of mentions of us those at the beginning are left out.</param>
/// <param name="Command">Without any mention of us, in one line.</param>
/// <param name="IsMentioned">Whether we are mentioned at all.</param>
/// <param name="IsAddressed">Whether it begins with a mention of us.</param>
/// <param name="CalledAs">What we are called in the first mention; untrusted text; null without one.</param>
internal sealed record TeamsWritten(string Words, string Command, bool IsMentioned, bool IsAddressed, string? CalledAs)
{
    /// <summary>Everybody else mentioned, each once, in their order.</summary>
    public IReadOnlyList<TeamsMention> People { get; init; } = [];
}

/// <param name="Id">As this bot addresses them: 29:…, of bots 28:….</param>
/// <param name="ObjectId">In Entra ID; null when Teams did not say it.</param>
/// <param name="Name">Untrusted text.</param>
internal sealed record TeamsMention(string Id, string? ObjectId, string Name);
