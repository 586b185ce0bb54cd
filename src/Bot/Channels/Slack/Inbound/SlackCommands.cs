using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Slash commands. They are never typed inside a thread: Slack sends none from there.</summary>
internal sealed class SlackCommands(CommandDesk desk, SlackPeople people, SlackMentioned mentions, SlackReach reach, SlackReceipts receipts) : ISlackListener
{
    public IReadOnlyList<string> Types { get; } = [SlackTold.Command];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Text("channel_id") is not { } channel || heard.Payload.Text("user_id") is not { } user) return new JobDead("the command names no channel or no person");
        var place = new SlackPlace(channel, user, ResponseUrl: heard.Payload.Text("response_url"));
        var (words, mentioned) = await mentions.ReadAsync(heard.Payload.Text("text") ?? "", cancellationToken);
        var command = ChatCommandLine.Of(words);
        if (!ChatCommandLine.IsHelp(command) && await reach.WhyNotAsync(channel, cancellationToken) is { } whyNot)
        {
            await receipts.SayAsync(heard, place, whyNot, cancellationToken);
            return new JobDone();
        }

        var typed = new TypedCommand(new ChannelRef(SlackOptions.Vendor, heard.Workspace, channel), null, await people.OfAsync(user, cancellationToken), command) { Once = heard.Once, Mentioned = mentioned };
        await receipts.TellAsync(heard, place, await desk.TakeAsync(typed, cancellationToken), null, cancellationToken);
        return new JobDone();
    }
}
