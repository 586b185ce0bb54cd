namespace ChatOps.TestKit.Aws;

/// <summary>A call that waits until the test lets it go.</summary>
internal sealed class AwsHold(Action<AwsHold> end)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a call has arrived and waits.</summary>
    public Task Reached => reached.Task;

    /// <summary>The call, and all that come by the same fault, go on to their true answer; later ones meet it no more.</summary>
    public void Release()
    {
        end(this);
        released.TrySetResult();
    }

    internal async Task WaitAsync(CancellationToken cancellation)
    {
        reached.TrySetResult();
        await released.Task.WaitAsync(cancellation);
    }
}
