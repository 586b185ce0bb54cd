using System.Globalization;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>One value, as blockkit-spec.json writes it: a kind, bounds, and what is inside, such as <c>list 1..10 plain 1..75</c>.</summary>
/// <param name="Kind">string, plain, words (plain or mrkdwn), int, number, bool, one, any, list, context, or a group of shapes: block, element, part, inline, cell, object.</param>
/// <param name="Names">Values of <c>one</c>; members of a group, where <c>*</c> stands for all.</param>
/// <param name="Format">Of a string: url, date, time, fileid, person, color.</param>
internal sealed record SlackField(string Kind, long? Least, long? Most, IReadOnlyList<string> Names, string? Format, SlackField? Inside, bool MayBeNull)
{
    public static SlackField Parse(string told)
    {
        var mayBeNull = told.EndsWith('?');
        var words = new Queue<string>(told.TrimEnd('?').Split(' '));
        return Parse(words, mayBeNull);
    }

    private static SlackField Parse(Queue<string> words, bool mayBeNull)
    {
        var kind = words.Dequeue();
        var (least, most) = words.TryPeek(out var next) && next.Contains("..", StringComparison.Ordinal) ? Bounds(words.Dequeue()) : (null, null);
        return kind switch
        {
            "list" => new SlackField(kind, least, most, [], null, Parse(words, mayBeNull), false),
            "string" => new SlackField(kind, least, most, [], words.TryDequeue(out var format) ? format : null, null, false),
            _ => new SlackField(kind, least, most, words.TryDequeue(out var names) ? names.Split('|') : [], null, null, mayBeNull),
        };
    }

    private static (long? Least, long? Most) Bounds(string told) => told.Split("..") is [var least, var most] ? (Number(least), Number(most)) : (null, null);

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
