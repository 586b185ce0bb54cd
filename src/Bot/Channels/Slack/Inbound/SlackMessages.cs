using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What people write: a note in a thread of ours, a command after a mention, an edit or a deletion of a note. A message and the mention in it are one.</summary>
internal sealed class SlackMessages(ChatThreads threads, SlackMentions mentions, SlackNotes notes, SlackIdentity self) : ISlackListener
{
    // A mention in a thread that is not known may be meant for a thread just made; whoever wrote it waits.
    private static readonly TimeSpan PatienceWithMention = TimeSpan.FromSeconds(8);

    public IReadOnlyList<string> Types { get; } = [SlackTold.Message, SlackTold.Mention];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Member("event") is not { } told) return new JobDead("the envelope holds no event");
        var channel = told.Text("channel");
        return told.Text("subtype") switch
        {
            "message_changed" => await ChangedAsync(
                heard, SlackSaying.Of(heard, channel, told.Member("message")), SlackSaying.Of(heard, channel, told.Member("previous_message")), told.Text("message", "subtype") == "tombstone", cancellationToken),
            "message_deleted" => await ChangedAsync(heard, null, SlackSaying.Of(heard, channel, told.Member("previous_message")), true, cancellationToken),
            _ => SlackSaying.Of(heard, channel, told) is { } said ? await SaidAsync(heard, said, cancellationToken) : new JobDone(),
        };
    }

    private async Task<JobOutcome> SaidAsync(Heard heard, SlackSaying said, CancellationToken cancellationToken)
    {
        var (thread, wait) = await ThreadAsync(heard, said, cancellationToken);
        if (wait is not null) return wait;
        var asked = SlackWords.AfterMention(said.Text, self.BotUser);
        var isDirect = said.Channel.Channel.StartsWith('D');
        if (thread is null && (asked is not null || isDirect || heard.Type == SlackTold.Mention)) await mentions.AskAsync(heard, said, asked ?? said.Text, cancellationToken);
        else if (thread is not null && asked is not null) await mentions.AskAsync(heard, said, thread, asked, cancellationToken);
        else if (thread is not null) await notes.KeepAsync(heard, said, thread, said.Text, null, cancellationToken);
        return new JobDone();
    }

    private async Task<JobOutcome> ChangedAsync(Heard heard, SlackSaying? now, SlackSaying? before, bool isGone, CancellationToken cancellationToken)
    {
        if ((before ?? now) is not { } known) return new JobDone();
        var (thread, wait) = await ThreadAsync(heard, known, cancellationToken);
        if (wait is not null) return wait;
        if (thread is null) return new JobDone();
        if (isGone) await notes.RemoveAsync(known, thread, cancellationToken);
        else if (now is not null && (before is null || !now.ReadsLike(before))) await notes.ChangeAsync(heard, before, now, thread, cancellationToken);
        return new JobDone();
    }

    /// <summary>The thread of ours it was said in, as far as it is known by now.</summary>
    private async Task<(InvestigationThread? Thread, JobOutcome? Wait)> ThreadAsync(Heard heard, SlackSaying said, CancellationToken cancellationToken) => said.ThreadTs is { } ts
        ? await threads.FindAsync(heard, said.Channel, ts, SlackTs.At(ts), heard.Type == SlackTold.Mention ? PatienceWithMention : ChatThreads.RootIsYoung, cancellationToken)
        : (null, null);
}
