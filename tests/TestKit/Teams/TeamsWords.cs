using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit.Teams;

/// <summary>Everything a person can read in a message or a card, one line per part. What is hidden or stands in data only is not read.</summary>
internal static partial class TeamsWords
{
    private static readonly string[] Holding = ["body", "items", "columns", "rows", "cells", "actions", "card", "images", "inlines", "facts", "choices", "selectAction", "pages", "data"];

    /// <summary>Words of an activity: its text, and its cards.</summary>
    public static string Of(JsonObject? activity)
    {
        var words = new StringBuilder();
        if (activity?["text"]?.ToString() is { Length: > 0 } text) words.Append(text).Append('\n');
        foreach (var attachment in TeamsCards.Attachments(activity))
        {
            if (TeamsCards.IsAdaptive(attachment)) Read(attachment["content"], words);
            else if (attachment["content"] is JsonObject other) Plain(other, words);
        }

        return Seen(words);
    }

    public static string OfCard(JsonNode? card)
    {
        var words = new StringBuilder();
        Read(card, words);
        return Seen(words);
    }

    /// <summary>Hero and thumbnail cards, as search results have them.</summary>
    private static void Plain(JsonObject card, StringBuilder words)
    {
        foreach (var name in new[] { "title", "subtitle", "text" })
        {
            if (card[name]?.ToString() is { Length: > 0 } said) words.Append(said).Append('\n');
        }
    }

    private static void Read(JsonNode? node, StringBuilder words)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Read(item, words);
            return;
        }

        if (node is not JsonObject it || IsHidden(it)) return;
        switch (it["type"]?.ToString())
        {
            case "RichTextBlock":
                foreach (var run in it["inlines"] as JsonArray ?? []) words.Append(Unescaped(run is JsonObject of ? of["text"]?.ToString() : run?.ToString(), isMarkdown: false));
                words.Append('\n');
                return;
            case "FactSet":
                foreach (var fact in it["facts"] as JsonArray ?? []) words.Append(Unescaped(fact?["title"]?.ToString())).Append(": ").Append(Unescaped(fact?["value"]?.ToString())).Append('\n');
                return;
            case { } chart when chart.StartsWith("Chart.", StringComparison.Ordinal):
                TeamsChartWords.Read(it, words);
                return;
            case { } action when action.StartsWith("Action.", StringComparison.Ordinal):
                words.Append(it["title"]).Append('\n');
                Read(it["card"], words);
                return;
        }

        foreach (var name in new[] { "text", "label", "placeholder", "title", "altText", "codeSnippet", "errorMessage" })
        {
            if (it[name] is JsonValue said) words.Append(Unescaped(said.ToString(), it["type"]?.ToString() == "TextBlock")).Append('\n');
        }

        foreach (var name in Holding)
        {
            if (it[name] is JsonObject or JsonArray) Read(it[name], words);
        }
    }

    /// <summary>A space that does not break is a space to whoever reads.</summary>
    private static string Seen(StringBuilder words) => words.ToString().TrimEnd('\n').Replace('\u00A0', ' ');

    private static bool IsHidden(JsonObject it) => it["isVisible"] is JsonValue visible && visible.TryGetValue<bool>(out var seen) && !seen;

    /// <summary>As it is rendered: punctuation behind a backslash stands for itself, marks of bold are not seen, and a link is its words and where it leads.</summary>
    private static string Unescaped(string? text, bool isMarkdown = true)
    {
        if (text is null || !isMarkdown || text.AsSpan().IndexOfAny("\\*[") < 0) return text ?? "";
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && char.IsAscii(text[i + 1]) && (char.IsPunctuation(text[i + 1]) || char.IsSymbol(text[i + 1]))) shown.Append(text[++i]);
            else if (text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*') i++;
            else if (text[i] == '[' && Link().Match(text, i) is { Success: true } link && link.Index == i)
            {
                shown.Append(Unescaped(link.Groups[1].Value)).Append(" (").Append(link.Groups[2].Value).Append(')');
                i += link.Length - 1;
            }
            else shown.Append(text[i]);
        }

        return shown.ToString();
    }

    [GeneratedRegex(@"\G\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)")]
    private static partial Regex Link();
}
