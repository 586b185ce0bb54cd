using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Buttons: those of cards, and the choices of a private answer. What is none of these (a link, somebody else's) is let go.</summary>
internal sealed class SlackPresses(CommandDesk desk, IThreadStore threads, SlackPeople people, SlackReceipts receipts, SlackReach reach) : ISlackListener
{
    public IReadOnlyList<string> Types { get; } = ["block_actions"];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        var place = SlackPlace.OfInteraction(heard);
        if (place.User is not { } user) return new JobDead("the interaction names no person");
        foreach (var (action, n) in heard.Payload.Items("actions").Select(static (action, n) => (action, n)))
        {
            if (action.Text("action_id") is not { } id) continue;
            // What is done for each action of one payload has a key of its own.
            var one = n == 0 ? heard : heard with { Key = string.Create(CultureInfo.InvariantCulture, $"{heard.Key}:{n}") };
            if (id.StartsWith(SlackButtons.Press, StringComparison.Ordinal)) await PressAsync(one, place, user, id[SlackButtons.Press.Length..], action, cancellationToken);
            else if (id.StartsWith(SlackAnswerMessage.Choose, StringComparison.Ordinal)) await ChooseAsync(one, place, user, action, cancellationToken);
        }

        return new JobDone();
    }

    private async Task PressAsync(Heard heard, SlackPlace place, string user, string button, JsonElement action, CancellationToken cancellationToken)
    {
        if (await threads.FindButtonAsync(button, cancellationToken) is not { } kept)
        {
            await receipts.SayAsync(heard, place, "That button is too old: its card has changed since. Ask again to get a fresh one.", cancellationToken);
            return;
        }

        if (kept.Button.Prompt is { } prompt)
        {
            // A form should have opened; Slack gives it three seconds.
            await receipts.SayAsync(heard, place, $"The form could not be opened in time. Press again, or write in the thread: @bot {kept.Button.Action.Verb} {kept.Button.Action.Argument}".TrimEnd() + $" … ({prompt})", cancellationToken);
            return;
        }

        // of a menu; what came back is held against what it offers
        var chosen = kept.Button.IsMenu ? action.Text("selected_option", "value")?.Replace("\0", "", StringComparison.Ordinal) : null;
        var press = new PressedButton(kept.Thread, await people.OfAsync(user, cancellationToken), button, chosen) { Once = heard.Once };
        await receipts.TellAsync(heard, place, await desk.TakeAsync(press, cancellationToken), kept.Thread, cancellationToken);
    }

    /// <summary>The command was ours when the choice was offered; it is taken as if the person had typed it, and allowed no more.</summary>
    private async Task ChooseAsync(Heard heard, SlackPlace place, string user, JsonElement action, CancellationToken cancellationToken)
    {
        if (action.Text("value") is not { } command || place.Channel is not { } id) return;
        var channel = new ChannelRef(SlackOptions.Vendor, heard.Workspace, id);
        var thread = place.ThreadTs is { } ts ? await threads.FindAsync(channel, ts, cancellationToken) : null;
        // Below a link the button is also shown where we are not.
        if (thread is null && await reach.WhyNotAsync(id, cancellationToken) is { } whyNot)
        {
            await receipts.SayAsync(heard, place, whyNot, cancellationToken);
            return;
        }

        var person = await people.OfAsync(user, cancellationToken);
        var typed = new TypedCommand(channel, thread?.Id, person, command.Replace("\0", "", StringComparison.Ordinal)) { Once = heard.Once };
        await receipts.TellAsync(heard, place, await desk.TakeAsync(typed, cancellationToken), thread?.Id, cancellationToken);
    }
}
