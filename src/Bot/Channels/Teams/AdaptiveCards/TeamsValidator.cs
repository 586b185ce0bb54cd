using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Every reason for which Teams would refuse a message or drop a part of it: what elements hold, and, by <see cref="TeamsCensus"/>, what can only be said of the whole.</summary>
internal sealed class TeamsValidator
{
    private readonly List<TeamsFault> faults = [];
    private readonly TeamsSpec spec = TeamsSpec.Current;
    private readonly TeamsCensus census;

    private TeamsValidator(Uri? room) => census = new TeamsCensus(Fault, room);

    /// <summary>The faults of what is sent as an activity; empty when Teams would take it.</summary>
    /// <param name="room">Where people reach the room: the one address that need not be https.</param>
    public static IReadOnlyList<TeamsFault> Activity(JsonObject activity, Uri? room = null)
    {
        var validator = new TeamsValidator(room);
        validator.Message(activity);
        return validator.faults;
    }

    /// <summary>The faults of a card alone, such as one inside of an answer.</summary>
    public static IReadOnlyList<TeamsFault> Card(JsonObject card, Uri? room = null)
    {
        var validator = new TeamsValidator(room);
        validator.Whole(card, JsonPlace.Root);
        validator.census.Size(card);
        return validator.faults;
    }

    private void Fault(JsonPlace at, string why) => faults.Add(new TeamsFault(at.ToString(), why));

    private void Message(JsonObject activity)
    {
        var attachments = activity["attachments"] as JsonArray;
        census.Activity(activity, attachments);
        for (var index = 0; index < attachments?.Count; index++)
        {
            var at = JsonPlace.Root["attachments"][index];
            var attachment = attachments[index] as JsonObject;
            if (attachment?["content"] is not JsonObject content) Fault(at["content"], "is missing");
            else if (Text(attachment["contentType"]) is not { } type) Fault(at["contentType"], "is missing");
            else if (type == TeamsElements.ContentType) Whole(content, at["content"]);
            else census.Classic(type, content, at);
        }

        census.Size(activity);
    }

    private void Whole(JsonObject card, JsonPlace at)
    {
        if (Text(card["type"]) != "AdaptiveCard") Fault(at["type"], "is not AdaptiveCard");
        if (Text(card["version"]) is { } version && (!Version.TryParse(version, out var known) || known > new Version(TeamsElements.Version))) Fault(at["version"], $"is above {TeamsElements.Version}");
        Members(card, spec.Find("object", "AdaptiveCard")!, at);
        census.Card(card, at);
    }

    private void Value(JsonNode? node, IReadOnlyList<string> kinds, JsonPlace at)
    {
        if (node is null)
        {
            Fault(at, "is null");
            return;
        }

        if (kinds.FirstOrDefault(kind => IsOf(node, kind)) is not { } matching)
        {
            Fault(at, $"is no {string.Join(" or ", kinds)}");
            return;
        }

        switch (matching.Split(' ', 2))
        {
            case ["one", var words]:
                if (!spec.IsWord(words, Text(node)!)) Fault(at, $"is none of {string.Join(", ", spec.Words(words))}");
                break;
            case ["list", var inside]:
                for (var index = 0; index < node.AsArray().Count; index++) Value(node[index], [inside], at[index]);
                break;
            case ["object", "AdaptiveCard"]:
                Whole(node.AsObject(), at);
                break;
            case ["object", var name]:
                if (node["type"] is { } type && Text(type) != name) Fault(at["type"], $"is not {name}");
                Members(node.AsObject(), spec.Find("object", name)!, at);
                census.Count(node.AsObject(), name, at);
                break;
            case ["element" or "action" or "layout" or "inline"]:
                if (node is JsonObject one) Typed(one, matching, at);
                else census.Said(Text(node)!, at, isParsed: false);
                break;
            case ["string"]:
                census.Said(Text(node)!, at, isParsed: false);
                break;
        }
    }

    /// <summary>Only the outermost form is compared here: what an object or list holds is looked at afterwards.</summary>
    private static bool IsOf(JsonNode node, string kind) => kind.Split(' ')[0] switch
    {
        "any" => true,
        "string" or "one" => Text(node) is not null,
        "bool" => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => node.GetValueKind() == JsonValueKind.Number,
        "list" => node is JsonArray,
        "inline" => node is JsonObject || Text(node) is not null,
        _ => node is JsonObject,
    };

    /// <summary>An object that says its type.</summary>
    private void Typed(JsonObject members, string group, JsonPlace at)
    {
        if (Text(members["type"]) is not { } type)
        {
            Fault(at["type"], "is missing");
            return;
        }

        if (spec.Find(group, type) is not { } shape)
        {
            Fault(at["type"], $"{type} is no {group} that Teams knows");
            return;
        }

        if (group is "element" or "action" && !spec.IsStandard(type) && members["fallback"] is null) Fault(at["fallback"], $"is missing: not every client knows {type}");
        Members(members, shape, at);
        census.Count(members, type, at);
    }

    private void Members(JsonObject members, TeamsShape shape, JsonPlace at)
    {
        foreach (var (name, value) in members)
        {
            if (shape.Members.TryGetValue(name, out var kinds)) Value(value, kinds, at[name]);
            else if (name != "type") Fault(at[name], "is not known");
        }

        foreach (var missing in shape.Required.Where(name => !members.ContainsKey(name))) Fault(at[missing], "is missing");
    }

    private static string? Text(JsonNode? node) => TeamsCensus.Text(node);
}
