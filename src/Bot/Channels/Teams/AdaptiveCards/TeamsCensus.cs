using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Rules that no list of members tells: ids, addresses, pictures, mentions, how many actions, how large the whole is.</summary>
internal sealed partial class TeamsCensus(Action<JsonPlace, string> fault, Uri? room)
{
    /// <summary>A refresh is done at once for so many, and for no more are they listed (learn.microsoft.com, "User specific views").</summary>
    private const int MostRefreshed = 60;

    private const int MostSuggested = 3;

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<(string Id, JsonPlace At)> targets = [];
    private readonly List<(string Text, JsonPlace At)> said = [];

    /// <summary>The text; null where it is none, or one that cannot be read, such as half a surrogate pair that came escaped.</summary>
    public static string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    public void Activity(JsonObject activity, JsonArray? attachments)
    {
        var hasText = Text(activity["text"]) is { Length: > 0 };
        if (Text(activity["type"]) != "message") fault(JsonPlace.Root["type"], "is not message");
        // Teams then answers without an id, and nothing can ever be edited
        if (hasText && attachments is { Count: > 0 }) fault(JsonPlace.Root["text"], "goes with no attachment");
        if (!hasText && attachments is not { Count: > 0 }) fault(JsonPlace.Root["text"], "is missing, and there is no attachment");
        if (attachments is { Count: > 0 } && Text(activity["summary"]) is not { Length: > 0 }) fault(JsonPlace.Root["summary"], "is missing: a notification has nothing to say");
        if (activity["suggestedActions"] is JsonObject suggested) Suggested(activity, suggested, JsonPlace.Root["suggestedActions"]);
    }

    /// <summary>Cards of before Adaptive Cards.</summary>
    public void Classic(string type, JsonObject content, JsonPlace at)
    {
        if (!ClassicCard().IsMatch(type)) fault(at["contentType"], $"{type} is no card");
        else if (content["buttons"] is JsonArray { Count: > TeamsActions.MostPrimary } buttons) fault(at["content"]["buttons"], $"has {buttons.Count} entries, {TeamsActions.MostPrimary} is the most");
    }

    public void Card(JsonObject card, JsonPlace at)
    {
        Primary(card["actions"], at["actions"]);
        if (card["refresh"] is JsonObject refresh) Refresh(refresh, at["refresh"]);
        Mentions(Member(card["msteams"], "entities") as JsonArray, at["msteams"]["entities"]);
        foreach (var (id, where) in targets.Where(target => !ids.Contains(target.Id))) fault(where, $"there is no element {id}");
        targets.Clear();
        said.Clear();
    }

    public void Count(JsonObject members, string type, JsonPlace at)
    {
        if (Text(members["id"]) is { } id && !ids.Add(id)) fault(at["id"], "stands twice in the card");
        switch (type)
        {
            case "TextBlock":
                Parsed(members, "text", at);
                break;
            case "FactSet":
                for (var index = 0; index < (members["facts"] as JsonArray)?.Count; index++)
                {
                    if (members["facts"]![index] is not JsonObject fact) continue;
                    Parsed(fact, "title", at["facts"][index]);
                    Parsed(fact, "value", at["facts"][index]);
                }

                break;
            case "Image":
                TeamsImageRules.Check(members, at, fault);
                break;
            case "ActionSet":
                Primary(members["actions"], at["actions"]);
                break;
            case "Input.ChoiceSet":
                Choices(members, at);
                break;
            case "Action.OpenUrl" or "Action.OpenUrlDialog":
                if (Text(members["url"]) is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && TeamsUrl.IsOpened(address, room))) fault(at["url"], "is no https address");
                break;
            case "Action.Execute" or "Action.Submit":
                Sent(members["data"], at["data"]);
                break;
            case "Action.ToggleVisibility":
                for (var index = 0; index < (members["targetElements"] as JsonArray)?.Count; index++)
                {
                    var target = members["targetElements"]![index];
                    targets.Add((Text(target is JsonObject told ? told["elementId"] : target) ?? "", at["targetElements"][index]));
                }

                break;
        }
    }

    /// <summary>A text may hold nothing that cannot be seen: it would make one string look like another.</summary>
    public void Said(string text, JsonPlace at, bool isParsed)
    {
        if (isParsed) said.Add((text, at));
        else if (text.Split('\n').Any(static line => Investigation.Entities.VisibleText.Of(line) != line)) fault(at, "holds characters that cannot be seen");
    }

    public void Size(JsonObject whole)
    {
        var (size, bytes) = TeamsSize.Of(whole);
        if (size > TeamsSize.Refused) fault(JsonPlace.Root, $"takes {size:N0} bytes, {TeamsSize.Refused:N0} is the most");
        else if (size > TeamsSize.Warned) fault(JsonPlace.Root, $"takes {size:N0} bytes, from {TeamsSize.Warned:N0} on it may be refused");
        if (bytes >= TeamsSize.Body) fault(JsonPlace.Root, $"takes {bytes:N0} bytes with its pictures, {TeamsSize.Body:N0} is the most");
    }

    private void Parsed(JsonObject members, string name, JsonPlace at)
    {
        if (Text(members[name]) is not { } text) return;
        Said(text, at[name], isParsed: true);
        if (string.IsNullOrWhiteSpace(text) && text != "\u00A0") fault(at[name], "is empty");
        foreach (Match link in MarkdownLink().Matches(text))
        {
            if (!(Uri.TryCreate(link.Groups[1].Value, UriKind.Absolute, out var url) && TeamsUrl.IsOpened(url, room))) fault(at[name], $"links to {link.Groups[1].Value}, which is no https address");
        }

        if (MarkdownImage().IsMatch(text)) fault(at[name], "holds a picture");
    }

    private void Primary(JsonNode? actions, JsonPlace at)
    {
        if (actions is not JsonArray list) return;
        for (var index = 0; index < list.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(Text(Member(list[index], "title")))) fault(at[index]["title"], "is missing");
        }

        var primary = list.Count(static action => !string.Equals(Text(Member(action, "mode")), "secondary", StringComparison.OrdinalIgnoreCase));
        if (primary > TeamsActions.MostPrimary) fault(at, $"has {primary} primary actions, {TeamsActions.MostPrimary} is the most");
    }

    private void Sent(JsonNode? data, JsonPlace at)
    {
        if (data is null) return;
        if (data is not JsonObject members) fault(at, "is no object: inputs would not be sent along");
        else if (members["msteams"] is { } meant && (meant is not JsonObject told || Text(told["type"]) is not ("task/fetch" or "messageBack" or "imBack" or "invoke" or "signin"))) fault(at["msteams"], "is reserved, and says nothing that Teams knows");
    }

    private void Choices(JsonObject input, JsonPlace at)
    {
        if (input["choices"] is not JsonArray choices) return;
        if (choices.Count == 0) fault(at["choices"], "is empty: there is nothing to choose");
        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < choices.Count; index++)
        {
            if (Text(Member(choices[index], "value")) is not { Length: > 0 } value) fault(at["choices"][index]["value"], "is empty");
            else if (!values.Add(value)) fault(at["choices"][index]["value"], "stands twice in the list");
        }

        var isSeveral = (input["isMultiSelect"] as JsonValue)?.TryGetValue<bool>(out var told) == true && told;
        if (Text(input["value"]) is { Length: > 0 } chosen && !(isSeveral ? chosen.Split(',') : [chosen]).All(values.Contains)) fault(at["value"], "is none of the choices");
    }

    private void Refresh(JsonObject refresh, JsonPlace at)
    {
        if (refresh["userIds"] is not JsonArray users) return;
        if (users.Count > MostRefreshed) fault(at["userIds"], $"has {users.Count} entries, {MostRefreshed} is the most");
        for (var index = 0; index < users.Count; index++)
        {
            if (Text(users[index]) is not { } user || !Mri().IsMatch(user)) fault(at["userIds"][index], "is no MRI");
        }
    }

    private void Mentions(JsonArray? entities, JsonPlace at)
    {
        List<string> meant = [.. (entities ?? []).Select(static entity => Text(Member(entity, "text"))).OfType<string>()];
        for (var index = 0; index < meant.Count; index++)
        {
            if (!said.Any(one => one.Text.Contains(meant[index], StringComparison.Ordinal))) fault(at[index]["text"], "stands in no text of the card");
        }

        for (var index = 0; index < entities?.Count; index++)
        {
            if (Text(Member(Member(entities[index], "mentioned"), "id")) is { } id && !TeamsMentions.IsPerson(id)) fault(at[index]["mentioned"]["id"], "is nobody's id");
        }

        foreach (var (text, where) in said)
        {
            foreach (Match mention in Mention().Matches(text))
            {
                if (!meant.Contains(mention.Value)) fault(where, $"{mention.Value} is no mention that the card explains");
            }
        }
    }

    private void Suggested(JsonObject activity, JsonObject suggested, JsonPlace at)
    {
        if (Text(Member(activity["conversation"], "id")) is { } conversation && TeamsConversation.Parse(conversation).IsChannel) fault(at, "are shown in personal chats only");
        var actions = suggested["actions"] as JsonArray ?? [];
        if (actions.Count > MostSuggested) fault(at["actions"], $"has {actions.Count} entries, {MostSuggested} are shown");
        for (var index = 0; index < actions.Count; index++)
        {
            if (Text(Member(actions[index], "type")) != "imBack") fault(at["actions"][index]["type"], "is not imBack");
        }
    }

    [GeneratedRegex(@"^application/vnd\.microsoft\.card\.(hero|thumbnail|list)$|^application/vnd\.microsoft\.teams\.card\.list$")]
    private static partial Regex ClassicCard();

    [GeneratedRegex(@"(?<!\\)\]\(([^)]*)\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"(?<!\\)!\[")]
    private static partial Regex MarkdownImage();

    [GeneratedRegex("<at>.*?</at>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^\d+:\S+$")]
    private static partial Regex Mri();
}
