namespace ChatOps.Bot.Alerts;

/// <summary>Plays the bundled sample day: its events come when the replay's clock reaches the time they were sent. After a restart it goes on where it stopped.</summary>
internal sealed partial class SampleReplay(AlertIntake intake, IAlertLedger ledger, ReplayClock clock, TimeProvider time, ILogger<SampleReplay> logger) : BackgroundService
{
    /// <summary>By which road sample findings come; stored with each delivery.</summary>
    public const string SourceName = "sample";

    private const int MostAtOnce = 32;

    /// <summary>Where the day lies, beside the program.</summary>
    public static string FindingsFile => Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "findings.jsonl");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var events = await ReadAsync(stoppingToken);
        if (events.Count == 0) return;
        var last = await ledger.LastSentAsync(SourceName, stoppingToken);
        clock.Start(last ?? events[0].SentAt ?? SampleDay.End);
        var waiting = new Queue<FindingItem>(events.Where(item => last is null || item.SentAt >= last));
        Log.Begun(logger, waiting.Count, clock.AsOf);
        while (waiting.Count > 0)
        {
            var due = TakeDue(waiting);
            if (due.Count > 0) await intake.TakeAsync(SourceName, due, stoppingToken);
            else await Task.Delay(clock.Until(waiting.Peek().SentAt!.Value), time, stoppingToken);
        }

        Log.Ended(logger);
    }

    private List<FindingItem> TakeDue(Queue<FindingItem> waiting)
    {
        var due = new List<FindingItem>();
        while (due.Count < MostAtOnce && waiting.TryPeek(out var next) && next.SentAt <= clock.AsOf) due.Add(waiting.Dequeue());
        return due;
    }

    private async Task<List<FindingItem>> ReadAsync(CancellationToken cancellationToken)
    {
        var events = new List<FindingItem>();
        if (!File.Exists(FindingsFile))
        {
            Log.Missing(logger);
            return events;
        }

        await foreach (var line in File.ReadLinesAsync(FindingsFile, cancellationToken))
        {
            events.AddRange(AlertParser.Parse(System.Text.Encoding.UTF8.GetBytes(line)).OfType<FindingItem>().Where(static item => item.SentAt is not null));
        }

        return events;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The sample day plays: {Count} deliveries from {From:u} on")]
        public static partial void Begun(ILogger logger, int count, DateTimeOffset from);

        [LoggerMessage(2, LogLevel.Information, "The sample day is over")]
        public static partial void Ended(ILogger logger);

        [LoggerMessage(3, LogLevel.Warning, "The sample day is not beside the program (samples/workshop-day/findings.jsonl); nothing is played")]
        public static partial void Missing(ILogger logger);
    }
}
