namespace ChatOps.Bot.Alerts.Sqs;

/// <summary>
/// Takes findings from a queue. A message is deleted after its findings are committed: killed in between, it comes again and changes nothing. While the store fails, what was
/// received is held and nothing more is asked for, so that an outage of ours does not drive good messages into the dead letters.
/// </summary>
internal sealed partial class SqsIntake(SqsQueue queue, SqsCommit commit, RoadTroubles troubles, TimeProvider time, ILogger<SqsIntake> logger) : BackgroundService
{
    public const string SourceName = "sqs";

    /// <summary>While one commits, another receives.</summary>
    private const int Receivers = 2;

    private const string Store = "the store";
    private static readonly TimeSpan HoldEvery = SqsQueue.Hidden / 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A commit under way when the host stops has this long.</summary>
    private static readonly TimeSpan Finishing = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource finished = new(Timeout.InfiniteTimeSpan, time);

    public override void Dispose()
    {
        finished.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await using var stopping = stoppingToken.Register(() => finished.CancelAfter(Finishing));
        await Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => RunAsync(stoppingToken)));
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PauseAsync(failures, stoppingToken);
                failures = await StepAsync(stoppingToken) ? 0 : failures + 1;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the edge of a loop that must outlive whatever it meets
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.Failed(logger, failure);
                failures++;
            }
        }
    }

    /// <summary>False when it failed, or came back with nothing at once: then there is no use in asking again at once.</summary>
    private async Task<bool> StepAsync(CancellationToken stoppingToken)
    {
        var asked = time.GetTimestamp();
        if (await queue.ReceiveAsync(stoppingToken) is not { } received) return false;
        return received.Count == 0 ? time.GetElapsedTime(asked) >= TimeSpan.FromSeconds(1) : await TakeAsync([.. received.Select(QueuedAlert.Of)], stoppingToken);
    }

    private async Task<bool> TakeAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken stoppingToken)
    {
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(finished.Token);
        var held = HoldAsync(messages, settled.Token);
        try
        {
            var done = await CommitAsync(messages, stoppingToken);
            return await queue.DeleteAsync(done, finished.Token);
        }
        finally
        {
            await settled.CancelAsync();
            await held;
        }
    }

    private async Task<IReadOnlyList<QueuedAlert>> CommitAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var done = await commit.TakeAsync(messages, finished.Token);
                troubles.Over(SourceName, Store);
                return done;
            }
#pragma warning disable CA1031 // whatever the store throws, the messages are held until it works
            catch (Exception failure) when (!finished.IsCancellationRequested)
#pragma warning restore CA1031
            {
                troubles.Met(SourceName, Store, $"the store failed ({failure.GetType().Name}); messages are held until it works");
            }

            await PauseAsync(failures, stoppingToken);
        }
    }

    /// <summary>Keeps the messages hidden from other receivers while they are worked on.</summary>
    private async Task HoldAsync(IReadOnlyList<QueuedAlert> messages, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(HoldEvery, time, cancellationToken);
                foreach (var message in messages) await queue.HoldAsync(message, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the work is done
        }
#pragma warning disable CA1031 // a message that cannot be held comes again, and changes nothing; the work goes on
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure);
        }
    }

    /// <summary>1 s after the first failure in a row, twice as long after each more, a minute at most.</summary>
    private Task PauseAsync(int failures, CancellationToken cancellationToken)
    {
        if (failures == 0) return Task.CompletedTask;
        var seconds = Math.Min(Math.Pow(2, failures - 1), LongestPause.TotalSeconds);
        return Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "sqs: a step failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
