using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Looks at a rendered message as an attacker would.</summary>
internal static partial class SlackWalk
{
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => Objects(member.Value)).Prepend(members),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    public static IEnumerable<JsonObject> OfType(this SlackMessage message, string type) => Objects(message.ToJson()).Where(one => one["type"]?.GetValue<string>() == type);

    public static IEnumerable<JsonObject> Blocks(this SlackMessage message) => message.Blocks.Concat(message.Attachments.SelectMany(static one => one["blocks"]!.AsArray().OfType<JsonObject>()));

    public static string Seen(this SlackMessage message) => string.Concat(Objects(message.ToJson()).Where(static one => one["type"]?.GetValue<string>() is "text" or "plain_text" or "mrkdwn" or "link").Select(static one => one["text"]?.GetValue<string>()));

    /// <summary>Every text that Slack parses may hold links of ours, and nothing else between angle brackets.</summary>
    public static void ShouldHoldNothingLive(this SlackMessage message)
    {
        Bare(message.Text).ShouldNotContain('<');
        foreach (var parsed in message.OfType("mrkdwn").Concat(message.OfType("plain_text")))
        {
            Bare(OwnLink().Replace(parsed["text"]!.GetValue<string>(), "").Replace($"<@{HostileCards.SlackAna}>", parsed["type"]!.GetValue<string>() == "mrkdwn" ? "" : "<", StringComparison.Ordinal)).ShouldNotContain('<');
            if (parsed["type"]!.GetValue<string>() == "mrkdwn") parsed["verbatim"]!.GetValue<bool>().ShouldBeTrue();
            else parsed["emoji"]!.GetValue<bool>().ShouldBeFalse();
        }

        foreach (var called in message.OfType("user")) called["user_id"]!.GetValue<string>().ShouldBe(HostileCards.SlackAna);
        foreach (var type in new[] { "usergroup", "channel", "broadcast", "emoji" }) message.OfType(type).ShouldBeEmpty();
        foreach (var link in message.OfType("link")) link["url"]!.GetValue<string>().ShouldContain("console.aws.amazon.com/");
    }

    private static string Bare(string text) => text.Replace('>', '<');

    [GeneratedRegex(@"<https://(?:us-east-1\.)?console\.aws\.amazon\.com/[^<>|]*\|[^<>|]*>")]
    private static partial Regex OwnLink();
}
