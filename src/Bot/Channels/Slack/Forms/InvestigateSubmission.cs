using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The form "Investigate" was sent: it is a command like one typed in the channel chosen.</summary>
internal sealed class InvestigateSubmission(CommandDesk desk, SlackPeople people, SlackViews views, PrivateWords answers, FormPlaces places) : ISlackReflex
{
    private const string Lead = "/investigate ";

    public IReadOnlyList<string> Types { get; } = ["view_submission"];

    public async Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.Text("view", "callback_id") != FormIds.Investigate) return null;
        var (finding, words) = (payload.Entered(FormIds.Blocks.Finding), payload.Entered(FormIds.Blocks.Words));
        if (finding is not null && words is not null) return FormReply.Wrong(FormIds.Blocks.Words, "Two things stand here: leave one of the two fields empty.");
        string[] inOrder = [FormIds.Blocks.Choice, FormIds.Blocks.Words, FormIds.Blocks.Finding, FormIds.Blocks.Seen];
        if (inOrder.FirstOrDefault(block => payload.Entered(block) is not null) is not { } asked) return FormReply.Wrong(FormIds.Blocks.Words, "Choose a finding, or say what to look at.");
        if (payload.Entered(FormIds.Blocks.Channel) is not { } channel || !SlackOptions.IsChannel(channel)) return FormReply.Wrong(FormIds.Blocks.Channel, "Choose a channel.");
        return await TakeAsync(payload, asked, channel, cancellationToken);
    }

    /// <param name="asked">The block that says what to look at.</param>
    private async Task<SlackReply> TakeAsync(JsonElement payload, string asked, string channel, CancellationToken cancellationToken)
    {
        // both at once: Slack waits three seconds for all of it
        var (closed, person) = (places.WhyNotAsync(channel, payload.User(), cancellationToken), people.OfAsync(payload.User(), cancellationToken));
        if (await closed is { } whyNot) return FormReply.Wrong(FormIds.Blocks.Channel, whyNot);
        var place = new ChannelRef(SlackOptions.Vendor, payload.Workspace() ?? "", channel);
        var window = payload.Entered(FormIds.Blocks.Window);
        var command = new TypedCommand(place, null, await person, $"{Lead}{payload.Entered(asked)} {window}".Trim()) { Once = payload.Once() };
        var receipt = await desk.TakeAsync(command, cancellationToken);
        if (receipt.Thread is { } opened)
        {
            await answers.PointAsync(payload, new SlackPlace(channel, payload.User()), opened, cancellationToken);
            return FormReply.Close;
        }

        return WhichOne(receipt, channel) ?? FormReply.Wrong(window is not null && IsAboutWindow(receipt.Text) ? FormIds.Blocks.Window : asked, receipt.Text ?? "Nothing was found.");
    }

    /// <summary>A form with the choices; null when there are none.</summary>
    private SlackReply? WhichOne(CommandReceipt receipt, string channel)
    {
        var choices = receipt.Choices.Where(static choice => choice.Command.StartsWith(Lead, StringComparison.Ordinal))
            .Select(static choice => InvestigateView.Option(choice.Command[Lead.Length..], choice.Label, choice.Detail)).OfType<System.Text.Json.Nodes.JsonObject>().ToList();
        if (choices.Count == 0) return null;
        var view = InvestigateView.Choosing(receipt.Text ?? "Which one?", choices, channel);
        return views.IsGood(view) ? FormReply.Instead(view) : null;
    }

    private static bool IsAboutWindow(string? refusal) => refusal?.EndsWith($"{WindowPhrase.Examples}.", StringComparison.Ordinal) == true;
}
