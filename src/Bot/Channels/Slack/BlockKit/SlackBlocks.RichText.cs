using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Rich text, which Slack never parses: the place for whatever somebody else wrote.</summary>
internal static partial class SlackBlocks
{
    /// <param name="parts">From <see cref="Line"/>, <see cref="Bullets"/>, <see cref="Preformatted"/>.</param>
    public static JsonObject RichText(params IEnumerable<JsonObject> parts) => new() { ["type"] = "rich_text", ["elements"] = Array(parts) };

    /// <param name="runs">From <see cref="Text"/>, <see cref="Link"/>, <see cref="Date"/>; at least one.</param>
    public static JsonObject Line(params IEnumerable<JsonObject> runs) => new() { ["type"] = "rich_text_section", ["elements"] = Array(runs) };

    public static JsonObject Bullets(params IEnumerable<JsonObject> lines) => new() { ["type"] = "rich_text_list", ["style"] = "bullet", ["elements"] = Array(lines) };

    /// <summary>What somebody said, with a bar beside it.</summary>
    public static JsonObject Quote(params IEnumerable<JsonObject> runs) => new() { ["type"] = "rich_text_quote", ["elements"] = Array(runs) };

    public static JsonObject Preformatted(string text) => new() { ["type"] = "rich_text_preformatted", ["elements"] = Array([Text(text)]) };

    /// <summary>Literal text; hidden characters are shown, line breaks stay.</summary>
    public static JsonObject Text(string text, bool isBold = false, bool isCode = false)
    {
        var shown = ChatText.Shown(text);
        var run = new JsonObject { ["type"] = "text", ["text"] = shown.Length == 0 ? " " : shown };
        if (isBold || isCode) run["style"] = Style(isBold, isCode);
        return run;
    }

    /// <summary>A link with its label; the label and the reason where Slack would not take the address.</summary>
    public static JsonObject Link(string label, Uri url, bool isBold = false)
    {
        if (SlackUrl.Of(url, out var whyNot) is not { } target) return Text($"{label} (no link: {whyNot})", isBold);
        var link = new JsonObject { ["type"] = "link", ["url"] = target, ["text"] = ChatText.Cut(ChatText.Shown(label), 1000) };
        if (label.Length == 0) link.Remove("text");
        if (isBold) link["style"] = Style(isBold, false);
        return link;
    }

    /// <summary>Calls a person.</summary>
    public static JsonObject User(string id, bool isBold = false)
    {
        var run = new JsonObject { ["type"] = "user", ["user_id"] = id };
        if (isBold) run["style"] = Style(isBold, false);
        return run;
    }

    /// <summary>An instant in the reader's own time zone. Evidence says UTC in words beside it.</summary>
    /// <param name="format">Slack's tokens, such as <c>{time}</c>.</param>
    /// <param name="fallback">What a client says that cannot show it.</param>
    public static JsonObject Date(DateTimeOffset at, string format, string fallback) =>
        new() { ["type"] = "date", ["timestamp"] = at.ToUnixTimeSeconds(), ["format"] = format, ["fallback"] = fallback };

    /// <summary>A cell of a table.</summary>
    public static JsonObject Cell(params IEnumerable<JsonObject> runs) => RichText(Line(runs));

    private static JsonObject Style(bool isBold, bool isCode)
    {
        var style = new JsonObject();
        if (isBold) style["bold"] = true;
        if (isCode) style["code"] = true;
        return style;
    }
}
