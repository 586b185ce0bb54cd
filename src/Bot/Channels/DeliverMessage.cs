using System.Text.Json;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>Brings a message to its chat in its newest state.</summary>
internal sealed class DeliverMessage(IThreadStore threads, IUnitOfWork unit, IEnumerable<IChatChannel> channels, TimeProvider time) : IJobHandler
{
    private readonly Dictionary<string, IChatChannel> channels = channels.ToDictionary(static channel => channel.Vendor, StringComparer.Ordinal);

    public string Kind => ThreadJobs.DeliverMessage;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.DeliverMessagePayload)!;
        if (await threads.FindMessageAsync(new MessageId(payload.Message), cancellationToken) is not { } message) return new JobDead($"message {payload.Message} is not kept any more");
        if (await threads.FindAsync(message.Thread, cancellationToken) is not { } thread) return new JobDead($"thread {message.Thread} is not kept any more");
        if (!channels.TryGetValue(thread.Channel.Vendor, out var channel)) return Elsewhere(new LaneStopped($"no {thread.Channel.Vendor} is configured"), thread.Channel);
        // Sent, and killed before the job could be ended.
        if (message.SentVersion >= message.Version) return new JobDone();

        var outcome = await channel.DeliverAsync(new OutgoingMessage(thread, message, job.Attempt), cancellationToken);
        if (outcome is NotDelivered failed) return Elsewhere(DeliveryFailures.OutcomeOf(failed), thread.Channel);
        var delivered = (Delivered)outcome;
        // Recorded even while stopping: the chat has it.
        await unit.WriteAsync(
            async work =>
            {
                await threads.RecordDeliveryAsync(work, message.Id, message.Version, delivered.ExternalId);
                return true;
            },
            CancellationToken.None);
        return new JobDone(channel.Limits.Gap);
    }

    /// <summary>What a stopped channel was to be told is not to stay unseen until somebody repairs it.</summary>
    private JobOutcome Elsewhere(JobOutcome outcome, ChannelRef channel) => outcome is LaneStopped stopped ? stopped with { Then = RouteElsewherePayload.Job(channel, time.GetUtcNow()) } : outcome;
}
