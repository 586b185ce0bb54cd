using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Teams and channels come, change their names and go, and we with them.</summary>
internal sealed class TeamsChanges(TeamsMembership membership) : ITeamsListener
{
    public IReadOnlyList<string> Types { get; } = [TeamsSieve.ConversationUpdate];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        var activity = new TeamsActivity(heard.Payload);
        if (IsUs(activity, "membersAdded")) await membership.OpenAsync(heard, activity, cancellationToken);
        if (IsUs(activity, "membersRemoved")) await membership.CloseAsync(heard, activity, cancellationToken);
        switch (activity.EventType)
        {
            case "channelCreated" or "channelRenamed" or "channelRestored" when Channel(activity) is { } channel:
                await membership.KnowAsync(heard, activity, channel, activity.ChannelData?.Text("channel", "name"), cancellationToken);
                await membership.GoOnAsync(new ChannelRef(TeamsOptions.Vendor, heard.Workspace, channel), cancellationToken);
                break;
            case "channelDeleted" when Channel(activity) is { } channel:
                await membership.ForgetAsync(heard, channel, cancellationToken);
                break;
            case "teamDeleted" or "teamHardDeleted" or "teamArchived":
                await membership.CloseAsync(heard, activity, cancellationToken);
                break;
            case "teamRestored" or "teamUnarchived":
                await membership.OpenAsync(heard, activity, cancellationToken);
                break;
        }

        return new JobDone();
    }

    private static string? Channel(TeamsActivity activity) => activity.ChannelData?.Text("channel", "id") is { } channel && TeamsOptions.IsChannel(channel) ? channel : null;

    private static bool IsUs(TeamsActivity activity, string members) => activity.Recipient is { } us && activity.Raw.Items(members).Any(member => member.Text("id") == us);
}
