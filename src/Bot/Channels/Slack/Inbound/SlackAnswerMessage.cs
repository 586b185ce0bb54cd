using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>A private answer as Slack shows it: our words, and a button for each choice. Pure.</summary>
internal static class SlackAnswerMessage
{
    /// <summary>Begins the action id of a choice; the command is its value.</summary>
    public const string Choose = "choose:";

    private const int LongestText = 3000;
    private const int LongestValue = 2000;
    private const int MostChoices = 20;
    private const string Cut = "\n… (cut here; ask for less to see all of it)";

    /// <param name="mrkdwn">Escaped.</param>
    public static JsonObject Of(string mrkdwn, IReadOnlyList<CommandChoice> choices)
    {
        var text = Shortened(mrkdwn, LongestText);
        var blocks = new JsonArray(SlackBlocks.Section(SlackBlocks.Mrkdwn(Headed(text))));
        foreach (var (choice, n) in choices.Take(MostChoices).Select(static (choice, n) => (choice, n)))
        {
            var words = SlackBlocks.Mrkdwn(Headed(Shortened(SlackWords.Escape(choice.Detail.Length > 0 ? $"{choice.Label}\n{choice.Detail}" : choice.Label), LongestText - 2)));
            // A longer command cannot be carried; its words are shown and can be typed.
            blocks.Add((JsonNode)SlackBlocks.Section(words, choice.Command.Length <= LongestValue ? Button(choice, n) : null));
        }

        return new JsonObject { ["text"] = text, ["blocks"] = blocks };
    }

    private static JsonObject Button(CommandChoice choice, int n)
    {
        var button = SlackBlocks.Button("Choose", string.Create(CultureInfo.InvariantCulture, $"{Choose}{n}"), choice.Command);
        button["accessibility_label"] = $"Choose {ChatText.Cut(choice.Label, 60)}";
        return button;
    }

    /// <summary>Of several lines the first is the heading; one that has marks of its own is left alone, for nothing takes them back.</summary>
    private static string Headed(string mrkdwn)
    {
        var end = mrkdwn.IndexOf('\n', StringComparison.Ordinal);
        var isPlain = end > 0 && mrkdwn.AsSpan(0, end).IndexOfAny("*_~`") < 0 && mrkdwn.Length <= LongestText - 2;
        return isPlain ? $"*{mrkdwn[..end]}*{mrkdwn[end..]}" : mrkdwn;
    }

    private static string Shortened(string text, int most)
    {
        if (text.Length == 0) return "(nothing to say)";
        if (text.Length <= most) return text;
        var kept = text[..ChatText.Whole(text, most - Cut.Length)];
        var entity = kept.LastIndexOf('&'); // half an escape would be shown as it is
        if (entity >= 0 && kept.IndexOf(';', entity) < 0) kept = kept[..entity];
        return kept + Cut;
    }
}
