using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>One message or view under examination: what is wrong, where, and what is counted over the whole of it.</summary>
/// <param name="surface">m, v or h: message, modal, home.</param>
/// <param name="isPicture">Whether a file of that id can be shown in an image block.</param>
internal sealed class BlockCheck(string surface, Func<string, bool> isPicture)
{
    private const int TextBudget = 12_000;
    private const int MessageBlocks = 50;
    private const int ViewBlocks = 100;
    private const int MostAttachments = 100;
    private static readonly string[] AttachmentFields =
    [
        "color", "blocks", "fallback", "text", "pretext", "title", "title_link", "footer", "footer_icon", "ts", "fields", "image_url", "thumb_url", "author_name", "author_link", "author_icon",
        "mrkdwn_in", "callback_id", "attachment_type", "actions", "preview", "hide_border",
    ];

    private readonly List<string> errors = [];
    private readonly HashSet<string> blockIds = [];
    private readonly Dictionary<string, int> counted = [];

    public string Surface => surface;

    /// <summary>Length of all text over all blocks.</summary>
    public int TextLength { get; private set; }

    /// <summary>Why Slack refuses it; null when it does not.</summary>
    public SlackRefusal? Refusal =>
        errors.Count > 0 ? new SlackRefusal(surface == "m" ? "invalid_blocks" : "invalid_arguments", [.. errors])
        : Over("markdown", TextBudget) || (surface == "m" && TextLength > TextBudget) ? new SlackRefusal("msg_blocks_too_long", $"[ERROR] all text together is {TextLength} long")
        : Over("table", 1) ? new SlackRefusal("invalid_blocks", "[ERROR] only_one_table_allowed")
        : null;

    public void Message(JsonObject message)
    {
        if (message["blocks"] is JsonArray blocks) Blocks(blocks, "/blocks", MessageBlocks);
        var attachments = message["attachments"] as JsonArray;
        if (attachments?.Count > MostAttachments) throw new SlackRefusal("too_many_attachments");
        for (var i = 0; i < (attachments?.Count ?? 0); i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/attachments/{i}");
            if (attachments![i] is not JsonObject attachment)
            {
                Wrong(at, "must be an object");
                continue;
            }

            foreach (var (name, _) in attachment.Where(static field => !AttachmentFields.Contains(field.Key))) Wrong($"{at}/{name}", "invalid additional property: " + name);
            if (attachment["footer"]?.ToString().Length > 300) Wrong($"{at}/footer", "must be less than 301 characters");
            if (attachment["color"]?.ToString() is { } color && color is not ("good" or "warning" or "danger") && !IsHex(color)) Wrong($"{at}/color", "must be a color");
            if (attachment["blocks"] is JsonArray inner) Blocks(inner, $"{at}/blocks", MessageBlocks);
        }
    }

    public void View(JsonObject view)
    {
        BlockRules.View(view["type"]?.ToString() ?? "")(this, view, "/view");
        if (view["blocks"] is not JsonArray blocks) return;
        Blocks(blocks, "/view/blocks", ViewBlocks);
        if (surface == "v" && blocks.Any(static block => block?["type"]?.ToString() == "input") && view["submit"] is null) Wrong("/view/submit", "missing required field: submit");
    }

    public void Wrong(string pointer, string reason) => errors.Add($"[ERROR] {reason} [json-pointer:{pointer}]");

    public void Read(int length) => TextLength += length;

    /// <summary>Adds to a sum that is limited over the whole message.</summary>
    public int Count(string what, int by = 1) => counted[what] = counted.GetValueOrDefault(what) + by;

    public void NameBlock(string id, string pointer)
    {
        if (!blockIds.Add(id)) Wrong(pointer, "block_id already exists");
    }

    public void CheckFile(string id, string pointer)
    {
        if (!isPicture(id)) Wrong(pointer, "invalid slack file");
    }

    private void Blocks(JsonArray blocks, string pointer, int most)
    {
        if (blocks.Count > most) Wrong(pointer, $"no more than {most} items allowed");
        for (var i = 0; i < blocks.Count; i++) BlockRules.Block(this, blocks[i], string.Create(CultureInfo.InvariantCulture, $"{pointer}/{i}"));
    }

    private bool Over(string what, int most) => counted.GetValueOrDefault(what) > most;

    private static bool IsHex(string color) => color.TrimStart('#') is { Length: 6 } hex && hex.All(char.IsAsciiHexDigit);
}
