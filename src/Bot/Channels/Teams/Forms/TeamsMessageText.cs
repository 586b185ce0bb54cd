using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>All that can be read in a message of anybody: its subject, its body, its cards, the message it quotes. Pure.</summary>
internal static class TeamsMessageText
{
    private const int Longest = 40_000;
    private const int Deepest = 16;

    /// <summary>Members that hold words, in the order in which they are read.</summary>
    private static readonly string[] Wordy = ["title", "subtitle", "activityTitle", "activitySubtitle", "text", "label", "value", "altText", "url", "messagePreview", "name", "contentUrl"];

    private static readonly string[] Nested = ["body", "items", "columns", "facts", "inlines", "rows", "cells", "sections", "card", "content", "choices"];

    private static readonly JsonDocumentOptions Careful = new() { MaxDepth = 64 };

    /// <returns>Lines; of cards and quotations only those that were not said before. Empty when nothing can be read.</returns>
    public static string Of(JsonElement message)
    {
        var lines = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = Longest;
        Add(message.Text("subject"));
        if (message.Text("body", "content") is { } body) Add(message.Text("body", "contentType") == "html" ? TeamsHtml.Words(body) : body, isOwn: true);
        foreach (var attachment in message.Items("attachments"))
        {
            // a card is told as JSON in a text
            if (attachment.Text("content") is { } content && Parsed(content) is { } card) Read(card, 0);
            else Read(attachment, 0);
        }

        return string.Join('\n', lines);

        void Read(JsonElement part, int depth)
        {
            if (depth == Deepest || left <= 0) return;
            if (part.ValueKind == JsonValueKind.Array)
            {
                foreach (var each in part.EnumerateArray()) Read(each, depth + 1);
                return;
            }

            if (part.ValueKind == JsonValueKind.String) Add(part.GetString());
            if (part.ValueKind != JsonValueKind.Object) return;
            foreach (var name in Wordy) Add(part.Text(name));
            foreach (var name in Nested)
            {
                if (part.Member(name) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } inside) Read(inside, depth + 1);
            }
        }

        void Add(string? text, bool isOwn = false)
        {
            foreach (var line in (text ?? "").Replace("\0", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (left <= 0) return;
                if (!seen.Add(line) && !isOwn) continue;
                lines.Add(ChatText.Cut(line, left));
                left -= lines[^1].Length;
            }
        }
    }

    private static JsonElement? Parsed(string content)
    {
        try
        {
            using var card = JsonDocument.Parse(content, Careful);
            return card.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // a text like any other
        }
    }
}
