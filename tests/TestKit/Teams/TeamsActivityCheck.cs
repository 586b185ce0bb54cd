using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit.Teams;

/// <summary>What Teams looks at in a message before it takes it: size, content, and the card's foundations.</summary>
internal static partial class TeamsActivityCheck
{
    private const int MostUtf16 = 100 * 1024;
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Known =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Image", "ImageSet", "Media", "Container", "ColumnSet", "Column", "FactSet", "Fact", "Table", "TableRow", "TableCell",
        "TableColumnDefinition", "ActionSet", "CodeBlock", "Badge", "Icon", "ProgressBar", "ProgressRing", "CompoundButton", "Carousel", "CarouselPage", "Rating", "Accordion", "TabSet", "TabPage",
        "Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet", "Input.Choice", "Input.Rating", "Data.Query", "BackgroundImage", "CitationRun", "IconRun", "ImageRun",
        "Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility", "Action.Popover", "Action.ResetInputs", "Action.OpenUrlDialog", "Action.InsertImage",
        "Layout.Stack", "Layout.Flow", "Layout.AreaGrid",
    ];

    /// <summary>What an activity says, without its type being anything but a message.</summary>
    public static bool IsTyping(JsonObject activity) => activity["type"]?.ToString() == "typing";

    public static bool HasText(JsonObject activity) => activity["text"]?.ToString() is { Length: > 0 };

    public static bool HasBoth(JsonObject activity) => HasText(activity) && TeamsCards.Attachments(activity).Any();

    public static void Check(JsonObject activity)
    {
        if (activity["type"] is not JsonValue) throw TeamsRefusal.Syntax("Activity must include a type.");
        if (IsTyping(activity)) return;
        if (activity["type"]!.ToString() != "message") throw TeamsRefusal.Syntax($"Activity type {activity["type"]} cannot be sent.");
        if (!HasText(activity) && !TeamsCards.Attachments(activity).Any()) throw TeamsRefusal.Syntax("Activity must include text or attachments.");
        if (DataUri().Replace(activity.ToJsonString(AsIs), "").Length * 2 > MostUtf16) throw new TeamsRefusal(413, "MessageSizeTooBig", "Message size too large.", true);
        foreach (var attachment in TeamsCards.Attachments(activity)) Check(attachment, activity);
    }

    private static void Check(JsonObject attachment, JsonObject activity)
    {
        if (attachment["contentType"] is not JsonValue) throw TeamsRefusal.Syntax("An attachment has no contentType.");
        if (!TeamsCards.IsAdaptive(attachment)) return;
        if (attachment["content"] is not JsonObject card || card["type"]?.ToString() != "AdaptiveCard") throw TeamsRefusal.Syntax("The content is no AdaptiveCard.");
        CheckCard(card);
        if (activity["summary"] is { } summary && summary.GetValueKind() != JsonValueKind.String) throw TeamsRefusal.Syntax("summary is no text.");
    }

    public static void CheckCard(JsonObject card)
    {
        var parts = (card["version"]?.ToString() ?? "").Split('.');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) || major != 1 || minor > 5)
            throw TeamsRefusal.Syntax($"The card's version is '{card["version"]}'; 1.5 is the newest.");
        var inputs = new HashSet<string>();
        foreach (var element in TeamsCards.Elements(card))
        {
            var type = element["type"]!.ToString();
            if (!Known.Contains(type) && !type.StartsWith("Chart.", StringComparison.Ordinal) && element["fallback"] is null) throw TeamsRefusal.Syntax($"Nobody knows the element {type}.");
            if (type.StartsWith("Input.", StringComparison.Ordinal) && type != "Input.Choice" && !(element["id"]?.ToString() is { Length: > 0 } id && inputs.Add(id))) throw TeamsRefusal.Syntax($"An {type} has no id, or another one's.");
            if (type == "Action.OpenUrl" && element["url"]?.ToString().StartsWith("https://", StringComparison.Ordinal) != true) throw TeamsRefusal.Syntax("An Action.OpenUrl has no https address.");
        }
    }

    [GeneratedRegex("data:image/[^\"]+")]
    private static partial Regex DataUri();
}
