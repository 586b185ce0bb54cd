using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What the person is told of a command, where the thread does not tell it by itself.</summary>
internal sealed class TeamsReceipts(IThreadStore threads, TeamsAnswers answers)
{
    private const int LongestTitle = 100;

    /// <param name="here">The thread the person asked in; null outside.</param>
    public async Task TellAsync(Heard heard, TeamsPlace place, CommandReceipt receipt, ThreadId? here, CancellationToken cancellationToken)
    {
        var channel = new ChannelRef(TeamsOptions.Vendor, heard.Workspace, place.Conversation.Id);
        if (await OfAsync(heard, channel, receipt, here, cancellationToken) is { } told) await answers.SayAsync(heard, place, told, cancellationToken);
    }

    /// <param name="channel">Where the person is.</param>
    /// <returns>Null when there is nothing to say.</returns>
    public async Task<TeamsToldWords?> OfAsync(Heard heard, ChannelRef channel, CommandReceipt receipt, ThreadId? here, CancellationToken cancellationToken)
    {
        if (receipt.Text is { } text) return new TeamsToldWords(text) { Choices = receipt.Choices };
        if (receipt.Thread is not { } id || id == here || await threads.FindAsync(id, cancellationToken) is not { } thread || !IsHardToFind(heard, channel, thread, here)) return null;
        return thread.Channel.Vendor == TeamsOptions.Vendor && TeamsLinks.Of(thread) is { } link
            ? new TeamsToldWords($"Answered in “{ChatText.Cut(thread.Title, LongestTitle)}”:") { Link = link }
            : new TeamsToldWords($"Answered in a thread of its own: {thread.Title}.");
    }

    /// <summary>A new thread in the same channel shows itself; one in another channel, or far up, does not. In a chat everything is at its end.</summary>
    private static bool IsHardToFind(Heard heard, ChannelRef channel, InvestigationThread thread, ThreadId? here) =>
        thread.Channel != channel || (new TeamsConversation(channel.Channel, null).IsChannel && (here is not null || thread.CreatedAt < heard.HeardAt));
}
