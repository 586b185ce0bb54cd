using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Investigations of Detective's that were asked for here: each entity and scope once.</summary>
internal interface IDetectiveRunStore
{
    /// <summary>Null when nobody asked for it, or what was asked for is gone.</summary>
    ValueTask<KeptRun?> FindAsync(RunKey key, CancellationToken cancellationToken);

    /// <summary>Takes it upon the owner to start the investigation. Who claimed it before the instant and has not started it yet has died.</summary>
    /// <returns>False while somebody else is about to start it, or once it is started and has not failed.</returns>
    ValueTask<bool> ClaimAsync(IWork work, RunKey key, string owner, DateTimeOffset now, DateTimeOffset diedBefore);

    /// <summary>Records that it is under way.</summary>
    ValueTask SaveStartedAsync(IWork work, RunKey key, DetectiveRun run);

    /// <summary>Records what it found, and the addresses that names.</summary>
    ValueTask SaveFinishedAsync(IWork work, RunKey key, DetectiveReport report);

    /// <summary>Records that it failed, unless another one was started since.</summary>
    ValueTask SaveFailedAsync(IWork work, RunKey key, DetectiveRun run);

    /// <summary>It is gone, or was never started: the next one who asks starts anew.</summary>
    ValueTask RemoveAsync(IWork work, RunKey key);

    /// <summary>Finished investigations that name the address and whose scope touches the window, in the order of their scopes.</summary>
    ValueTask<IReadOnlyList<DetectiveNaming>> NamingAsync(string address, TimeWindow window, bool isSampleDay, CancellationToken cancellationToken);
}

/// <summary>What is investigated.</summary>
internal sealed record RunKey(string Region, string EntityArn, TimeWindow Scope, bool IsSampleDay);

/// <param name="Graph">The graph it runs in; null until it is started.</param>
/// <param name="Id">Detective's id of it; null likewise.</param>
/// <param name="Report">What it found; null until it is finished.</param>
/// <param name="FailedAt">When it was known to have failed; null otherwise.</param>
internal sealed record KeptRun(BehaviorGraph? Graph, string? Id, DetectiveReport? Report, DateTimeOffset? FailedAt);
