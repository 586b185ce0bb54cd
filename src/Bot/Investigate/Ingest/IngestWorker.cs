namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>Keeps the evidence index up to date while the host runs: at its start, then every so often, at once when asked to. It leaves a core to the questions.</summary>
internal sealed partial class IngestWorker(EvidenceIngest ingest, EvidenceOptions options, TimeProvider time, ILogger<IngestWorker> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>After a full disk or the like: trying costs reading a whole batch.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim wanted = new(0, 1);
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts a run now, or right after the one that is under way.</summary>
    public void Wake()
    {
        try
        {
            wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // one is wanted already
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        started.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        base.Dispose();
        wanted.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!ingest.HasTargets) return;
        await started.Task.WaitAsync(stoppingToken); // people are not kept waiting for the room
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasProblem = await RunAsync(stoppingToken);
            await WaitAsync(hasProblem && options.IngestInterval < Rest ? Rest : options.IngestInterval, stoppingToken);
        }
    }

    /// <returns>Whether something was in the way.</returns>
    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var progress = await ingest.RunAsync(Math.Max(1, Environment.ProcessorCount - 1), null, cancellationToken);
            return progress.Problem is not null || progress.Lines.Any(static line => line.Problem is not null);
        }
#pragma warning disable CA1031 // a worker's edge: whatever a log made us do must not end the worker
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure);
            return true;
        }
    }

    private async Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = wanted.WaitAsync(ended.Token);
        await Task.WhenAny(asked, Task.Delay(interval, time, ended.Token));
        await ended.CancelAsync();
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Putting logs into the index failed")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
