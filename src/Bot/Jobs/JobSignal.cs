namespace ChatOps.Bot.Jobs;

/// <summary>Says inside this process that there may be work: a job was committed, a lane became free.</summary>
internal sealed class JobSignal(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Never waits. Several calls before the next wait count as one.</summary>
    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // already raised, and not yet heard
        }
        catch (ObjectDisposedException)
        {
            // the host is gone, and with it whoever would listen
        }
    }

    /// <summary>Until somebody raises it, or the time is over; null waits for the signal alone. For one waiter.</summary>
    public async Task WaitAsync(TimeSpan? most, CancellationToken cancellationToken)
    {
        using var limit = most is { } span ? new CancellationTokenSource(span, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await raised.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // the time is over
        }
    }

    public void Dispose() => raised.Dispose();
}
