using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>What a chat holds of a message beside its first part: continuations and files, each under a name of its own.</summary>
internal interface IDeliveredParts
{
    ValueTask<IReadOnlyList<DeliveredPart>> OfAsync(MessageId message, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces the part.</summary>
    Task RecordAsync(DeliveredPart part, CancellationToken cancellationToken);

    /// <summary>Forgets a part the chat no longer has.</summary>
    Task RemoveAsync(MessageId message, string part, CancellationToken cancellationToken);
}

/// <param name="Part">Its name within the message.</param>
/// <param name="ExternalId">The chat's id of it.</param>
/// <param name="Mark">What state of the content the chat has: a version, a digest.</param>
internal sealed record DeliveredPart(MessageId Message, string Part, string ExternalId, string Mark)
{
    /// <summary>Stands from before a message is sent until its delivery is recorded, which removes it: whoever finds it does not know whether the chat has the message.</summary>
    public const string Sending = "sending";
}
