using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Text objects and what can be pressed, chosen or filled in.</summary>
internal static partial class SlackBlocks
{
    /// <summary>Text without markup, safe for anybody's words. Slack decodes entities in it, so it is escaped; names of emoji stay names.</summary>
    public static JsonObject Plain(string text, int most = 3000) => new() { ["type"] = "plain_text", ["text"] = SlackText.Escaped(text, most), ["emoji"] = false };

    /// <summary>Text with markup, taken as it is: the caller has escaped what is not his own. Nothing in it is made a link or a mention that is not one already.</summary>
    public static JsonObject Mrkdwn(string escaped) => new() { ["type"] = "mrkdwn", ["text"] = escaped.Length == 0 ? ChatText.Nothing : escaped, ["verbatim"] = true };

    /// <summary>A link inside mrkdwn; the label alone where Slack would not take the address.</summary>
    public static string MrkdwnLink(string label, Uri url)
    {
        var name = SlackText.Escape(ChatText.Shown(label).Replace('|', '¦').Replace('\n', ' '));
        return SlackUrl.Of(url, out _) is { } target && name.Length > 0 ? $"<{SlackText.Escape(target)}|{name}>" : name;
    }

    /// <param name="value">Comes back when it is pressed; at most 2,000 characters.</param>
    /// <param name="style">primary or danger; null for neither.</param>
    public static JsonObject Button(string label, string actionId, string? value = null, string? style = null)
    {
        var button = new JsonObject { ["type"] = "button", ["action_id"] = actionId, ["text"] = Plain(label, 75) };
        if (value is not null) button["value"] = value;
        if (style is not null) button["style"] = style;
        return button;
    }

    /// <param name="value">Comes back when it is chosen; at most 150 characters.</param>
    public static JsonObject Option(string text, string value, string? description = null)
    {
        var option = new JsonObject { ["text"] = Plain(text, 75), ["value"] = value };
        if (description is not null) option["description"] = Plain(description, 75);
        return option;
    }

    /// <summary>A choice of at most 100 options.</summary>
    public static JsonObject Select(string actionId, string placeholder, IEnumerable<JsonObject> options, JsonObject? initial = null)
    {
        var select = new JsonObject { ["type"] = "static_select", ["action_id"] = actionId, ["placeholder"] = Plain(placeholder, 150), ["options"] = Array(options) };
        if (initial is not null) select["initial_option"] = initial.DeepClone();
        return select;
    }

    /// <summary>A choice whose options Slack asks us for while somebody types.</summary>
    public static JsonObject ExternalSelect(string actionId, string placeholder, int leastLetters = 0) =>
        new() { ["type"] = "external_select", ["action_id"] = actionId, ["placeholder"] = Plain(placeholder, 150), ["min_query_length"] = leastLetters };

    /// <summary>At most 5 options behind three dots.</summary>
    public static JsonObject Overflow(string actionId, IEnumerable<JsonObject> options) => new() { ["type"] = "overflow", ["action_id"] = actionId, ["options"] = Array(options) };

    public static JsonObject TextInput(string actionId, string? placeholder = null, string? initial = null, bool isMultiline = false, int most = 3000)
    {
        var input = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = actionId, ["max_length"] = most };
        if (placeholder is not null) input["placeholder"] = Plain(placeholder, 150);
        if (!string.IsNullOrEmpty(initial)) input["initial_value"] = ChatText.Cut(ChatText.Shown(initial), most);
        if (isMultiline) input["multiline"] = true;
        return input;
    }

    public static JsonObject DateTimePicker(string actionId, DateTimeOffset? initial = null)
    {
        var picker = new JsonObject { ["type"] = "datetimepicker", ["action_id"] = actionId };
        if (initial is { } at) picker["initial_date_time"] = at.ToUnixTimeSeconds();
        return picker;
    }
}
