using System.Collections.Concurrent;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Knows which accounts Detective sees, so that a card need not ask: it is learned in the background, at the start and every few minutes. What is too old counts as
/// not known.</summary>
internal sealed partial class GraphWatch(DetectiveSources sources, TimeProvider time, ILogger<GraphWatch> logger) : BackgroundService, IGraphKnowledge
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Believed = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, RegionGraphs> known = new(StringComparer.Ordinal);

    public DetectiveMembership? Of(string account, string region) =>
        known.TryGetValue(region, out var graphs) && time.GetUtcNow() - graphs.AskedAt < Believed && graphs.Of(account) is { State: not MembershipState.Unknown } told ? told : null;

    /// <summary>Asks in every region now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (sources.For(isSampleDay: false) is not { } source) return;
        await Task.WhenAll(source.Regions.Select(async region =>
        {
            var graphs = await source.GraphsAsync(region, cancellationToken);
            // what was learned before is better than a fault, until it is too old
            if (graphs.Places.All(static place => place.Coverage.IsAnswer) && graphs.Graphs.All(static graph => graph.Members is not null)) known[region] = graphs;
            else
            {
                known.TryAdd(region, graphs);
                Log.NotLearned(logger, region, graphs.Places.Select(static place => place.Coverage).Concat(graphs.Graphs.Select(static graph => graph.Coverage)).FirstOrDefault(static coverage => !coverage.IsAnswer)?.Reason ?? "");
            }
        }));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (sources.For(isSampleDay: false) is null) return;
        await Task.Yield(); // nobody waits for AWS to start
        using var timer = new PeriodicTimer(Every, time);
        do await TryAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the loop ends by itself
        }
#pragma warning disable CA1031 // the edge of a loop that must outlive whatever it meets: without the knowledge links stay as they are
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Which accounts Detective sees in {Region} is not known: {Reason}")]
        public static partial void NotLearned(ILogger logger, string region, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Which accounts Detective sees could not be asked")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
