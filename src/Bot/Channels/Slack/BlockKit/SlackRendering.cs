using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>What a card becomes.</summary>
/// <param name="Parts">The first is the message; the others continue it in the thread.</param>
/// <param name="Files">Tables of which people see a part only: the whole goes along as CSV.</param>
internal sealed record SlackRendering(IReadOnlyList<SlackMessage> Parts, IReadOnlyList<SlackCsv> Files);

/// <param name="Text">What a notification and a screen reader say; mrkdwn, escaped.</param>
internal sealed record SlackMessage(string Text, IReadOnlyList<JsonObject> Blocks, IReadOnlyList<JsonObject> Attachments)
{
    /// <summary>A new tree each time, to which a caller may add where it goes.</summary>
    public JsonObject ToJson()
    {
        var message = new JsonObject { ["text"] = Text };
        if (Blocks.Count > 0) message["blocks"] = Copy(Blocks);
        if (Attachments.Count > 0) message["attachments"] = Copy(Attachments);
        return message;
    }

    private static JsonArray Copy(IReadOnlyList<JsonObject> nodes) => [.. nodes.Select(static node => node.DeepClone())];
}

/// <param name="Table">Number of the table in the card, 1 for the first.</param>
/// <param name="Title">Its caption.</param>
internal sealed record SlackCsv(int Table, string Title);

/// <param name="ChartFile">From the number of a chart, 1 for the first, to the id of its uploaded picture; null where there is none: then the words.</param>
/// <param name="Delay">How late the message is; null where it need not be told.</param>
internal sealed record SlackRenderContext(Func<int, string?> ChartFile, TimeSpan? Delay)
{
    public static SlackRenderContext Plain { get; } = new(static _ => null, null);
}
