using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Keeps what Slack told us before Slack is told that we heard it: the mark that it was heard and the job that follows, in one transaction.</summary>
internal sealed class SlackInbox(IUnitOfWork unit, IHearing hearing, ChatThreads threads, INoteStore notes, SlackIdentity self, TimeProvider time)
{
    /// <summary>Told a second time, it changes nothing.</summary>
    public async Task TakeAsync(SlackTold told, CancellationToken cancellationToken)
    {
        var ourselves = self.Now;
        if (!await IsOursAsync(told, ourselves, cancellationToken)) return;
        var team = told.Team.Length > 0 ? told.Team : ourselves.Team;
        var job = SlackJobs.Hear(told, team, time.GetUtcNow());
        var key = HeardJob.KeyOf(team, told.Key);
        await unit.WriteAsync(
            async work =>
            {
                if (!await hearing.TakeAsync(work, SlackOptions.Vendor, key)) return false;
                await work.EnqueueAsync(job);
                return true;
            },
            cancellationToken);
    }

    private async ValueTask<bool> IsOursAsync(SlackTold told, SlackOurselves ourselves, CancellationToken cancellationToken) => SlackSieve.Sift(told, ourselves, time.GetUtcNow()) switch
    {
        ChatKept => true,
        ChatDependsOnThread depends => await threads.IsOursAsync(new ChannelRef(SlackOptions.Vendor, told.Team.Length > 0 ? told.Team : ourselves.Team, told.Channel!), depends, cancellationToken),
        ChatDependsOnNote depends => await notes.FindAsync(ChatNotes.IdOf(new ChannelRef(SlackOptions.Vendor, told.Team.Length > 0 ? told.Team : ourselves.Team, told.Channel!), depends.Message), cancellationToken) is not null,
        _ => false,
    };
}
