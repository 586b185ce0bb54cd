using System.Globalization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What people write: a note in a thread of ours, a command after a mention or a slash, an edit or a deletion of a note. A button of an older client comes as a message too.</summary>
internal sealed class TeamsMessages(ChatThreads threads, TeamsMentions mentions, TeamsNotes notes, TeamsPresses presses, TeamsMembership membership) : ITeamsListener
{
    // What is said to us in a thread that is not known may be meant for a thread just made; whoever wrote it waits.
    private static readonly TimeSpan PatienceWhenAsked = TimeSpan.FromSeconds(8);

    public IReadOnlyList<string> Types { get; } = [TeamsSieve.Message, TeamsSieve.MessageUpdate, TeamsSieve.MessageDelete];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        var activity = new TeamsActivity(heard.Payload);
        if (TeamsSaying.Of(heard, activity) is not { } said) return new JobDone();
        if (heard.Type is TeamsSieve.MessageUpdate or TeamsSieve.MessageDelete) return await ChangedAsync(heard, said, activity, cancellationToken);
        if (TeamsPress.Of(activity.Value) is { } press) return await presses.HearAsync(heard, activity, press, cancellationToken);
        return await SaidAsync(heard, said, activity, cancellationToken);
    }

    private async Task<JobOutcome> SaidAsync(Heard heard, TeamsSaying said, TeamsActivity activity, CancellationToken cancellationToken)
    {
        var isAsked = activity.IsTargeted || TeamsSieve.IsPersonal(activity) || said.Written.IsMentioned;
        var (thread, wait) = await ThreadAsync(heard, said, isAsked, cancellationToken);
        if (wait is not null) return wait;
        if (!isAsked && thread is null) return new JobDone();
        if (isAsked) await membership.GoOnAsync(said.Channel, cancellationToken);
        if (activity.IsTargeted) await mentions.SlashAsync(heard, said, thread, cancellationToken);
        else if (thread is null) await mentions.AskAsync(heard, said, cancellationToken);
        else if (said.Written.IsAddressed) await mentions.AskAsync(heard, said, thread, cancellationToken);
        else await notes.KeepAsync(heard, said, thread, said.Written.Words, said.Written.IsMentioned ? "Kept as a note: a command begins with @bot. @bot help lists them." : null, cancellationToken);
        return new JobDone();
    }

    private async Task<JobOutcome> ChangedAsync(Heard heard, TeamsSaying said, TeamsActivity activity, CancellationToken cancellationToken)
    {
        var (thread, wait) = await ThreadAsync(heard, said, false, cancellationToken);
        if (wait is not null) return wait;
        if (thread is null) return new JobDone();
        if (heard.Type == TeamsSieve.MessageDelete) await notes.RemoveAsync(heard, said, thread, cancellationToken);
        else if (activity.EventType == "undeleteMessage") await notes.BringBackAsync(heard, said, thread, cancellationToken);
        else await notes.ChangeAsync(heard, said, thread, EditedAt(heard, said, activity), cancellationToken);
        return new JobDone();
    }

    private async Task<(InvestigationThread? Thread, JobOutcome? Wait)> ThreadAsync(Heard heard, TeamsSaying said, bool isAsked, CancellationToken cancellationToken) => said.Root is { } root
        ? await threads.FindAsync(heard, said.Channel, root, TeamsConversation.At(root), isAsked ? PatienceWhenAsked : ChatThreads.RootIsYoung, cancellationToken)
        : (null, null);

    /// <summary>An edit whose time is the message's own tells nothing about which edit is newer; then the order of hearing counts.</summary>
    private static DateTimeOffset EditedAt(Heard heard, TeamsSaying said, TeamsActivity activity) =>
        activity.Raw.Text("timestamp") is { } timestamp && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && at - TimeSpan.FromSeconds(1) > said.WrittenAt && at <= heard.HeardAt + TimeSpan.FromMinutes(5)
            ? at.ToUniversalTime()
            : heard.HeardAt;
}
