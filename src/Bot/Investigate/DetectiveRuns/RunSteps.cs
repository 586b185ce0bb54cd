using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Brings an investigation one step further: looks for it, starts it, asks how it stands, reads what it found. Each step is written down, so that it goes on where it was
/// whenever the host died. Before anything is started it is looked for: who died between starting and writing down would start it twice.</summary>
internal sealed class RunSteps(IDetectiveRunStore runs, IUnitOfWork unit, TimeProvider time)
{
    /// <summary>Looking and starting takes a minute at most; who has not written down the start by then has died.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>After a start whose outcome is not known: by then it has arrived or never will, and is listed.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    private const string Failed = "Detective ended the investigation as failed and does not say why. Ask again to start another one";

    /// <param name="owner">Who asks; the same when run again.</param>
    /// <param name="askedAt">When that was asked: what failed since then answers it, and does not start another one.</param>
    public async Task<RunStep> NextAsync(DetectiveCase asked, string owner, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var kept = await runs.FindAsync(asked.Key, cancellationToken);
        if (kept?.Report is { } report) return new RunFinished(report, true);
        if (kept?.FailedAt is { } failedAt && failedAt > askedAt) return new RunEnded(Failed);
        if (kept is { Graph: { } graph, Id: { } id, FailedAt: null }) return await PollAsync(asked, graph, id, cancellationToken);
        return await ClaimAsync(asked, owner, cancellationToken) ? await StartAsync(asked, owner, cancellationToken) : new RunWaiting(null, Soon);
    }

    private Task<bool> ClaimAsync(DetectiveCase asked, string owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return unit.WriteAsync(work => runs.ClaimAsync(work, asked.Key, owner, now, now - Dead), cancellationToken);
    }

    private async Task<RunStep> StartAsync(DetectiveCase asked, string owner, CancellationToken cancellationToken)
    {
        var membership = await asked.Source.MembershipAsync(asked.Account, asked.Region, cancellationToken);
        if (membership is { State: MembershipState.Unknown, Coverage: { State: CoverageState.Unavailable } later }) return new RunWaiting(later.Reason);
        // who may not list members may still start: Detective itself says whether it can
        if (membership.Graph is not { } graph || membership.State is MembershipState.NotEnabled or MembershipState.NoGraph) return await EndAsync(asked, membership.Coverage.Reason, cancellationToken);

        var found = await asked.Source.FindAsync(graph, asked.Ask, cancellationToken);
        if (found.Value is null && found.Coverage.State == CoverageState.Empty)
        {
            // looking may have taken so long that somebody else thinks we died
            if (!await ClaimAsync(asked, owner, cancellationToken)) return new RunWaiting(null, Soon);
            found = await asked.Source.StartAsync(graph, asked.Ask, cancellationToken);
            if (found.Coverage.State == CoverageState.Unavailable) return new RunWaiting(found.Coverage.Reason, Settled);
        }

        if (found.Value is not { } run) return await FaultAsync(asked, found.Coverage, cancellationToken);
        await unit.WriteAsync(
            async work =>
            {
                await runs.SaveStartedAsync(work, asked.Key, run);
                return true;
            },
            cancellationToken);
        return await PollAsync(asked, graph, run.Id, cancellationToken);
    }

    private async Task<RunStep> PollAsync(DetectiveCase asked, BehaviorGraph graph, string id, CancellationToken cancellationToken)
    {
        var told = await asked.Source.RunAsync(graph, id, cancellationToken);
        if (told.Value is not { } run) return await FaultAsync(asked, told.Coverage, cancellationToken);
        switch (run.Status)
        {
            case RunStatus.Running:
                return new RunWaiting(null);
            case RunStatus.Failed:
                return await FailAsync(asked, run, cancellationToken);
        }

        var indicators = await asked.Source.IndicatorsAsync(graph, id, cancellationToken);
        if (indicators.Value is not { } found) return await FaultAsync(asked, indicators.Coverage, cancellationToken);
        var report = new DetectiveReport(run, found, indicators.Coverage.AskedAt, indicators.Coverage.Notes ?? []);
        await unit.WriteAsync(
            async work =>
            {
                await runs.SaveFinishedAsync(work, asked.Key, report);
                return true;
            },
            cancellationToken);
        return new RunFinished(report, false);
    }

    private async Task<RunStep> FaultAsync(DetectiveCase asked, Coverage coverage, CancellationToken cancellationToken) =>
        coverage.State == CoverageState.Unavailable ? new RunWaiting(coverage.Reason) : await EndAsync(asked, coverage.Reason, cancellationToken);

    private async Task<RunStep> FailAsync(DetectiveCase asked, DetectiveRun run, CancellationToken cancellationToken)
    {
        await unit.WriteAsync(
            async work =>
            {
                await runs.SaveFailedAsync(work, asked.Key, run);
                return true;
            },
            cancellationToken);
        return new RunEnded(Failed);
    }

    private async Task<RunStep> EndAsync(DetectiveCase asked, string? reason, CancellationToken cancellationToken)
    {
        await unit.WriteAsync(
            async work =>
            {
                await runs.RemoveAsync(work, asked.Key);
                return true;
            },
            cancellationToken);
        return new RunEnded(reason ?? "no reason given");
    }
}

/// <summary>How far an investigation is after a step.</summary>
internal abstract record RunStep;

/// <param name="Trouble">What was in the way and may pass by itself; null when Detective is at work.</param>
/// <param name="After">When to look again; null for the usual.</param>
internal sealed record RunWaiting(string? Trouble, TimeSpan? After = null) : RunStep;

/// <param name="Reason">What was not learned and what to do; may hold untrusted text.</param>
internal sealed record RunEnded(string Reason) : RunStep;

/// <param name="IsReused">Whether it was finished before this was asked.</param>
internal sealed record RunFinished(DetectiveReport Report, bool IsReused) : RunStep;
