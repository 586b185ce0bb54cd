using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Somebody let us into a channel: what waited for that is sent, and once in each channel it is said what we are there for.</summary>
internal sealed class SlackArrivals(SlackAnswers answers, AccessPolicy policy, SlackIdentity self, SlackMembership membership, IJobQueue queue) : ISlackListener
{
    public IReadOnlyList<string> Types { get; } = ["event:member_joined_channel"];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Member("event") is not { } told || told.Text("channel") is not { } channel) return new JobDone();
        if (self.BotUser is not { Length: > 0 } us || told.Text("user") != us) return new JobDone();
        membership.Forget(channel);
        var place = new ChannelRef(SlackOptions.Vendor, heard.Workspace, channel);
        await queue.StartLanesAsync(place.ToString(), cancellationToken);
        if (told.Text("inviter") is null) return new JobDone(); // we went in by ourselves, to say something, and are about to
        if (!policy.MaySpeakIn(place)) return new JobDone();
        const string Welcome = "GuardDuty findings can be investigated here: /investigate and what to look at opens a thread, and what is written in such a thread is kept as a note. /investigate help lists what can be asked.";
        await answers.SayAsync(heard with { Key = $"welcome:{channel}" }, new SlackPlace(channel, null), Welcome, cancellationToken);
        return new JobDone();
    }
}
