using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Somebody added us to a team or a chat, or put us out: what waited is sent, and once in the channel that was chosen it is said what we are there for.</summary>
internal sealed partial class TeamsArrivals(TeamsMembership membership, TeamsAnswers answers, AccessPolicy policy, ILogger<TeamsArrivals> logger) : ITeamsListener
{
    private const string Welcome = "GuardDuty findings can be investigated here: /investigate and what to look at opens a thread, and what is written to @bot in such a thread is kept as a note. /investigate help lists what can be asked.";

    public IReadOnlyList<string> Types { get; } = [TeamsSieve.InstallationUpdate];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        var activity = new TeamsActivity(heard.Payload);
        switch (activity.Raw.Text("action"))
        {
            case "add":
                await membership.OpenAsync(heard, activity, cancellationToken);
                await WelcomeAsync(heard, activity, cancellationToken);
                break;
            case "add-upgrade":
                await membership.OpenAsync(heard, activity, cancellationToken);
                break;
            case "remove":
                await membership.CloseAsync(heard, activity, cancellationToken);
                Log.Removed(logger, activity.Team ?? activity.Conversation.Id);
                break;
        }

        return new JobDone(); // an upgrade removes and adds again: in between nothing is closed
    }

    private async Task WelcomeAsync(Heard heard, TeamsActivity activity, CancellationToken cancellationToken)
    {
        if (activity.ChannelData?.Member("settings")?.Text("selectedChannel", "id") is not { } channel || !TeamsOptions.IsChannel(channel)) return;
        await membership.KnowAsync(heard, activity, channel, activity.ChannelData?.Member("settings")?.Text("selectedChannel", "name"), cancellationToken);
        if (!policy.MaySpeakIn(new ChannelRef(TeamsOptions.Vendor, heard.Workspace, channel))) return;
        var place = TeamsPlace.Of(heard, activity) with { Conversation = new TeamsConversation(channel, null) };
        await answers.SayAsync(heard with { Key = $"welcome:{channel}" }, place, new TeamsToldWords(Welcome), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The app was removed from {Place} in Teams. Nothing can be said there until somebody adds it again; what waits is kept")]
        public static partial void Removed(ILogger logger, string place);
    }
}
