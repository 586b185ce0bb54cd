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
        CheckMentions(card);
        var inputs = new HashSet<string>();
        foreach (var element in TeamsCards.Elements(card))
        {
            var type = element["type"]!.ToString();
            if (!Known.Contains(type) && !type.StartsWith("Chart.", StringComparison.Ordinal) && element["fallback"] is null) throw TeamsRefusal.Syntax($"Nobody knows the element {type}.");
            if (type.StartsWith("Input.", StringComparison.Ordinal) && type != "Input.Choice" && !(element["id"]?.ToString() is { Length: > 0 } id && inputs.Add(id))) throw TeamsRefusal.Syntax($"An {type} has no id, or another one's.");
            if (type == "Input.ChoiceSet") CheckChoices(element);
            if (type == "Action.OpenUrl" && element["url"]?.ToString().StartsWith("https://", StringComparison.Ordinal) != true) throw TeamsRefusal.Syntax("An Action.OpenUrl has no https address.");
        }
    }

    private static void CheckChoices(JsonObject input)
    {
        if (input["choices.data"] is not null) return;
        var values = (input["choices"] as JsonArray ?? []).Select(static choice => choice?["title"]?.ToString() is { Length: > 0 } ? choice["value"]?.ToString() : null).ToList();
        if (values.Count == 0 || values.Exists(static value => value is not { Length: > 0 }) || values.Distinct().Count() != values.Count) throw TeamsRefusal.Syntax("An Input.ChoiceSet has no choices, one without title or value, or the same value twice.");
        var given = input["value"]?.ToString() is { Length: > 0 } value ? value : null;
        if (given is not null && !(input["isMultiSelect"]?.ToString() == "true" ? given.Split(',') : [given]).All(values.Contains)) throw TeamsRefusal.Syntax("The value of an Input.ChoiceSet is none of its choices.");
    }

    /// <summary>Each mention says whom it means, and stands in a text that is parsed, word for word.</summary>
    private static void CheckMentions(JsonObject card)
    {
        var texts = TeamsCards.Elements(card).Where(static one => one["type"]!.ToString() == "TextBlock").Select(static one => one["text"]?.ToString() ?? "")
            .Concat(TeamsCards.Elements(card).Where(static one => one["type"]!.ToString() == "FactSet").SelectMany(static one => one["facts"] as JsonArray ?? []).SelectMany(static fact => new[] { fact?["title"]?.ToString() ?? "", fact?["value"]?.ToString() ?? "" })).ToList();
        foreach (var entity in (card["msteams"]?["entities"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (entity["type"]?.ToString() != "mention" || entity["text"]?.ToString() is not { } text || !text.StartsWith("<at>", StringComparison.Ordinal) || !texts.Exists(one => one.Contains(text, StringComparison.Ordinal))) throw TeamsRefusal.Syntax("A mention's text stands nowhere in the card.");
            if (entity["mentioned"]?["id"]?.ToString() is not { } id || !(Guid.TryParse(id, out _) || id.StartsWith("29:", StringComparison.Ordinal) || id.Contains('@', StringComparison.Ordinal))) throw TeamsRefusal.Syntax("A mention names nobody.");
        }
    }

    [GeneratedRegex("data:image/[^\"]+")]
    private static partial Regex DataUri();
}
