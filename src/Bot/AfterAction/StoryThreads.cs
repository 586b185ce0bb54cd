using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>The threads of a case of which its story tells: whoever may read one of them reads what was said in all. What was said in a channel that is for nobody stays there.</summary>
internal sealed class StoryThreads(ICaseStore cases, AccessPolicy policy)
{
    public async ValueTask<IReadOnlyList<InvestigationThread>> OfAsync(CaseNumber number, CancellationToken cancellationToken) =>
        [.. (await cases.ThreadsAsync(number, cancellationToken)).Where(thread => !policy.IsClosed(thread.Channel))];
}
