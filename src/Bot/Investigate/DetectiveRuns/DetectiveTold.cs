using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>The card of a finished investigation. Its related findings get the times it does not tell: from our ledger first, else from GuardDuty.</summary>
internal sealed class DetectiveTold(IFindingLookup lookup, IFindingEvidence guardDuty, AnswerLinks links, TimeProvider time)
{
    /// <summary>Findings whose times are asked for; the rest is listed without.</summary>
    private const int MostAsked = 100;

    public AnswerLinks Links => links;

    /// <summary>Real time, by which one waits.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<Card> CardAsync(DetectiveCase asked, RunFinished finished, CancellationToken cancellationToken)
    {
        var (times, untold) = await TimesAsync(asked, finished.Report, cancellationToken);
        var scope = finished.Report.Run.Scope ?? asked.Ask.Scope;
        var groups = finished.Report.Indicators.OfType<RelatedFindingGroup>().Select(static group => group.Id).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => (id, links.Detective.FindingGroup(id, finished.Report.Run.Graph, scope))).ToList();
        return DetectiveCard.Of(asked.Frame, finished.Report, finished.IsReused, new DetectiveContext(times, untold, groups));
    }

    private async Task<(IReadOnlyDictionary<string, FindingTimes> Times, IReadOnlyList<string> Untold)> TimesAsync(DetectiveCase asked, DetectiveReport report, CancellationToken cancellationToken)
    {
        var times = new Dictionary<string, FindingTimes>(StringComparer.Ordinal);
        var wanted = report.Indicators.OfType<RelatedFinding>().Select(static finding => finding.Arn).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostAsked).ToList();
        var missing = new Dictionary<FindingId, string>();
        foreach (var arn in wanted)
        {
            if (EntityArn.ReadFinding(arn) is not { } id) continue;
            if (await lookup.FindAsync(id, cancellationToken) is { } finding) times[arn] = new FindingTimes(finding.FirstSeen, finding.LastSeen, finding.Id, true);
            else missing[id] = arn;
        }

        var untold = new List<string>();
        if (missing.Count > 0 && !asked.About.IsSampleDay) untold.AddRange(await AskAsync(missing, times, cancellationToken));
        return (times, untold);
    }

    private async Task<IReadOnlyList<string>> AskAsync(Dictionary<FindingId, string> missing, Dictionary<string, FindingTimes> times, CancellationToken cancellationToken)
    {
        var untold = new List<string>();
        foreach (var place in missing.Keys.GroupBy(static id => (id.Account, id.Region)).ToList())
        {
            var fetched = await guardDuty.ByIdAsync([.. place.Select(static id => id.Id)], place.Key.Account, place.Key.Region, cancellationToken);
            foreach (var one in fetched.Findings)
            {
                if (missing.TryGetValue(one.Finding.Id, out var arn)) times[arn] = new FindingTimes(one.Finding.FirstSeen, one.Finding.LastSeen, one.Finding.Id, false);
            }

            untold.AddRange(fetched.Places.Where(static fate => !fate.Coverage.IsAnswer).Select(static fate => fate.Coverage.Reason).OfType<string>());
        }

        return [.. untold.Distinct(StringComparer.Ordinal)];
    }
}
