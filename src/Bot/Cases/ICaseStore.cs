using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cases;

/// <summary>Cases. Methods that take <see cref="IWork"/> read and write inside that transaction.</summary>
internal interface ICaseStore
{
    /// <summary>The thread as part of the case of its finding or entity, which is opened when there is none. To be called before the thread is saved first. Summaries and searches belong to no case.</summary>
    ValueTask<InvestigationThread> JoinAsync(IWork work, InvestigationThread thread);

    ValueTask<Case?> FindAsync(IWork work, CaseNumber number);

    ValueTask<Case?> FindAsync(CaseNumber number, CancellationToken cancellationToken);

    /// <summary>The case of a finding; null for one that has no thread.</summary>
    ValueTask<Case?> OfFindingAsync(IWork work, FindingId finding);

    /// <summary>The case of an entity that is not closed; null when there is none.</summary>
    ValueTask<Case?> OpenOfEntityAsync(IWork work, EntityRef entity);

    /// <summary>The case with those it leads, in one read; null when there is none of the number.</summary>
    ValueTask<CaseFamily?> FamilyAsync(IWork work, CaseNumber number);

    /// <summary>Replaces everything but number, subject and opening.</summary>
    ValueTask SaveAsync(IWork work, Case changed);

    /// <summary>Cases led by one, by number.</summary>
    ValueTask<IReadOnlyList<Case>> LedByAsync(IWork work, CaseNumber lead);

    /// <summary>The case's threads in the order they were made, summarised ones included.</summary>
    ValueTask<IReadOnlyList<InvestigationThread>> ThreadsAsync(IWork work, CaseNumber number);

    ValueTask<IReadOnlyList<InvestigationThread>> ThreadsAsync(CaseNumber number, CancellationToken cancellationToken);
}
