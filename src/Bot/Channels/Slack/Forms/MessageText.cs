using System.Text;
using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Inbound;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>All that can be read in a message of anybody: its text, its blocks, its attachments. What Slack wrapped is unwrapped. Pure.</summary>
internal static class MessageText
{
    private const int Longest = 40_000;
    private const int Deepest = 16;

    /// <summary>Members that hold words, in the order in which they are read.</summary>
    private static readonly string[] Wordy = ["pretext", "title", "title_link", "text", "value", "url", "footer", "fallback", "alt_text"];

    private static readonly string[] Nested = ["title", "text", "fields", "elements", "rows", "accessory", "blocks", "attachments", "message"];

    /// <returns>Lines, each once; empty when nothing can be read.</returns>
    public static string Of(JsonElement message)
    {
        var lines = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = Longest;
        Add(message.Text("text"));
        foreach (var part in message.Items("blocks").Concat(message.Items("attachments"))) Read(part, 0);
        return string.Join('\n', lines);

        void Read(JsonElement part, int depth)
        {
            if (depth == Deepest) return;
            if (part.ValueKind == JsonValueKind.Array)
            {
                foreach (var each in part.EnumerateArray()) Read(each, depth + 1);
                return;
            }

            if (part.ValueKind != JsonValueKind.Object || part.Text("type") is "button" or "actions" or "divider") return;
            if (part.Text("type") is "rich_text_section" or "rich_text_preformatted" or "rich_text_quote")
            {
                AddLiteral(Line(part));
                return;
            }

            foreach (var name in Wordy) Add(part.Text(name));
            foreach (var name in Nested)
            {
                if (part.Member(name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inside) Read(inside, depth + 1);
            }
        }

        // Slack gives the same words up to three times: as text, as blocks, as fallback.
        void Add(string? text) => AddLiteral(SlackWords.Read(text ?? ""));

        void AddLiteral(string text)
        {
            foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > left || !seen.Add(line)) continue;
                lines.Add(line);
                left -= line.Length;
            }
        }
    }

    /// <summary>A line of rich text: what stands beside each other stays beside each other.</summary>
    private static string Line(JsonElement section)
    {
        var line = new StringBuilder();
        foreach (var run in section.Items("elements"))
        {
            var (words, url) = (run.Text("text"), run.Text("url"));
            line.Append(words ?? url ?? Name(run));
            if (words is not null && url is not null && words != url) line.Append(" (").Append(url).Append(')');
        }

        return line.ToString();
    }

    private static string Name(JsonElement run) => run.Text("type") switch
    {
        "user" => $"@{run.Text("user_id")}",
        "channel" => $"#{run.Text("channel_id")}",
        "usergroup" => $"@{run.Text("usergroup_id")}",
        "broadcast" => $"@{run.Text("range")}",
        "emoji" => $":{run.Text("name")}:",
        _ => "",
    };
}
