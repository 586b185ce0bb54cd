using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Buttons that want to know something first: the form opens while the trigger lives, and what was entered is taken or refused in the same breath.</summary>
internal sealed class PromptForm(IThreadStore threads, CommandDesk desk, SlackPeople people, SlackMentioned mentions, SlackViews views, PrivateWords answers) : ISlackReflex
{
    public IReadOnlyList<string> Types { get; } = ["block_actions", "view_submission"];

    public Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken) => payload.Text("type") switch
    {
        "block_actions" => OpenAsync(payload, cancellationToken),
        "view_submission" when payload.Text("view", "callback_id") == FormIds.Prompt => TakeAsync(payload, cancellationToken),
        _ => Task.FromResult<SlackReply?>(null),
    };

    private async Task<SlackReply?> OpenAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Action()?.Text("action_id") is not { } action || !action.StartsWith(SlackButtons.Press, StringComparison.Ordinal)) return null;
        var kept = await threads.FindButtonAsync(action[SlackButtons.Press.Length..], cancellationToken);
        if (kept?.Button.Prompt is null || payload.Text("trigger_id") is not { } trigger) return null;
        var channel = payload.Text("channel", "id") ?? payload.Text("container", "channel_id") ?? "";
        var ts = payload.Text("container", "thread_ts") ?? payload.Text("message", "thread_ts") ?? payload.Text("container", "message_ts");
        if (await views.OpenAsync(trigger, PromptView.Of(kept, channel, ts), cancellationToken)) return SlackReply.Empty;
        await answers.TellAsync(payload, "That took too long and the form did not open. Press the button again.", kept.Button, cancellationToken);
        return SlackReply.Empty;
    }

    private async Task<SlackReply?> TakeAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Kept()?.Text("button") is not { } id || await threads.FindButtonAsync(id, cancellationToken) is not { } kept)
            return FormReply.Wrong(FormIds.Blocks.Value, "The button is not there any more: its card has changed. Close this and use the card as it is now.");
        var value = payload.Entered(FormIds.Blocks.Value);
        if (kept.Button.Choices is null && value is null) return FormReply.Wrong(FormIds.Blocks.Value, "Enter something first.");
        if (kept.Button.Choices is not null)
        {
            value = CardChoices.Joined(payload.Entered(FormIds.Blocks.Choice), value);
            if (CardChoices.WhyNot(kept.Button, value) is { } whyNot) return FormReply.Wrong(FormIds.Blocks.Choice, whyNot);
        }

        // both at once: Slack waits three seconds for all of it
        var (asker, reading) = (people.OfAsync(payload.User(), cancellationToken), mentions.ReadEnteredAsync(value!, cancellationToken));
        var (words, mentioned) = await reading;
        var receipt = await desk.TakeAsync(new PressedButton(kept.Thread, await asker, id, words) { Once = payload.Once(), Mentioned = mentioned }, cancellationToken);
        return receipt is { Thread: null, Text: { } refusal } ? FormReply.Wrong(FormIds.Blocks.Value, refusal) : FormReply.Close;
    }
}
