using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>In which thread of a channel a finding was looked for that had not been received, so that looking again opens no second one.</summary>
internal interface IFindingSearches
{
    /// <summary>Null when it was not looked for in the channel.</summary>
    ValueTask<ThreadId?> FindAsync(IWork work, ChannelRef channel, string subject);

    ValueTask KeepAsync(IWork work, ChannelRef channel, string subject, ThreadId thread);
}
