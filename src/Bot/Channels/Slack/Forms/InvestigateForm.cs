using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The shortcuts "Investigate" and "Investigate this", and the App Home, open the form that asks what and where.</summary>
internal sealed class InvestigateForm(SlackViews views, PrivateWords answers, SlackOptions options, Presence presence) : ISlackReflex
{
    public IReadOnlyList<string> Types { get; } = ["shortcut", "message_action", "block_actions"];

    public async Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        switch (payload.Text("type"), payload.Text("callback_id"))
        {
            case ("shortcut", FormIds.Investigate):
                return await OpenAsync(payload, new InvestigateDraft(options.DefaultChannel), cancellationToken);
            case ("message_action", FormIds.InvestigateMessage):
                return await OpenAsync(payload, OfMessage(payload), cancellationToken);
            case ("block_actions", _) when OfHome(payload) is { } draft:
                return await OpenAsync(payload, draft, cancellationToken);
            default:
                return null;
        }
    }

    private async Task<SlackReply> OpenAsync(JsonElement payload, InvestigateDraft draft, CancellationToken cancellationToken)
    {
        if (!await views.OpenAsync(payload.Text("trigger_id") ?? "", InvestigateView.Of(draft), cancellationToken))
            await answers.TellAsync(payload, $"That took too long and the form did not open. Try again, or type {options.Command} and what to look at.", null, cancellationToken);
        return SlackReply.Empty;
    }

    private InvestigateDraft OfMessage(JsonElement payload)
    {
        var seen = payload.Member("message") is { } message ? Recognizing.In(MessageText.Of(message), presence.Latest) : [];
        var here = payload.Text("channel", "id") is { } channel && SlackOptions.IsChannel(channel) ? channel : options.DefaultChannel;
        return new InvestigateDraft(here) { Seen = seen, Window = seen is [{ Window: { } window }, ..] ? window.ToString() : null };
    }

    /// <summary>What was pressed or chosen in the App Home; null for anything else.</summary>
    private InvestigateDraft? OfHome(JsonElement payload)
    {
        if (payload.Text("view", "type") != "home" || payload.Action() is not { } action) return null;
        if (action.Text("action_id") == FormIds.OpenInvestigate) return new InvestigateDraft(options.DefaultChannel);
        if (action.Text("action_id") != FormIds.PickFinding || action.Member("selected_option") is not { } chosen || chosen.Text("value") is not { } value) return null;
        return new InvestigateDraft(options.DefaultChannel) { Finding = InvestigateView.Option(value, chosen.Text("text", "text") ?? value, null) };
    }
}
