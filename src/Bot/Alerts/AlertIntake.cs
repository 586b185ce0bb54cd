using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Alerts;

/// <summary>The one road of all sources: what they found goes into the ledger, and what follows from it into threads, in one transaction.</summary>
internal sealed partial class AlertIntake(IUnitOfWork unit, IAlertLedger ledger, AlertThreads threads, TimeProvider time, ILogger<AlertIntake> logger)
{
    /// <summary>By which road findings come that somebody asked for: kept, but no alert.</summary>
    public const string LookedUp = "lookup";

    /// <summary>Past deliveries that are compared with a new one: what was told before them counts as new again.</summary>
    private const int HistoryLooked = 200;

    /// <summary>Takes all findings at once: committed when this returns. Taking the same again changes nothing.</summary>
    /// <param name="also">Written in the same transaction; null for nothing.</param>
    public async Task<IntakeReceipt> TakeAsync(string source, IReadOnlyList<FindingItem> findings, CancellationToken cancellationToken, Func<IWork, ValueTask>? also = null)
    {
        if (findings.Count == 0) return new IntakeReceipt(0, 0);
        var receipt = await unit.WriteAsync(
            async work =>
            {
                if (also is not null) await also(work);
                return await TakeAsync(work, source, findings);
            },
            cancellationToken);
        Log.Taken(logger, source, receipt.Accepted, receipt.Redelivered);
        return receipt;
    }

    /// <summary>Keeps what was refused for the operator.</summary>
    public async Task RefuseAsync(IReadOnlyList<IntakeRefusal> refusals, CancellationToken cancellationToken)
    {
        foreach (var refusal in refusals) Log.Refused(logger, refusal.Source, VisibleText.Of(refusal.Path ?? "-"), VisibleText.Of(refusal.Reason));
        await unit.WriteAsync(
            async work =>
            {
                foreach (var refusal in refusals) await ledger.RecordRefusalAsync(work, refusal);
                return refusals.Count;
            },
            cancellationToken);
    }

    /// <summary>Keeps what was refused for the operator, unless the same path of the same source is kept already: some things come again and again.</summary>
    public async Task RefuseOnceAsync(IntakeRefusal refusal, CancellationToken cancellationToken)
    {
        var isNew = await unit.WriteAsync(
            async work =>
            {
                if (await ledger.IsRefusedAsync(work, refusal.Source, refusal.Path)) return false;
                await ledger.RecordRefusalAsync(work, refusal);
                return true;
            },
            cancellationToken);
        if (isNew) Log.Refused(logger, refusal.Source, VisibleText.Of(refusal.Path ?? "-"), VisibleText.Of(refusal.Reason));
    }

    private async ValueTask<IntakeReceipt> TakeAsync(IWork work, string source, IReadOnlyList<FindingItem> findings)
    {
        var redelivered = 0;
        foreach (var item in findings)
        {
            var delivery = new FindingDelivery(item.Finding, item.Document, source, item.SentAt, time.GetUtcNow());
            if (await TakeAsync(work, delivery) == DeliveryNovelty.Redelivery) redelivered++;
        }

        return new IntakeReceipt(findings.Count, redelivered);
    }

    private async ValueTask<DeliveryNovelty> TakeAsync(IWork work, FindingDelivery delivery)
    {
        var mentions = FindingEntities.Of(delivery.Finding);
        var entry = await ledger.RecordAsync(work, delivery, mentions);
        if (entry is { Novelty: DeliveryNovelty.Redelivery, IsFirstAlert: false }) return entry.Novelty;

        var news = entry.Novelty is DeliveryNovelty.NewFinding or DeliveryNovelty.Redelivery ? null : await NewsAsync(work, entry, delivery.Finding);
        var related = entry is { Novelty: DeliveryNovelty.OlderState, IsFirstAlert: false } ? RelatedFindings.None : await KeptFindings.RelatedAsync(work, ledger, entry.Current, mentions, threads.RelatedWindow(entry.Current));
        await threads.WriteAsync(work, new KeptAlert(entry, delivery, news, related));
        return entry.Novelty;
    }

    /// <summary>Earlier deliveries are read only when this one differs from the last: most repeats do not.</summary>
    private async ValueTask<FindingNews> NewsAsync(IWork work, LedgerEntry entry, Finding delivered)
    {
        var previous = entry.Previous ?? entry.Current;
        var news = FindingNews.Of(delivered, previous, []);
        if (!news.IsNews) return news;
        var history = await ledger.HistoryAsync(work, delivered.Id, HistoryLooked);
        return FindingNews.Of(delivered, previous, [.. history.Where(earlier => (earlier.UpdatedAt, earlier.Count) != (delivered.UpdatedAt, delivered.Count))]);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Source}: {Accepted} deliveries taken, {Redelivered} of them known already")]
        public static partial void Taken(ILogger logger, string source, int accepted, int redelivered);

        [LoggerMessage(2, LogLevel.Warning, "{Source}: refused: {Path} {Reason}")]
        public static partial void Refused(ILogger logger, string source, string path, string reason);
    }
}

/// <param name="Accepted">Deliveries committed, those known already among them.</param>
internal sealed record IntakeReceipt(int Accepted, int Redelivered);

/// <summary>A delivery that is in the ledger, with all that its threads need to know.</summary>
internal sealed record KeptAlert(LedgerEntry Entry, FindingDelivery Delivery, FindingNews? News, RelatedFindings Related)
{
    public ToldFinding Told => new(Entry.Current, Related, Delivery.Source == SampleReplay.SourceName);
}
