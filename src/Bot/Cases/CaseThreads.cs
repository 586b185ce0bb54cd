using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

/// <summary>Threads as parts of their case: they begin in its state, their root cards tell where it stands, and what becomes of it is told in all of them. Summarised threads have no messages.</summary>
internal sealed class CaseThreads(ICaseStore cases, IThreadStore threads, TimeProvider time)
{
    /// <summary>Saves the thread for the first time, or anew when it gets messages, and puts its root card.</summary>
    public async ValueTask<InvestigationThread> OpenAsync(IWork work, InvestigationThread begun, Card root)
    {
        var joined = await cases.JoinAsync(work, begun);
        var standing = await FamilyAsync(work, joined);
        var thread = standing is null ? joined : Of(joined, standing.Case);
        await threads.SaveAsync(work, thread);
        await PutRootAsync(work, thread, root, standing);
        return thread;
    }

    /// <summary>Saves a thread for the first time that gets no messages yet.</summary>
    public async ValueTask<InvestigationThread> OpenSilentlyAsync(IWork work, InvestigationThread begun)
    {
        var thread = await cases.JoinAsync(work, begun);
        await threads.SaveAsync(work, thread);
        return thread;
    }

    /// <summary>Puts a root card with the standing of the case on it.</summary>
    /// <param name="known">Where the case stands, when that was read already.</param>
    public async ValueTask PutRootAsync(IWork work, InvestigationThread thread, Card root, CaseFamily? known = null)
    {
        var standing = known ?? await FamilyAsync(work, thread);
        await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, standing is null ? root : CaseBand.On(root, standing));
    }

    /// <summary>Brings every thread of the case to where it stands now, and tells what became of it.</summary>
    /// <param name="card">Null to tell nothing.</param>
    public async ValueTask TellAsync(IWork work, CaseFamily standing, Card? card)
    {
        var now = time.GetUtcNow();
        var key = $"case:{Guid.CreateVersion7(now):N}";
        foreach (var known in (await cases.ThreadsAsync(work, standing.Case.Number)).Where(static thread => thread.State != ThreadState.Summarised))
        {
            var thread = Of(known, standing.Case) with { UpdatedAt = now };
            await threads.SaveAsync(work, thread);
            if (await threads.FindMessageAsync(work, thread.Id, MessageKeys.Root) is { } root) await PutRootAsync(work, thread, root.Card, standing);
            if (card is not null) await threads.PutAsync(work, thread, key, MessageKind.Card, card);
        }
    }

    /// <summary>The thread in the state of its case.</summary>
    public static InvestigationThread Of(InvestigationThread thread, Case one) => thread.State == ThreadState.Summarised ? thread : thread with { State = CaseWords.StateOfThreads(one) };

    private async ValueTask<CaseFamily?> FamilyAsync(IWork work, InvestigationThread thread) => thread.Case is { } number ? await cases.FamilyAsync(work, number) : null;
}
