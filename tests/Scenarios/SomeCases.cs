using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Scenarios;

/// <summary>Cases beside those of the sample day.</summary>
internal static class SomeCases
{
    public static readonly ChannelRef InSlack = new("slack", "T0123ABCD", "C024BE91L");

    /// <summary>Opens a case for each title, with a thread in the channel and nothing said in it.</summary>
    public static Task OpenCasesAsync(this RunningHost host, ChannelRef channel, params IEnumerable<string> titles) => host.Get<IUnitOfWork>().WriteAsync(
        async work =>
        {
            var now = host.Get<TimeProvider>().GetUtcNow();
            foreach (var (title, n) in titles.Select(static (title, n) => (title, n)))
            {
                var thread = await host.Get<ICaseStore>().JoinAsync(work, new InvestigationThread
                {
                    Id = ThreadId.New(now),
                    Channel = channel,
                    Finding = new FindingId("444455556666", "eu-west-1", Guid.CreateVersion7(now).ToString("N")),
                    Title = title,
                    Severity = new Severity(n % 3 == 0 ? 8 : 2),
                    State = ThreadState.Open,
                    CreatedAt = now,
                    UpdatedAt = now,
                });
                await host.Get<IThreadStore>().SaveAsync(work, thread);
            }

            return true;
        },
        CancellationToken.None);

    /// <summary>Opens the case of an address in a chat that is not the room.</summary>
    public static Task OpenEntityCaseAsync(this RunningHost host, string address) => host.Get<IUnitOfWork>().WriteAsync(
        async work =>
        {
            var now = host.Get<TimeProvider>().GetUtcNow();
            var entity = new EntityRef(EntityKind.IpAddress, address);
            var thread = new InvestigationThread { Id = ThreadId.New(now), Channel = InSlack, Entity = entity, Title = $"IP address {address}", State = ThreadState.Open, CreatedAt = now, UpdatedAt = now };
            await host.Get<IThreadStore>().SaveAsync(work, await host.Get<ICaseStore>().JoinAsync(work, thread));
            return true;
        },
        CancellationToken.None);
}
