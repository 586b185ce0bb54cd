namespace ChatOps.Investigation.Evidence;

/// <summary>Opens objects before their turn where opening one means waiting, so that those who read are kept busy. What is opened ahead is bounded in number and in memory.</summary>
internal sealed class LogReadAhead : IAsyncDisposable
{
    /// <summary>Text held for objects nobody reads yet, estimated.</summary>
    private const long MostText = 64 << 20;

    /// <summary>Up to here an object is inflated when it is opened; of a larger one this much is held (<see cref="LogText"/>).</summary>
    private const long Whole = 512 * 1024;

    private const int Expansion = 12;
    private readonly ILogObjects logs;
    private readonly IReadOnlyList<LogObject> objects;
    private readonly CancellationTokenSource ended;
    private readonly Lock gate = new();
    private readonly Task<Stream>?[] opened;
    private int ahead;
    private long text;

    /// <summary>Nothing is opened before the first is asked for.</summary>
    /// <param name="logs">Where they lie.</param>
    /// <param name="objects">In the order they will be asked for, about.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public LogReadAhead(ILogObjects logs, IReadOnlyList<LogObject> objects, CancellationToken cancellationToken)
    {
        (this.logs, this.objects) = (logs, objects);
        opened = new Task<Stream>?[logs.ReadAhead > 0 ? objects.Count : 0];
        ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>The text of an object, which the caller disposes of; asked for once.</summary>
    /// <param name="at">Its place among the objects.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Stream> OpenAsync(int at, CancellationToken cancellationToken)
    {
        if (opened.Length == 0) return await logs.OpenAsync(objects[at], cancellationToken);
        Task<Stream> mine;
        lock (gate)
        {
            if (at >= ahead) Start(at);
            mine = opened[at]!;
            while (ahead < objects.Count && ahead - at <= logs.ReadAhead && text + TextOf(ahead) <= MostText) Start(ahead);
        }

        try
        {
            return await mine;
        }
        finally
        {
            lock (gate)
            {
                opened[at] = null;
                text -= TextOf(at);
            }
        }
    }

    /// <summary>Lets go of what was opened and not asked for.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        foreach (var left in opened.OfType<Task<Stream>>())
        {
            await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // whatever it was, nobody asked
            if (left.IsCompletedSuccessfully) await (await left).DisposeAsync();
        }

        ended.Dispose();
    }

    /// <summary>Several who read may ask a little out of turn: all up to the one asked for are opened.</summary>
    private void Start(int upTo)
    {
        for (; ahead <= upTo; ahead++)
        {
            var log = objects[ahead];
            opened[ahead] = Task.Run(() => logs.OpenAsync(log, ended.Token));
            text += TextOf(ahead);
        }
    }

    private long TextOf(int at) => objects[at].Length <= Whole ? objects[at].Length * Expansion : 2 * Whole;
}
