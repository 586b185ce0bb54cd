using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>"Add to investigation": the shortcut on a message of anybody, an app's alert too, opens the form that asks where it belongs.</summary>
internal sealed class AddForm(HeldMessages held, VisibleThreads threads, SlackViews views, PrivateWords answers) : ISlackReflex
{
    public IReadOnlyList<string> Types { get; } = ["message_action"];

    public async Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Text("callback_id") != FormIds.AddToInvestigation) return null;
        var (team, channel) = (payload.Workspace() ?? "", payload.Text("channel", "id") ?? "");
        if (payload.Member("message") is not { } told || ShownMessages.Of(told, channel, payload.Text("response_url")) is not { } message) return SlackReply.Empty;
        held.Hold(payload.User(), message);
        var newest = await threads.NewestInAsync(new ChannelRef(SlackOptions.Vendor, team, channel), payload.User(), cancellationToken);
        if (!await views.OpenAsync(payload.Text("trigger_id") ?? "", AddView.Of(message, newest), cancellationToken))
            await answers.TellAsync(payload, "That took too long and the form did not open. Use the shortcut on the message again.", null, cancellationToken);
        return SlackReply.Empty;
    }
}
