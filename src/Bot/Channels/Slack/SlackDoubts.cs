using System.Collections.Concurrent;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Which messages Slack may have although nobody said so. Only what this process knows for certain spares a look: a message that is tried again and of which nothing is remembered may have been sent by a process that was killed.</summary>
internal sealed class SlackDoubts(TimeProvider time)
{
    private const int Most = 10_000;

    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly ConcurrentDictionary<MessageId, Fate> fates = new();

    /// <summary>A request is about to leave: from now on nobody knows.</summary>
    public void Sending(MessageId message)
    {
        if (fates.Count >= Most) fates.Clear(); // what is forgotten is looked for, which is never wrong
        fates[message] = new Fate(time.GetUtcNow(), IsCertain: false);
    }

    /// <summary>The request failed.</summary>
    public void Failed(MessageId message, DeliveryFailure failure) => fates[message] = new Fate(time.GetUtcNow(), IsCertain: failure is not (DeliveryFailure.OutcomeUnknown or DeliveryFailure.Unknown));

    /// <summary>All of the message is out and recorded as far as the channel records it.</summary>
    public void Settled(MessageId message) => fates.TryRemove(message, out _);

    /// <summary>Whether the message may be in Slack unrecorded.</summary>
    /// <param name="attempt">Of the job that brings it.</param>
    public bool MayBeThere(MessageId message, int attempt) => fates.TryGetValue(message, out var fate) ? !fate.IsCertain : attempt > 1;

    /// <summary>How long a request on its way may still arrive, so that a look would come too early; null when it can be looked.</summary>
    public TimeSpan? Unsettled(MessageId message)
    {
        var last = fates.TryGetValue(message, out var fate) ? fate.At : started;
        return last + SlackErrors.Settling - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null;
    }

    private sealed record Fate(DateTimeOffset At, bool IsCertain);
}
