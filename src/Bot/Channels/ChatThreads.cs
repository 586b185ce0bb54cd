using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>Finds the thread of ours something was said in. A root may be in the chat before our store knows the chat's id of it: then it is looked for again, less and less often, until it cannot come any more.</summary>
internal sealed class ChatThreads(IThreadStore threads, TimeProvider time)
{
    /// <summary>How long after its root a reply may come before our store knows the root's id: the root may have to be looked for first.</summary>
    public static readonly TimeSpan RootIsYoung = TimeSpan.FromMinutes(10);

    /// <summary>How long a root may have waited to be delivered while replies to it are still waited for.</summary>
    public static readonly TimeSpan RootIsAwaited = TimeSpan.FromDays(1);

    /// <param name="root">The chat's id of the thread.</param>
    /// <param name="rootAt">When its root was written; null when the id does not tell.</param>
    /// <param name="most">How long the person can be left waiting.</param>
    /// <returns>The thread, or null for one that is not ours; or what to do until it is known.</returns>
    public async Task<(InvestigationThread? Thread, JobOutcome? Wait)> FindAsync(Heard heard, ChannelRef channel, string root, DateTimeOffset? rootAt, TimeSpan most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (waited, isYoung) = (now - heard.HeardAt, rootAt is { } at && (heard.HeardAt - at).Duration() < RootIsYoung);
        var awaited = isYoung && waited < most && await threads.AwaitsRootAsync(channel, now - RootIsAwaited, cancellationToken);
        if (await threads.FindAsync(channel, root, cancellationToken) is { } thread) return (thread, null);
        return (null, awaited ? new JobRetry("its thread is not known yet", waited < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : waited) : null);
    }

    /// <summary>Whether what was said is ours to keep: its thread is ours, or may yet turn out to be.</summary>
    public async ValueTask<bool> IsOursAsync(ChannelRef channel, ChatDependsOnThread depends, CancellationToken cancellationToken)
    {
        // The two are asked in this order: a root that is recorded between them is found by neither the other way round.
        var awaited = depends.MayBeOurs && await threads.AwaitsRootAsync(channel, time.GetUtcNow() - RootIsAwaited, cancellationToken);
        return awaited || await threads.FindAsync(channel, depends.Root, cancellationToken) is not null;
    }
}
