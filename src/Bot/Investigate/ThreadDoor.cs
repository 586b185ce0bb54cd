using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Investigate;

/// <summary>Finds or makes the thread in which something is investigated, inside the transaction of the question.</summary>
internal sealed class ThreadDoor(IThreadStore threads, FindingCard findingCards, AnswerLinks links, TimeProvider time)
{
    /// <summary>The finding's thread in the channel: the one there is, a summarised one brought to the front, or a new one that is linked to those in other channels.</summary>
    public async ValueTask<InvestigationThread> OfFindingAsync(IWork work, FoundFinding found, RelatedFindings related, ChannelRef channel)
    {
        var known = await threads.OfFindingAsync(work, found.Finding.Id);
        var here = known.FirstOrDefault(thread => thread.Channel == channel);
        if (here is { State: not ThreadState.Summarised }) return here;
        var now = time.GetUtcNow();
        var thread = (here ?? new InvestigationThread
        {
            Id = ThreadId.New(now),
            Channel = channel,
            Finding = found.Finding.Id,
            Title = found.Finding.Title,
            State = ThreadState.Open,
            IsSample = found.IsSampleDay || found.Finding.IsSample,
            CreatedAt = now,
            UpdatedAt = now,
        }) with
        {
            FindingArn = found.Finding.Arn,
            Title = found.Finding.Title,
            Severity = found.Finding.Severity,
            Count = found.Finding.Count,
            Seen = new(found.Finding.FirstSeen, found.Finding.LastSeen),
            State = ThreadState.Open,
            UpdatedAt = now,
        };
        await threads.SaveAsync(work, thread);
        await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, findingCards.Of(found.Finding, related, thread.IsSample));
        var others = known.Where(other => other.Channel != channel).Select(static other => other.Channel.ToString()).ToList();
        if (others.Count > 0) await threads.PutAsync(work, thread, "elsewhere", MessageKind.System, ElsewhereCard.Of(others, thread.IsSample));
        return thread;
    }

    /// <summary>The entity's thread in the channel that is not closed, or a new one.</summary>
    /// <param name="facts">What the ledger knows of the entity.</param>
    public async ValueTask<InvestigationThread> OfEntityAsync(IWork work, FoundEntity found, EntityFacts facts, ChannelRef channel)
    {
        if (await threads.OfEntityAsync(work, found.Entity, channel) is { } known) return known;
        var now = time.GetUtcNow();
        var thread = new InvestigationThread
        {
            Id = ThreadId.New(now),
            Channel = channel,
            Entity = found.Entity,
            Title = $"{EntityLabel.Of(found.Entity.Kind)} {EntityLabel.Name(found.Entity)}",
            State = ThreadState.Open,
            IsSample = found.IsSampleDay,
            CreatedAt = now,
            UpdatedAt = now,
        };
        var card = EntityCard.Of(found.Entity, facts.Mentions, facts.Own, facts.Link(links.Detective, found.Entity, null), links.Accounts, links.Offers.For(found.IsSampleDay), found.IsSampleDay);
        await threads.SaveAsync(work, thread);
        await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, card);
        return thread;
    }
}
