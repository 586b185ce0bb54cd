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

    /// <summary>The request was not even made. What is known of earlier ones stays.</summary>
    public void NotSent(MessageId message) => fates.TryAdd(message, new Fate(time.GetUtcNow(), IsCertain: true));

    /// <summary>The request failed.</summary>
    public void Failed(MessageId message, DeliveryFailure failure) => fates[message] = new Fate(time.GetUtcNow(), IsCertain: failure is not (DeliveryFailure.OutcomeUnknown or DeliveryFailure.Unknown));

    /// <summary>All of the message is out and recorded as far as the channel records it.</summary>
    public void Settled(MessageId message) => fates.TryRemove(message, out _);

    /// <summary>When it can be looked for: an earlier try may have brought it, and what that sent has arrived by then or never will. Null when Slack surely does not have it unrecorded.</summary>
    /// <param name="attempt">Of the job that brings it.</param>
    public DateTimeOffset? SettlesAt(MessageId message, int attempt)
    {
        if (fates.TryGetValue(message, out var fate)) return fate.IsCertain ? null : fate.At + SlackErrors.Settling;
        return attempt > 1 ? started + SlackErrors.Settling : null;
    }

    public TimeSpan Until(DateTimeOffset at) => at - time.GetUtcNow();

    private sealed record Fate(DateTimeOffset At, bool IsCertain);
}
