using System.Threading.Channels;

namespace ChatOps.Bench;

/// <summary>The least that keeping something can cost on a disk: bytes at the end of a file, one wait for the disk for all that waited meanwhile. Nothing is looked for, nothing can be found again.</summary>
internal sealed class AppendLog : IAsyncDisposable
{
    private readonly Channel<(byte[] Bytes, TaskCompletionSource Kept)> waiting = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });
    private readonly FileStream file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
    private readonly Task writing;

    public AppendLog() => writing = Task.Run(WriteAsync);

    /// <summary>Returns when it is on the disk.</summary>
    public Task AppendAsync(byte[] bytes)
    {
        var kept = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((bytes, kept));
        return kept.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await writing;
        await file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var group = new List<TaskCompletionSource>();
            while (waiting.Reader.TryRead(out var next))
            {
                await file.WriteAsync(next.Bytes);
                group.Add(next.Kept);
            }

            file.Flush(flushToDisk: true);
            group.ForEach(static kept => kept.SetResult());
        }
    }
}
