using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Investigate;

/// <summary>Finds or makes the thread in which something is investigated, inside the transaction of the question.</summary>
internal sealed class ThreadDoor(IThreadStore threads, IFindingSearches searches, RootCards cards, CaseThreads cases, TimeProvider time)
{
    /// <summary>The finding's thread in the channel: the one there is, a summarised one brought to the front, or a new one that is linked to those in other channels.</summary>
    public async ValueTask<InvestigationThread> OfFindingAsync(IWork work, FoundFinding found, RelatedFindings related, ChannelRef channel)
    {
        var known = await threads.OfFindingAsync(work, found.Finding.Id);
        var here = known.FirstOrDefault(thread => thread.Channel == channel);
        if (here is { State: not ThreadState.Summarised }) return here;
        var now = time.GetUtcNow();
        return await OpenAsync(work, here ?? New(channel, found.Finding.Title, now) with { IsSample = found.IsSampleDay || found.Finding.IsSample }, found, related, known);
    }

    /// <summary>The thread in which a finding is looked for that nobody delivered: the one there is, or a new one.</summary>
    public async ValueTask<InvestigationThread> OfSearchAsync(IWork work, FindingSubject subject, ChannelRef channel)
    {
        var now = time.GetUtcNow();
        var name = $"{subject.Account}/{subject.Region}/{subject.Id}";
        var known = await searches.FindAsync(work, channel, name) is { } id ? await threads.FindAsync(work, id) : null;
        if (known is { Finding: not null }) return known;
        var thread = (known ?? New(channel, $"Finding {subject.Id}", now)) with { State = ThreadState.Open, UpdatedAt = now };
        await threads.SaveAsync(work, thread);
        await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, LookUpCard.Looking(subject.Id));
        await searches.KeepAsync(work, channel, name, thread.Id);
        return thread;
    }

    /// <summary>What was looked for was found: the thread becomes the finding's, or points to the one the channel has.</summary>
    /// <returns>Where the finding is answered about.</returns>
    public async ValueTask<InvestigationThread> FoundAsync(IWork work, InvestigationThread search, FoundFinding found, RelatedFindings related)
    {
        var known = await threads.OfFindingAsync(work, found.Finding.Id);
        if (known.All(thread => thread.Channel != search.Channel)) return await OpenAsync(work, search with { IsSample = found.Finding.IsSample }, found, related, known);
        var pointer = search with { State = ThreadState.Closed, UpdatedAt = time.GetUtcNow() };
        await threads.SaveAsync(work, pointer);
        await threads.PutAsync(work, pointer, MessageKeys.Root, MessageKind.Root, LookUpCard.ThreadedHere(found.Finding));
        return await OfFindingAsync(work, found, related, search.Channel);
    }

    private static InvestigationThread New(ChannelRef channel, string title, DateTimeOffset now) =>
        new() { Id = ThreadId.New(now), Channel = channel, Title = title, State = ThreadState.Open, CreatedAt = now, UpdatedAt = now };

    private async ValueTask<InvestigationThread> OpenAsync(IWork work, InvestigationThread begun, FoundFinding found, RelatedFindings related, IReadOnlyList<InvestigationThread> known)
    {
        var thread = begun with
        {
            Finding = found.Finding.Id,
            FindingArn = found.Finding.Arn,
            Title = found.Finding.Title,
            Severity = found.Finding.Severity,
            Count = found.Finding.Count,
            Seen = new(found.Finding.FirstSeen, found.Finding.LastSeen),
            State = ThreadState.Open,
            UpdatedAt = time.GetUtcNow(),
        };
        var opened = await cases.OpenAsync(work, thread, cards.Of(found.Finding, related, thread.IsSample));
        var others = known.Where(other => other.Channel != thread.Channel).Select(static other => other.Channel.ToString()).ToList();
        if (others.Count > 0) await threads.PutAsync(work, opened, "elsewhere", MessageKind.System, ElsewhereCard.Of(others, opened.IsSample));
        return opened;
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
        return await cases.OpenAsync(work, thread, cards.Of(found, facts));
    }
}
