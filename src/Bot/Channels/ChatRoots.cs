using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>A thread whose root somebody deleted goes on under a new one: the root is posted anew, and what is to be said follows it there.</summary>
internal sealed class ChatRoots(IThreadStore threads, IUnitOfWork unit)
{
    /// <param name="deliver">Brings a message out; a root that is gone it posts anew.</param>
    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, Func<OutgoingMessage, CancellationToken, Task<DeliveryOutcome>> deliver, CancellationToken cancellationToken)
    {
        if (message.Message.Kind == MessageKind.Root) return await deliver(message, cancellationToken);
        // The queue sends roots first; whoever comes here without one waits for it like for anything else that is not there.
        if (message.Thread.ExternalId is null) return new NotDelivered(DeliveryFailure.Unavailable, "the thread has no root in the chat yet");
        var outcome = await deliver(message, cancellationToken);
        if (outcome is not NotDelivered { Failure: DeliveryFailure.MessageGone }) return outcome;
        var root = await ReviveAsync(message, deliver, cancellationToken);
        return root is Delivered revived ? await deliver(message with { Thread = message.Thread with { ExternalId = revived.ExternalId } }, cancellationToken) : root ?? outcome;
    }

    /// <returns>The new root; why it is not there, so that what is to be said waits for it; null when the root is there, or there never was one.</returns>
    private async Task<DeliveryOutcome?> ReviveAsync(OutgoingMessage reply, Func<OutgoingMessage, CancellationToken, Task<DeliveryOutcome>> deliver, CancellationToken cancellationToken)
    {
        if ((await threads.MessagesAsync(reply.Thread.Id, cancellationToken)).FirstOrDefault(static message => message.Kind == MessageKind.Root) is not { ExternalId: not null } root) return null;
        var outcome = await deliver(new OutgoingMessage(reply.Thread, root, reply.Attempt), cancellationToken);
        if (outcome is not Delivered delivered) return outcome;
        if (delivered.ExternalId == reply.Thread.ExternalId) return null;
        await unit.WriteAsync(
            async work =>
            {
                await threads.RecordDeliveryAsync(work, root.Id, root.Version, delivered.ExternalId);
                return true;
            },
            CancellationToken.None); // even while stopping: the chat has it
        return delivered;
    }
}
