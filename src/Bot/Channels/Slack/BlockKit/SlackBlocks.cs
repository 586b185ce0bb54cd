using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Blocks and views. Text that is too long is cut with a visible mark, empty text becomes a dash; what is untrusted goes through <see cref="Plain"/>, <see cref="Text"/> or <see cref="SlackText.Escape"/>.</summary>
internal static partial class SlackBlocks
{
    /// <summary>Bold and large; at most 150 characters, one line.</summary>
    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Plain(text, 150) };

    /// <param name="text">From <see cref="Plain"/> or <see cref="Mrkdwn"/>.</param>
    /// <param name="accessory">What stands to the right: a button, a select.</param>
    public static JsonObject Section(JsonObject text, JsonObject? accessory = null)
    {
        var section = new JsonObject { ["type"] = "section", ["text"] = text };
        if (accessory is not null) section["accessory"] = accessory;
        return section;
    }

    /// <summary>Small and gray; at most 10 texts or images.</summary>
    public static JsonObject Context(params IEnumerable<JsonObject> elements) => new() { ["type"] = "context", ["elements"] = Array(elements) };

    /// <summary>Small and gray, in plain words.</summary>
    public static JsonObject Context(string text) => Context(Plain(text));

    /// <summary>At most 25 elements, each with its own action id.</summary>
    public static JsonObject Actions(params IEnumerable<JsonObject> elements) => new() { ["type"] = "actions", ["elements"] = Array(elements) };

    public static JsonObject Divider() => new() { ["type"] = "divider" };

    /// <summary>A picture that was uploaded and is ready.</summary>
    public static JsonObject Image(string fileId, string alternative) => new()
    {
        ["type"] = "image",
        ["slack_file"] = new JsonObject { ["id"] = fileId },
        ["alt_text"] = string.IsNullOrWhiteSpace(alternative) ? ChatText.Nothing : ChatText.Cut(ChatText.Shown(alternative), 2000),
    };

    /// <param name="rows">Cells from <see cref="Cell"/>, the heads first; as many in each row.</param>
    /// <param name="areNumbers">Which columns stand at the right.</param>
    public static JsonObject Table(IEnumerable<IEnumerable<JsonObject>> rows, IEnumerable<bool> areNumbers) => new()
    {
        ["type"] = "table",
        // each entry says its alignment: an entry without one was seen to be refused
        ["column_settings"] = Array(areNumbers.Select(static isNumber => new JsonObject { ["align"] = isNumber ? "right" : "left", ["is_wrapped"] = true })),
        ["rows"] = new JsonArray([.. rows.Select(static row => Array(row))]),
    };

    /// <param name="label">Our own words above it.</param>
    /// <param name="element">A text input, select or picker.</param>
    public static JsonObject Input(string blockId, string label, JsonObject element, string? hint = null, bool isOptional = false)
    {
        var input = new JsonObject { ["type"] = "input", ["block_id"] = blockId, ["label"] = Plain(label, 2000), ["element"] = element };
        if (hint is not null) input["hint"] = Plain(hint, 2000);
        if (isOptional) input["optional"] = true;
        return input;
    }

    /// <summary>The block under an id, by which a submission names it; ids are unique within a message or view.</summary>
    public static JsonObject WithId(this JsonObject block, string blockId)
    {
        block["block_id"] = blockId;
        return block;
    }

    /// <param name="submit">Label of the button that sends it; null for a view that is only read.</param>
    /// <param name="privateMetadata">Comes back with the submission; at most 3,000 characters.</param>
    public static JsonObject Modal(string callbackId, string title, IEnumerable<JsonObject> blocks, string? submit = null, string close = "Cancel", string? privateMetadata = null)
    {
        var view = new JsonObject { ["type"] = "modal", ["callback_id"] = callbackId, ["title"] = Plain(title, 24), ["close"] = Plain(close, 24), ["blocks"] = Array(blocks) };
        if (submit is not null) view["submit"] = Plain(submit, 24);
        if (privateMetadata is not null) view["private_metadata"] = privateMetadata;
        return view;
    }

    /// <summary>The App Home of one person; at most 100 blocks.</summary>
    public static JsonObject Home(IEnumerable<JsonObject> blocks) => new() { ["type"] = "home", ["blocks"] = Array(blocks) };

    private static JsonArray Array(IEnumerable<JsonObject> nodes) => [.. nodes];
}
