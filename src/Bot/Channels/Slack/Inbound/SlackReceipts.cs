using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Tells the person what became of a command, where the thread does not tell it by itself.</summary>
internal sealed class SlackReceipts(IThreadStore threads, SlackLinks links, SlackAnswers answers)
{
    /// <summary>Says something else about it.</summary>
    public Task SayAsync(Heard heard, SlackPlace place, string text, CancellationToken cancellationToken) => answers.SayAsync(heard, place, text, cancellationToken);

    /// <param name="here">The thread the person asked in; null outside.</param>
    public async Task TellAsync(Heard heard, SlackPlace place, CommandReceipt receipt, ThreadId? here, CancellationToken cancellationToken)
    {
        if (receipt.Text is { } text) await answers.SayAsync(heard, place, text, receipt.Choices, cancellationToken);
        else if (receipt.Thread is { } id && id != here && await threads.FindAsync(id, cancellationToken) is { } thread && IsHardToFind(heard, place, thread, here))
            await PointAsync(heard, place, thread, cancellationToken);
    }

    /// <summary>A new thread in the same channel shows itself; one in another channel, or far up, does not.</summary>
    private static bool IsHardToFind(Heard heard, SlackPlace place, InvestigationThread thread, ThreadId? here) =>
        here is not null || thread.CreatedAt < heard.HeardAt || thread.Channel != new ChannelRef(SlackOptions.Vendor, heard.Workspace, place.Channel ?? "");

    private async Task PointAsync(Heard heard, SlackPlace place, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Channel.Vendor != SlackOptions.Vendor || thread.ExternalId is not { } ts)
        {
            await answers.SayAsync(heard, place, $"Answered in a thread of its own: {thread.Title}.", cancellationToken);
            return;
        }

        if (await links.PermalinkAsync(thread.Channel.Channel, ts, cancellationToken) is { } link)
            await answers.LinkAsync(heard, place, "Answered in", link, cancellationToken);
        else
            await answers.SayAsync(heard, place, $"Answered in the thread “{thread.Title}”.", cancellationToken);
    }
}
