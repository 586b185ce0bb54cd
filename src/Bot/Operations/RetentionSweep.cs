using System.Data.Common;

namespace ChatOps.Bot.Operations;

/// <summary>Once a day removes what is older than its age, a small bite at a time, so that nobody waits long for the writer.</summary>
internal sealed partial class RetentionSweep(IRetention retention, RetentionOptions options, TimeProvider time, ILogger<RetentionSweep> logger) : BackgroundService
{
    /// <summary>Not at once: a host that starts has more pressing work.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan Every = TimeSpan.FromDays(1);

    private SweptRows? last;

    /// <summary>The sweep that ended last; null before the first.</summary>
    public SweptRows? Last => Volatile.Read(ref last);

    public RetentionOptions Options => options;

    public async Task<SweptRows> SweepAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetUtcNow();
        var removed = new Dictionary<Remains, long>();
        var problems = new List<string>();
        foreach (var what in Enum.GetValues<Remains>())
        {
            if (options.AgeOf(what) is not { } age) continue;
            try
            {
                removed[what] = await SweepAsync(what, begun - age, cancellationToken);
            }
            catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException)
            {
                Log.Failed(logger, what, failure); // tomorrow is early enough; the others are swept all the same
                problems.Add($"{what}: {failure.GetType().Name}, see the log of {begun:yyyy-MM-dd HH:mm} UTC");
            }
        }

        var swept = new SweptRows(begun, time.GetUtcNow() - begun, removed, problems);
        Volatile.Write(ref last, swept);
        Log.Swept(logger, removed.Values.Sum());
        return swept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long> SweepAsync(Remains what, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var removed = 0L;
        string? after = null;
        do
        {
            var bite = await retention.BiteAsync(what, before, after, cancellationToken);
            removed += bite.Removed;
            after = bite.Next;
        }
        while (after is not null);
        return removed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "What is older than its age was removed: {Removed} rows")]
        public static partial void Swept(ILogger logger, long removed);

        [LoggerMessage(2, LogLevel.Warning, "{What} older than their age could not be removed; it is tried again in a day")]
        public static partial void Failed(ILogger logger, Remains what, Exception failure);
    }
}

/// <param name="At">When it began.</param>
/// <param name="Removed">How much went of what; without those that are kept for ever.</param>
/// <param name="Problems">What could not be swept.</param>
internal sealed record SweptRows(DateTimeOffset At, TimeSpan Took, IReadOnlyDictionary<Remains, long> Removed, IReadOnlyList<string> Problems);
