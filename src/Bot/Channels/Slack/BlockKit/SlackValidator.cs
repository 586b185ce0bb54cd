using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Every reason for which Slack would refuse a message, modal or home, unknown properties included: one of them anywhere costs the whole message.</summary>
internal sealed class SlackValidator
{
    private readonly List<SlackFault> faults = [];
    private readonly SlackSpec spec = SlackSpec.Current;
    private readonly SlackCensus census;
    private readonly char surface;

    private SlackValidator(char surface)
    {
        this.surface = surface;
        census = new SlackCensus(Fault);
    }

    /// <summary>The faults of what goes to chat.postMessage, chat.update, chat.postEphemeral or a response_url; empty when Slack would take it.</summary>
    public static IReadOnlyList<SlackFault> Message(JsonObject message)
    {
        var validator = new SlackValidator('m');
        validator.Members(message, spec: validator.spec.Message, JsonPlace.Root, hasType: false);
        validator.census.CloseMessage(message);
        return validator.faults;
    }

    /// <summary>The faults of a modal.</summary>
    public static IReadOnlyList<SlackFault> View(JsonObject view) => View(view, "modal", 'v');

    /// <summary>The faults of an App Home.</summary>
    public static IReadOnlyList<SlackFault> Home(JsonObject view) => View(view, "home", 'h');

    private static List<SlackFault> View(JsonObject view, string type, char surface)
    {
        var validator = new SlackValidator(surface);
        validator.OneOf(view, "view", [type], JsonPlace.Root);
        validator.census.CloseView(view);
        return validator.faults;
    }

    private void Fault(JsonPlace at, string why) => faults.Add(new SlackFault(at.ToString(), why));

    private void Value(JsonNode? node, SlackField field, JsonPlace at)
    {
        if (node is null)
        {
            if (!field.MayBeNull) Fault(at, "is null");
            return;
        }

        switch (field.Kind)
        {
            case "any":
                break;
            case "bool":
                if (node.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) Fault(at, "is neither true nor false");
                break;
            case "number":
                if (node.GetValueKind() != JsonValueKind.Number) Fault(at, "is no number");
                break;
            case "int":
                Integer(node, field, at);
                break;
            case "one":
                if (Text(node, at) is { } word && !field.Names.Contains(word)) Fault(at, $"is none of {string.Join(", ", field.Names)}");
                break;
            case "string":
                if (Text(node, at) is { } text && SlackStrings.WhyNot(text, field) is { } why) Fault(at, why);
                break;
            case "plain" or "words":
                TextObject(node, field, at);
                break;
            case "context":
                if (node is JsonObject { } shown && shown["type"] is JsonValue type && SlackMeasure.Text(type) == "image") OneOf(node, "element", ["image"], at);
                else TextObject(node, ContextText, at);
                break;
            case "list":
                List(node, field, at);
                break;
            case "object":
                Object(node, field.Names[0], at);
                break;
            default:
                OneOf(node, field.Kind, field.Names, at);
                break;
        }
    }

    private static readonly SlackField ContextText = SlackField.Parse("words 1..3000");

    private void Integer(JsonNode node, SlackField field, JsonPlace at)
    {
        if (node.GetValueKind() != JsonValueKind.Number || !long.TryParse(node.ToJsonString(), out var number)) Fault(at, "is no whole number");
        else if (number < field.Least || number > field.Most) Fault(at, $"is not within {field.Least}..{field.Most}");
    }

    private string? Text(JsonNode node, JsonPlace at)
    {
        var text = node.GetValueKind() == JsonValueKind.String ? SlackMeasure.Text(node) : null;
        if (text is null) Fault(at, "is no text");
        return text;
    }

    /// <summary>A text object; one of white space alone counts as empty.</summary>
    private void TextObject(JsonNode node, SlackField field, JsonPlace at)
    {
        if (node is not JsonObject told)
        {
            Fault(at, "is no text object");
            return;
        }

        var type = told["type"] is { } named ? Text(named, at["type"]) : null;
        if (type != "plain_text" && (type != "mrkdwn" || field.Kind == "plain")) Fault(at["type"], field.Kind == "plain" ? "is not plain_text" : "is neither plain_text nor mrkdwn");
        foreach (var (name, value) in told)
        {
            if (name == "text" && value is not null)
            {
                if (Text(value, at[name]) is { } text && (SlackStrings.WhyNot(text, field) ?? (string.IsNullOrWhiteSpace(text) ? "is empty" : null)) is { } why) Fault(at[name], why);
            }
            else if (name == (type == "mrkdwn" ? "verbatim" : "emoji")) Value(value, Flag, at[name]);
            else if (name != "type") Fault(at[name], "is not known");
        }

        if (told["text"] is null) Fault(at["text"], "is missing");
    }

    private static readonly SlackField Flag = SlackField.Parse("bool");

    private void List(JsonNode node, SlackField field, JsonPlace at)
    {
        if (node is not JsonArray list)
        {
            Fault(at, "is no list");
            return;
        }

        if (list.Count < field.Least) Fault(at, $"has {list.Count} entries, {field.Least} is the least");
        if (list.Count > field.Most) Fault(at, $"has {list.Count:N0} entries, {field.Most} is the most");
        for (var index = 0; index < list.Count; index++) Value(list[index], field.Inside!, at[index]);
        if (field.Inside is { Kind: "object", Names: ["option" or "md_option" or "overflow_option"] }) census.Different(list, "value", at);
    }

    /// <summary>An object that says its type.</summary>
    private void OneOf(JsonNode node, string group, IReadOnlyList<string> names, JsonPlace at)
    {
        if (node is not JsonObject members || members["type"] is not { } told || Text(told, at["type"]) is not { } type)
        {
            if (node is not JsonObject { } known || known["type"] is null) Fault(at["type"], "is missing");
            return;
        }

        var shape = names is ["*"] || names.Contains(type) ? spec.Find(group, type) : null;
        if (shape is null)
        {
            Fault(at["type"], $"is no {group} that may stand here");
            return;
        }

        if (shape.Surfaces?.Contains(surface, StringComparison.Ordinal) == false) Fault(at, $"{type} is not taken on this surface");
        if (group == "block") census.Count(members, type, shape, at);
        Members(members, shape, at, hasType: true, isBlock: group == "block");
    }

    private void Object(JsonNode node, string name, JsonPlace at)
    {
        if (node is JsonObject members) Members(members, spec.Find("object", name)!, at, hasType: false);
        else Fault(at, "is no object");
    }

    private void Members(JsonObject members, SlackShape spec, JsonPlace at, bool hasType, bool isBlock = false)
    {
        foreach (var (name, value) in members)
        {
            if (spec.Fields.TryGetValue(name, out var field)) Value(value, field, at[name]);
            else if (isBlock && name == "block_id") Value(value, BlockId, at[name]);
            else if (!hasType || name != "type") Fault(at[name], "is not known");
        }

        foreach (var missing in spec.Required.Where(name => !members.ContainsKey(name))) Fault(at[missing], "is missing");
        if (spec.AnyOf.Count > 0 && !spec.AnyOf.Any(members.ContainsKey)) Fault(at, $"needs one of {string.Join(", ", spec.AnyOf)}");
        if (spec.OneOf.Count > 0 && spec.OneOf.Count(members.ContainsKey) != 1) Fault(at, $"needs exactly one of {string.Join(", ", spec.OneOf)}");
        if (spec.NotBoth.Count > 0 && spec.NotBoth.All(members.ContainsKey)) Fault(at, $"may not have both {string.Join(" and ", spec.NotBoth)}");
    }

    private static readonly SlackField BlockId = SlackField.Parse("string 1..255");
}
