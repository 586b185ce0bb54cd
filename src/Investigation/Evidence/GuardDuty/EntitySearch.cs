using System.Globalization;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Timing;
using Finding = ChatOps.Investigation.Findings.Finding;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Finds the findings of a place that name an entity: all queries at the same time, and what their filters cannot tell is looked through here.</summary>
internal sealed class EntitySearch(EntityCriteria criteria, TimeSpan patience, TimeProvider time)
{
    /// <summary>Findings that are looked through at most, in each query GuardDuty cannot filter far enough, and taken of one it can.</summary>
    public const int MostListed = 500;

    private static readonly SortCriteria NewestFirst = new() { AttributeName = "updatedAt", OrderBy = OrderBy.DESC };

    public async Task<(IReadOnlyList<FetchedFinding> Findings, PlaceFate Fate)> AskAsync(GuardDutyPlace place, EntityRef entity, TimeWindow window, CancellationToken cancellationToken)
    {
        var exact = criteria.Exact.Select(query => AllAsync(place, EntityCriteria.Query(query.Field, [query.Value], window.Start), cancellationToken)).ToList();
        var wide = criteria.Wide.Select(query => AllAsync(place, EntityCriteria.Query(query.Field, query.Values, window.Start), cancellationToken)).ToList();
        var answers = await Task.WhenAll(exact.Concat(wide));
        cancellationToken.ThrowIfCancellationRequested();
        var meant = GuardDutyFindings.Newest(answers.SelectMany(static answer => answer.Findings).Where(one => window.Touches(one.Finding.FirstSeen, one.Finding.LastSeen) && Names(one.Finding, entity)));
        var faults = answers.Select(static answer => answer.Fault).OfType<AwsFault>().ToList();
        if (faults.Count == answers.Length) return (meant, new PlaceFate(place.Place.ToString(), faults[0].ToCoverage(time.GetUtcNow())));

        var notes = new List<string>();
        if (criteria.WideMeans is { } means) notes.Add($"{means} were looked through here one by one");
        if (answers.Any(static answer => answer.IsCut)) notes.Add(string.Create(CultureInfo.InvariantCulture, $"only the newest {MostListed} findings of each question were looked at"));
        notes.AddRange(faults.Select(static fault => fault.Reason).Distinct(StringComparer.Ordinal));
        var (state, why) = meant.Count > 0 ? (CoverageState.Answered, (string?)null) : (CoverageState.Empty, "no finding there names it");
        return (meant, new PlaceFate(place.Place.ToString(), new Coverage(state, time.GetUtcNow(), why, window, RetainedFrom: time.GetUtcNow() - GuardDutyFindings.Retention, Objects: meant.Count, Notes: notes)));
    }

    /// <summary>All that match, newest first, as far as they are looked at.</summary>
    private async Task<(List<FetchedFinding> Findings, AwsFault? Fault, bool IsCut)> AllAsync(GuardDutyPlace place, FindingCriteria query, CancellationToken cancellationToken)
    {
        var all = new List<FetchedFinding>();
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        string? next = null;
        var listed = 0;
        do
        {
            var answer = await place.FindAsync(query, NewestFirst, next, either.Token);
            if (answer.Value is not { } page) return (all, answer.Fault, false);
            all.AddRange(page.Findings);
            listed += GuardDutyPlace.MostInCall;
            next = page.Next;
        }
        while (next is not null && listed < MostListed);

        return (all, null, next is not null);
    }

    private static bool Names(Finding finding, EntityRef entity) => FindingEntities.Of(finding).Any(mention =>
        mention.Entity == entity || mention.DetectiveId == entity.Id
        || (entity.Account is null && mention.Entity.Kind == entity.Kind && mention.Entity.Id == entity.Id))
        || (entity.Kind == EntityKind.IpAddress && FindingEntities.OwnAddress(finding, entity.Id) is not null);
}
