using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Threads;

/// <summary>Threads and what we say in them. Methods that take <see cref="IWork"/> read and write inside that transaction.</summary>
internal interface IThreadStore
{
    ValueTask<InvestigationThread?> FindAsync(ThreadId id, CancellationToken cancellationToken);

    /// <summary>The thread the chat knows by this id in the channel, or knew before its root was posted anew; null for one that is not ours.</summary>
    ValueTask<InvestigationThread?> FindAsync(ChannelRef channel, string externalId, CancellationToken cancellationToken);

    /// <summary>Whether the channel has a thread made since the instant whose root the chat does not have yet, as far as known.</summary>
    ValueTask<bool> AwaitsRootAsync(ChannelRef channel, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Threads of findings in the channel that nobody has seen there, as the chat took neither their root nor the summary they are in, and that were not routed elsewhere; newest first.</summary>
    ValueTask<IReadOnlyList<InvestigationThread>> UnseenAsync(ChannelRef channel, int limit, CancellationToken cancellationToken);

    /// <summary>Newest update first.</summary>
    ValueTask<ThreadPage> ListAsync(ThreadFilter filter, CancellationToken cancellationToken);

    /// <summary>The channels of a vendor that have threads, by name, with how many.</summary>
    ValueTask<IReadOnlyList<ChannelCount>> ChannelsAsync(string vendor, CancellationToken cancellationToken);

    /// <summary>In the order they were made.</summary>
    ValueTask<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId id, CancellationToken cancellationToken);

    ValueTask<ThreadMessage?> FindMessageAsync(MessageId id, CancellationToken cancellationToken);

    /// <summary>Whether the chat knows a message of ours in the thread by this id.</summary>
    ValueTask<bool> HasMessageAsync(ThreadId thread, string externalId, CancellationToken cancellationToken);

    /// <summary>What was put in the thread under the key; null when nothing was.</summary>
    ValueTask<ThreadMessage?> FindMessageAsync(IWork work, ThreadId thread, string key);

    /// <summary>The button with its thread; null for an id we never gave.</summary>
    ValueTask<KeptButton?> FindButtonAsync(string buttonId, CancellationToken cancellationToken);

    ValueTask<InvestigationThread?> FindAsync(IWork work, ThreadId id);

    /// <summary>All threads of a finding, in every channel.</summary>
    ValueTask<IReadOnlyList<InvestigationThread>> OfFindingAsync(IWork work, FindingId finding);

    /// <summary>The thread of an entity in a channel that is not closed; null when there is none.</summary>
    ValueTask<InvestigationThread?> OfEntityAsync(IWork work, EntityRef entity, ChannelRef channel);

    /// <summary>Inserts or replaces the thread's own row.</summary>
    ValueTask SaveAsync(IWork work, InvestigationThread thread);

    /// <summary>Posts the message, or edits it when the key exists and the card differs; gives its buttons ids and writes the delivery job. Nothing happens when nothing changed.</summary>
    ValueTask<ThreadMessage> PutAsync(IWork work, InvestigationThread thread, string key, MessageKind kind, Card card);

    /// <summary>How many root messages were put in the channel since the instant: what storms are measured by.</summary>
    ValueTask<int> RootsSinceAsync(IWork work, ChannelRef channel, DateTimeOffset since);

    /// <summary>The newest summary thread of the channel made at or after the instant; null when there is none.</summary>
    ValueTask<InvestigationThread?> SummaryOfAsync(IWork work, ChannelRef channel, DateTimeOffset since);

    /// <summary>The threads with this <see cref="InvestigationThread.SummarisedIn"/>, by their <see cref="InvestigationThread.Group"/>; most findings first.</summary>
    ValueTask<IReadOnlyList<SummarisedGroup>> SummarisedAsync(IWork work, ThreadId summary);

    /// <summary>Records that the chat has the message in this version.</summary>
    /// <param name="externalId">The chat's id of the message.</param>
    ValueTask RecordDeliveryAsync(IWork work, MessageId id, long version, string externalId);
}

internal sealed record KeptButton(string Id, ThreadId Thread, MessageId Message, CardButton Button);

/// <param name="Limit">1 to 1000.</param>
internal sealed record ThreadFilter(string? FindingArn = null, string? Vendor = null, string? Channel = null, ThreadState? State = null, int Limit = 100, ThreadCursor? Cursor = null);

/// <param name="Open">Threads that are open or being investigated.</param>
internal sealed record ChannelCount(ChannelRef Channel, long Threads, long Open);

/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record ThreadPage(IReadOnlyList<InvestigationThread> Items, ThreadCursor? Next);
