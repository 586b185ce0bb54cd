using System.Collections.Concurrent;

namespace ChatOps.Bot.Jobs;

/// <summary>Gives lanes with work to runners, and sleeps until somebody says that there is work or the next job becomes due.</summary>
internal sealed class JobWorker(IJobQueue queue, LaneRunner runner, JobSignal signal, JobsOptions options, TimeProvider time) : BackgroundService
{
    // Between finding nothing and being told that something is due: another host was faster.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    // Timers end somewhere; looking once an hour costs nothing.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    // After the store failed; it is asked again, as a disk may have room again.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly string name = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7(time.GetUtcNow()):N}";
    // Answers that wait for a runner are looked for again when one ends, which raises the signal; this is for the case that nothing else is due.
    private static readonly TimeSpan WhileAnswering = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Task, bool> running = new(); // whether it may be an answer

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweeping = SweepAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var turn = TurnAsync(stoppingToken);
            await ((Task)turn).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) break;
            if (turn.Exception?.InnerException is { } failure) runner.Report(failure);
            if (!turn.IsCompletedSuccessfully || !await turn) await RestAsync(turn.IsCompletedSuccessfully, stoppingToken);
        }

        await Task.WhenAll([sweeping, .. running.Keys]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts a runner on a lane.</summary>
    /// <returns>False when there is nothing to do now, or nobody free to do it.</returns>
    private async Task<bool> TurnAsync(CancellationToken stopping)
    {
        if (running.Count >= options.Runners) return false;
        var mayAnswer = false;
        var claim = await queue.ClaimAsync(name, options.Lease, stopping, deliveriesOnly: true);
        if (claim is null && !IsFullOfAnswers)
        {
            mayAnswer = true;
            claim = await queue.ClaimAsync(name, options.Lease, stopping);
        }

        if (claim is null) return false;
        var run = runner.RunAsync(claim, stopping);
        running.TryAdd(run, mayAnswer);
        _ = run.ContinueWith(
            done =>
            {
                running.TryRemove(done, out _);
                signal.Raise();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return true;
    }

    /// <summary>No more answers are begun, so that what is to be delivered never waits for one.</summary>
    private bool IsFullOfAnswers => running.Count(static run => run.Value) >= options.AnsweringRunners;

    private async Task RestAsync(bool storeAnswers, CancellationToken stopping)
    {
        var rest = WaitAsync(storeAnswers, stopping);
        await rest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (rest.IsFaulted) await Task.Delay(AfterFailure, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WaitAsync(bool storeAnswers, CancellationToken stopping)
    {
        // Busy: the runner that ends first raises the signal.
        var due = !storeAnswers ? AfterFailure : running.Count >= options.Runners ? null : await queue.NextDueAsync(stopping) - time.GetUtcNow();
        if (due < ShortestWait) due = IsFullOfAnswers ? WhileAnswering : ShortestWait;
        if (due > LongestWait) due = LongestWait;
        if (queue.PollInterval is { } poll && (due is null || due > poll)) due = poll;
        await signal.WaitAsync(due, stopping);
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var sweep = SweepOnceAsync(stopping);
            await sweep.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (sweep.Exception?.InnerException is { } failure) runner.Report(failure);
        }
    }

    private async Task SweepOnceAsync(CancellationToken stopping)
    {
        while (await queue.SweepAsync(time.GetUtcNow() - options.KeepSent, options.SweepBite, stopping) == options.SweepBite)
        {
            // a small bite at a time, so that nobody waits long for the writer
        }
    }
}
