using ChatOps.Investigation.Evidence.FlowLogs.Kept;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Network flows from VPC flow logs. A record belongs to a window when its interval, first to last packet, touches it; the interval is not cut
/// at the window's ends. Each record counts once: of an address, a line that came in two objects is one record; of anything else, an object that came twice
/// is one object. An address's records are those with it on either side; where an interface here has the address for its own, its volumes are taken at that
/// interface only, since a flow between two interfaces is logged at both.</summary>
/// <param name="catalog">The objects of the flow logs.</param>
/// <param name="time">Clock for the cost of an answer.</param>
public sealed class FlowLogSource(LogCatalog catalog, TimeProvider time) : IFlowEvidence
{
    private readonly DistinctCache distinct = new();
    private readonly FactsCache facts = new();

    /// <summary>Reads every object for every question.</summary>
    /// <param name="logs">Where the objects of the flow logs lie.</param>
    public FlowLogSource(ILogObjects logs)
        : this(new LogCatalog(logs, LogKind.FlowLogs, null, TimeProvider.System), TimeProvider.System)
    {
    }

    /// <summary>Objects are made every 5 minutes and delivered to S3 about 10 minutes later (VPC user guide, "Flow log limitations" and "Publish to
    /// S3").</summary>
    public static readonly TimeSpan Delivery = TimeSpan.FromMinutes(15);

    /// <summary>What one question may hold in memory.</summary>
    internal FlowLimits Limits { get; init; } = new();

    /// <inheritdoc/>
    public EvidenceKind Kind => EvidenceKind.Flows;

    /// <inheritdoc/>
    public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
        AskAsync<Observation>(question, async (inquiry, subject, scan) => subject.IsAddress ? await SpanOfAddressAsync(inquiry, Limits.Lines, cancellationToken) : await SpanOfBooksAsync(inquiry, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<EvidenceAnswer<FlowFigures>> FlowsAsync(EvidenceQuestion question, FlowAsk ask, CancellationToken cancellationToken) =>
        AskAsync<FlowFigures>(question, (inquiry, subject, scan) => new FlowAnswer(inquiry, subject, scan, ask, Limits, distinct).MakeAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<EvidenceAnswer<AddressAssignments>> AddressesAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
        AskAsync<AddressAssignments>(question, async (inquiry, subject, _) => await FlowAnswer.AssignmentsAsync(inquiry, subject, cancellationToken), cancellationToken);

    private async Task<EvidenceAnswer<T>> AskAsync<T>(EvidenceQuestion question, Func<FlowInquiry, FlowSubject, LogScan, Task<T?>> answer, CancellationToken cancellationToken)
        where T : class
    {
        var scan = new LogScan(catalog, question, Delivery, time);
        if (FlowSubject.For(question, Limits.Addresses) is not { } subject)
            return new(null, scan.Without(CoverageState.NotAsked, $"flow logs do not name entities of the kind {question.Entity.Kind}"));
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);
        var inquiry = new FlowInquiry(catalog, question, subject, scan, facts) { Reach = new FlowReach(question, Limits.Hours) };
        await inquiry.PrepareAsync(cancellationToken);
        var value = await answer(inquiry, subject, scan);
        if (inquiry.Reach.Refusal is { } refused) return new(null, scan.Without(CoverageState.Refused, refused));
        if (scan.Failed() is { } failure) return new(null, failure);
        if (value is null && inquiry.CannotNameInstances)
            return new(null, scan.Without(CoverageState.NotAsked, "these flow logs do not record instance ids: ask for the instance's private address"));
        return new(value, scan.Answered(value is not null, inquiry.ReasonOfSilence(), inquiry.Notes()));
    }

    private static async Task<Observation?> SpanOfAddressAsync(FlowInquiry inquiry, long lines, CancellationToken cancellationToken)
    {
        if (inquiry.HasSeveralSeries) inquiry.Choose(await inquiry.BooksAsync(null, cancellationToken));
        if (inquiry.Reach.IsRefused) return null;
        var tally = new SpanTally(new HourParts(lines));
        var objects = new List<LogObject>(inquiry.Unread);
        objects.AddRange(await inquiry.WithAddressesAsync(cancellationToken));
        for (var part = objects; ; part = [.. objects.Where(tally.Touches)])
        {
            await inquiry.ReadAsync(part, tally.Part, static (_, _) => true, cancellationToken);
            if (!tally.NextPart()) return tally.ToObservation();
        }
    }

    private static async Task<Observation?> SpanOfBooksAsync(FlowInquiry inquiry, CancellationToken cancellationToken)
    {
        var books = await inquiry.BooksAsync(null, cancellationToken);
        inquiry.Choose(books);
        var count = new FlowCount();
        foreach (var (_, row) in books.All.SelectMany(static book => book.Rows)) count.Add(row);
        return count.ToObservation();
    }
}
