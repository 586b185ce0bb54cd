using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Findings received, as a source of observations. A finding is observed at its first and last seen; of one that reaches over an end of the window,
/// the last seen of each stored delivery counts too, so that no instant is made up at the window's edge.</summary>
internal sealed class LedgerFindings(IFindingLookup lookup, FetchNotes fetched) : IEvidenceSource
{
    /// <summary>More findings of one entity are not looked at; the answer says so.</summary>
    private const int Most = 5000;

    public EvidenceKind Kind => EvidenceKind.Findings;

    public async Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var found = await lookup.AssociatedAsync(question.Entity, question.Window, Most, cancellationToken);
        var seen = new List<(FindingSummary Finding, DateTimeOffset First, DateTimeOffset Last)>();
        foreach (var finding in found.Where(finding => IsAsked(question, finding.Id)))
        {
            var instants = (await InstantsAsync(finding, question.Window, cancellationToken)).ToList();
            if (instants.Count > 0) seen.Add((finding, instants.Min(), instants.Max()));
        }

        List<string> notes = [.. Notes(found.Count, found.Count(finding => IsAsked(question, finding.Id)) - seen.Count), .. fetched.Of(question.Entity)];
        if (seen.Count == 0) return new(null, new Coverage(CoverageState.Empty, question.AsOf, "no finding received names it there", question.Window, Notes: notes));
        var (first, last) = (seen.MinBy(static one => one.First), seen.MaxBy(static one => one.Last));
        var names = seen.GroupBy(static one => one.Finding.Type.Text, StringComparer.Ordinal).ToDictionary(static type => type.Key, static type => type.LongCount(), StringComparer.Ordinal);
        var observation = new Observation(
            first.First,
            last.Last,
            seen.Count,
            names,
            null,
            await OperationAsync(first.Finding.Id, cancellationToken),
            await OperationAsync(last.Finding.Id, cancellationToken));
        return new(observation, new Coverage(CoverageState.Answered, question.AsOf, null, question.Window, Notes: notes));
    }

    private static List<string> Notes(int found, int unseen)
    {
        var notes = new List<string>();
        if (found == Most) notes.Add(FormattableString.Invariant($"only the first {Most:N0} findings were looked at"));
        if (unseen > 0) notes.Add($"{unseen} more seen before and after, but in no delivery inside this window");
        return notes;
    }

    private static bool IsAsked(EvidenceQuestion question, FindingId finding) =>
        (question.Account is null || question.Account == finding.Account) && (question.Region is null || question.Region == finding.Region);

    private async ValueTask<IEnumerable<DateTimeOffset>> InstantsAsync(FindingSummary finding, TimeWindow window, CancellationToken cancellationToken)
    {
        IEnumerable<DateTimeOffset> instants = [finding.FirstSeen, finding.LastSeen];
        if (!window.Contains(finding.FirstSeen) || !window.Contains(finding.LastSeen))
        {
            var deliveries = await lookup.DeliveriesAsync(finding.Id, cancellationToken);
            instants = instants.Concat(deliveries.Select(static delivery => delivery.Finding.LastSeen));
        }

        return instants.Where(window.Contains);
    }

    private async ValueTask<string?> OperationAsync(FindingId id, CancellationToken cancellationToken) =>
        (await lookup.FindAsync(id, cancellationToken))?.Action is ApiCall call ? call.Api : null;
}
