using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Looks at a rendered card as an attacker would.</summary>
internal static partial class TeamsWalk
{
    /// <summary>The message that carries the card.</summary>
    public static JsonObject Activity(this TeamsRendering rendering) => new()
    {
        ["type"] = "message",
        ["summary"] = rendering.Summary,
        ["attachments"] = new JsonArray { new JsonObject { ["contentType"] = TeamsElements.ContentType, ["content"] = rendering.Card.DeepClone() } },
    };

    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => Objects(member.Value)).Prepend(members),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    public static IEnumerable<JsonObject> OfType(this TeamsRendering rendering, string type) => Objects(rendering.Card).Where(one => TeamsCensus.Text(one["type"]) == type);

    /// <summary>What people read, without what stands in for elements that a client does not know; escapes taken away.</summary>
    public static string Seen(this TeamsRendering rendering) => string.Join('\n', Texts(rendering.Card));

    private static IEnumerable<string> Texts(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var text in list.SelectMany(Texts)) yield return text;
        }

        if (node is not JsonObject members) yield break;
        if (TeamsCensus.Text(members["type"]) == "RichTextBlock")
        {
            yield return string.Concat(members["inlines"]!.AsArray().Select(static run => run!["text"]!.GetValue<string>()));
            yield break;
        }

        foreach (var (name, value) in members)
        {
            if (name is "text" or "title" or "value" && TeamsCensus.Text(value) is { } text) yield return Bare(text);
            else if (name != "fallback") foreach (var inner in Texts(value)) yield return inner;
        }
    }

    /// <summary>Markdown as a client shows it when nothing in it is live: a backslash shows what follows it, an empty line begins a line.</summary>
    public static string Bare(string markdown)
    {
        var bare = new System.Text.StringBuilder();
        for (var at = 0; at < markdown.Length; at++)
        {
            if (markdown[at] == '\\' && at + 1 < markdown.Length && char.IsAscii(markdown[at + 1]) && char.IsPunctuation(markdown[at + 1]) | char.IsSymbol(markdown[at + 1])) at++;
            bare.Append(markdown[at]);
        }

        return bare.ToString().Replace("\n\n", "\n", StringComparison.Ordinal).Replace('\u00A0', ' ');
    }

    /// <summary>What is left when all that is escaped is taken away: only our own marks.</summary>
    public static string Live(string markdown)
    {
        var live = new System.Text.StringBuilder();
        for (var at = 0; at < markdown.Length; at++)
        {
            if (markdown[at] == '\\') at++;
            else live.Append(markdown[at]);
        }

        return live.ToString();
    }

    /// <summary>Every text that Teams parses may hold our own bold, links and clocks, and nothing else of Markdown.</summary>
    public static void ShouldHoldNothingLive(this TeamsRendering rendering)
    {
        var called = (rendering.Card["msteams"]!["entities"] as JsonArray ?? []).Select(static one => one!["text"]!.GetValue<string>()).ToList();
        called.ShouldAllBe(static text => OwnCall().IsMatch(text));
        foreach (var one in Objects(rendering.Card))
        {
            var parsed = TeamsCensus.Text(one["type"]) switch { "TextBlock" => [one["text"]], null => new[] { one["title"], one["value"] }, _ => [] };
            foreach (var text in parsed.Select(TeamsCensus.Text).OfType<string>())
                OwnLink().Replace(OwnClock().Replace(Without(Live(text), called), ""), "").Replace("**", "", StringComparison.Ordinal).IndexOfAny(['*', '_', '`', '[', ']', '{', '}', '<', '>', '#', '!', '~', '|', '&']).ShouldBe(-1, text);
            if (TeamsCensus.Text(one["type"]) == "TextRun") one["text"]!.GetValue<string>().ShouldNotContain("{{");
            if (TeamsCensus.Text(one["type"]) == "TextRun") one["text"]!.GetValue<string>().ShouldNotContain("<at", Case.Insensitive);
        }
    }

    [GeneratedRegex(@"\[[^\[\]]*\]\(https://(?:chatops\.example|(?:us-east-1\.)?console\.aws\.amazon\.com)/[^()\s]*\)")]
    private static partial Regex OwnLink();

    private static string Without(string text, IEnumerable<string> parts) => parts.Aggregate(text, static (rest, part) => rest.Replace(part, "", StringComparison.Ordinal));

    [GeneratedRegex(@"\A<at>[\p{L}\p{M}\p{Nd} ]+</at>\z")]
    private static partial Regex OwnCall();

    [GeneratedRegex(@"\{\{TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\)\}\}")]
    private static partial Regex OwnClock();
}
