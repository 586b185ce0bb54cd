using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The form of the shortcuts "Investigate" and "Investigate this" and of the App Home: what is sent is a command like one typed.</summary>
internal sealed class InvestigateForm(CommandDesk desk, SlackPeople people, SlackViews views, PrivateWords answers, SlackOptions options, Presence presence) : ISlackReflex
{
    private const string Lead = "/investigate ";

    public IReadOnlyList<string> Types { get; } = ["shortcut", "message_action", "block_actions", "view_submission"];

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
            case ("view_submission", _) when payload.Text("view", "callback_id") == FormIds.Investigate:
                return await TakeAsync(payload, cancellationToken);
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

    private async Task<SlackReply> TakeAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        var (finding, words) = (payload.Entered(FormIds.Blocks.Finding), payload.Entered(FormIds.Blocks.Words));
        if (finding is not null && words is not null) return FormReply.Wrong(FormIds.Blocks.Words, "Two things stand here: leave one of the two fields empty.");
        var block = words is not null ? FormIds.Blocks.Words : finding is not null ? FormIds.Blocks.Finding : payload.Entered(FormIds.Blocks.Seen) is not null ? FormIds.Blocks.Seen : null;
        if (block is null) return FormReply.Wrong(FormIds.Blocks.Words, "Choose a finding, or say what to look at.");
        if (payload.Entered(FormIds.Blocks.Channel) is not { } channel || !SlackOptions.IsChannel(channel)) return FormReply.Wrong(FormIds.Blocks.Channel, "Choose a channel.");
        var place = new ChannelRef(SlackOptions.Vendor, payload.Workspace() ?? "", channel);
        var person = await people.OfAsync(payload.User(), cancellationToken);
        var window = payload.Entered(FormIds.Blocks.Window);
        var command = new TypedCommand(place, null, person, $"{Lead}{payload.Entered(block)} {window}".Trim()) { Once = payload.Once() };
        var receipt = await desk.TakeAsync(command, cancellationToken);
        if (receipt.Thread is not null) return FormReply.Close;
        return WhichOne(receipt, channel) ?? FormReply.Wrong(window is not null && IsAboutWindow(receipt.Text) ? FormIds.Blocks.Window : block, receipt.Text ?? "Nothing was found.");
    }

    /// <summary>The form again, with the choices in it; null when there are none.</summary>
    private SlackReply? WhichOne(CommandReceipt receipt, string channel)
    {
        var choices = receipt.Choices.Where(static choice => choice.Command.StartsWith(Lead, StringComparison.Ordinal))
            .Select(static choice => new Recognized(choice.Command[Lead.Length..], choice.Label, choice.Detail, null))
            .Where(static choice => choice.What.Length <= InvestigateView.LongestOption).ToList();
        if (choices.Count == 0) return null;
        var view = InvestigateView.Of(new InvestigateDraft(channel) { Seen = choices, SeenLabel = receipt.Text ?? "Which one?" });
        return views.IsGood(view) ? FormReply.Instead(view) : null;
    }

    private static bool IsAboutWindow(string? refusal) => refusal?.EndsWith($"{WindowPhrase.Examples}.", StringComparison.Ordinal) == true;
}
