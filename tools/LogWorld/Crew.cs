namespace ChatOps.LogWorld;

/// <summary>Numbered jobs shared by a few threads. Each thread keeps a tally of its own, so nothing is locked while a world is made.</summary>
internal static class Crew
{
    public static IReadOnlyList<T> Work<T>(int jobs, int threads, Func<T> tally, Action<T, int> work)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)))
            .GetAwaiter().GetResult();

        T Run()
        {
            var mine = tally();
            for (var job = Interlocked.Increment(ref next); job < jobs; job = Interlocked.Increment(ref next)) work(mine, job);
            return mine;
        }
    }
}
