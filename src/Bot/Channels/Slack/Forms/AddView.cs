using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The form that asks to which investigation a message is added.</summary>
internal static class AddView
{
    private const int LongestPreview = 600;

    /// <param name="newest">The thread chosen beforehand; null for none.</param>
    public static JsonObject Of(ShownMessage message, InvestigationThread? newest)
    {
        var threads = SlackBlocks.ExternalSelect(FormIds.PickThread, "Type words of its title");
        if (newest is not null && Option(newest) is { } initial) threads["initial_option"] = initial;
        var preview = message.Text.Length > 0 ? ChatText.Cut(message.Text, LongestPreview) : "Nothing in it can be read as text.";
        return SlackBlocks.Modal(
            FormIds.AddToInvestigation,
            "Add to investigation",
            [
                SlackBlocks.Input(FormIds.Blocks.Thread, "Investigation", threads, "Open investigations of this workspace that you can see."),
                SlackBlocks.RichText(SlackBlocks.Preformatted(preview)),
                SlackBlocks.Context("The whole message is kept as a note, with its author, its time and a link to it."),
            ],
            submit: "Add",
            privateMetadata: new JsonObject { ["channel"] = message.Channel, ["ts"] = message.Ts, ["thread"] = message.ThreadTs }.ToJsonString());
    }

    public static JsonObject? Option(InvestigationThread thread) => InvestigateView.Option(thread.Id.Value, $"{(thread.Severity is { } severity ? $"{SlackSeverity.Mark(severity)} " : "")}{thread.Title}", Detail(thread));

    private static string Detail(InvestigationThread thread) => $"{(thread.IsSample ? "Sample · " : "")}updated {Investigation.Timing.TimeWords.Instant(thread.UpdatedAt)}";
}
