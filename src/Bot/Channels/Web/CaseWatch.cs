using System.Text.Json;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>
/// Tells the open pages which cases changed, in whatever chat and on whichever host. Reads the store while a page is open and not otherwise.
/// </summary>
internal sealed partial class CaseWatch(ICaseList cases, CaseView view, RoomEvents events, TimeProvider time, ILogger<CaseWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Changes are told by the clock of whoever wrote them, when they began to write.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    /// <summary>More than these at once are told as one: read the lists again.</summary>
    private const int MostTold = 200;

    private Dictionary<CaseNumber, DateTimeOffset> told = [];
    private DateTimeOffset? since;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (events.HasPages) await LookAsync(stoppingToken);
                else (since, told) = (null, []); // pages that come read everything themselves
            }
        }
        catch (OperationCanceledException)
        {
            // the host stops
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var from = since ?? time.GetUtcNow() - Overlap;
            var page = await cases.ListAsync(new CaseFilter { ChangedSince = from, Limit = MostTold }, cancellationToken);
            Tell(page);
            told = page.Items.ToDictionary(static listed => listed.Case.Number, static listed => listed.Case.ChangedAt);
            since = page.Items is [var newest, ..] && newest.Case.ChangedAt - Overlap is var next && next > from ? next : from;
        }
#pragma warning disable CA1031 // the edge of a loop that must go on: what was missed is found at the next look
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.NotRead(logger, failure);
        }
    }

    private void Tell(CasePage page)
    {
        var changed = page.Items.Where(listed => !told.TryGetValue(listed.Case.Number, out var at) || at != listed.Case.ChangedAt).Reverse().ToList();
        if (page.Next is not null && changed.Count == MostTold) events.Publish("cases", "{}");
        else changed.ForEach(listed => events.Publish("case", JsonSerializer.Serialize(view.Case(listed), RoomJson.Default.RoomCase)));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Changed cases could not be read for the open pages")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
