using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class FindingSearches : IFindingSearches
{
    public async ValueTask<ThreadId?> FindAsync(IWork work, ChannelRef channel, string subject)
    {
        const string Sql = "SELECT thread FROM finding_search WHERE vendor = @Vendor AND workspace = @Workspace AND channel = @Channel AND subject = @subject";
        return await DbWork.Of(work).FirstAsync<string>(Sql, new { channel.Vendor, channel.Workspace, channel.Channel, subject = StoredValues.Key(subject) }) is { } thread ? new ThreadId(thread) : null;
    }

    public async ValueTask KeepAsync(IWork work, ChannelRef channel, string subject, ThreadId thread)
    {
        const string Sql = """
            INSERT INTO finding_search (vendor, workspace, channel, subject, thread) VALUES (@Vendor, @Workspace, @Channel, @subject, @Thread)
            ON CONFLICT (vendor, workspace, channel, subject) DO UPDATE SET thread = excluded.thread
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, new { channel.Vendor, channel.Workspace, channel.Channel, subject = StoredValues.Key(subject), Thread = thread.Value });
    }
}
