using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Findings asked of GuardDuty, in all its places at the same time. A place that is slow or refuses costs its own line only.</summary>
/// <param name="clients">The places and their clients.</param>
/// <param name="time">Clock for deadlines and the instant of asking.</param>
public sealed class GuardDutyFindings(AwsClients clients, TimeProvider time) : IFindingEvidence
{
    /// <summary>How long GuardDuty keeps findings (user guide, "Processing findings with EventBridge").</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private static readonly SortCriteria OldestFirst = new() { AttributeName = "updatedAt", OrderBy = OrderBy.ASC };

    private readonly IReadOnlyList<GuardDutyPlace> places = [.. clients.Places.Select(place => new GuardDutyPlace(place, clients))];

    /// <summary>How long one place may take for its answer; default 10 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where GuardDuty is asked.</summary>
    public IReadOnlyList<AwsPlace> Places => clients.Places;

    /// <inheritdoc/>
    public async Task<FetchedFindings> ByIdAsync(IReadOnlyCollection<string> ids, string? account, string? region, CancellationToken cancellationToken)
    {
        var asked = ids.Where(FindingId.IsId).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0) return new([], [.. places.Select(place => Fate(place, CoverageState.NotAsked, "that is no id GuardDuty gives"))]);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var there = ClosestFirst(account, region);
        var questions = there.Select(place => AskAsync(place, token => place.GetAsync(asked, token), enough.Token)).ToList();
        var waiting = new HashSet<Task<GuardDutyCall<GuardDutyPage>>>(questions);
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var answer in Task.WhenEach(questions).WithCancellation(cancellationToken))
        {
            waiting.Remove(answer);
            if ((await answer).Value is { } page) found.UnionWith(page.Findings.Select(static one => one.Finding.Id.Id));
            if (found.Count >= asked.Count && !enough.IsCancellationRequested) await enough.CancelAsync(); // the others could only say the same
        }

        cancellationToken.ThrowIfCancellationRequested();
        var answers = await Task.WhenAll(questions);
        var fates = there.Zip(answers, (place, answer) => answer.Fault is { Kind: AwsFaultKind.TimedOut } && enough.IsCancellationRequested
            ? Fate(place, CoverageState.Unavailable, "had not answered yet when it was found elsewhere")
            : FateOf(place, answer, "knows no such finding"));
        var elsewhere = places.Except(there).Select(place => Fate(place, CoverageState.NotAsked, "is another region"));
        return new(Newest(answers.SelectMany(static answer => answer.Value?.Findings ?? [])), [.. fates, .. elsewhere]);
    }

    /// <inheritdoc/>
    public async Task<FetchedFindings> NamingAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken)
    {
        var criteria = EntityCriteria.Of(entity);
        if (criteria.WhyNot is { } whyNot) return new([], [.. places.Select(place => Fate(place, CoverageState.NotAsked, whyNot))]);
        var search = new EntitySearch(criteria, Deadline, time);
        var answers = await Task.WhenAll(places.Select(place => search.AskAsync(place, entity, window, cancellationToken)));
        return new(Newest(answers.SelectMany(static answer => answer.Findings)), [.. answers.Select(static answer => answer.Fate)]);
    }

    /// <summary>Findings of a place that changed at or after an instant, archived ones too, oldest change first.</summary>
    /// <param name="place">One of <see cref="Places"/>.</param>
    /// <param name="since">From when, inclusive.</param>
    /// <param name="next">Where the last answer ended; null to begin.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<ChangedFindings> ChangedAsync(AwsPlace place, DateTimeOffset since, string? next, CancellationToken cancellationToken)
    {
        var criteria = new FindingCriteria { Criterion = new() { ["updatedAt"] = new Condition { GreaterThanOrEqual = since.ToUnixTimeMilliseconds() } } };
        var answer = await AskAsync(Known(place), token => Known(place).FindAsync(criteria, OldestFirst, next, token), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return answer.Value is { } page ? new([.. page.Findings.OrderBy(static one => one.Finding.UpdatedAt)], page.Refused, page.Next, null) : new([], [], null, answer.Fault);
    }

    /// <summary>Does something to a finding, in the place that may: members see their findings, but only the administrator's account changes them.</summary>
    /// <param name="finding">Which finding.</param>
    /// <param name="deed">What to do.</param>
    /// <param name="comment">What goes with feedback; null for nothing.</param>
    /// <param name="cancellationToken">Ends the call; it may have been done all the same.</param>
    public async Task<FindingDeedOutcome> DoAsync(FindingId finding, FindingDeedKind deed, string? comment, CancellationToken cancellationToken)
    {
        // the finding's own account last: where another one knows the finding, that is its administrator
        var there = ClosestFirst(finding.Account, finding.Region).AsEnumerable().Reverse().ToList();
        if (there.Count == 0) return new(null, $"GuardDuty is not asked in {finding.Region}; add the region to Aws:Accounts", false);
        var known = await Task.WhenAll(there.Select(place => AskAsync(place, token => place.GetAsync([finding.Id], token), cancellationToken)));
        var whyNot = new List<string>();
        var mayPass = false;
        foreach (var (place, answer) in there.Zip(known))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (answer.Value is { } page && page.Findings.All(one => one.Finding.Id != finding))
            {
                whyNot.Add($"GuardDuty of {place.Place} knows no such finding; it keeps findings for 90 days");
                continue;
            }

            // a place that may not read findings may still be allowed to change them
            var done = await AskAsync(place, token => place.DoAsync(deed, finding.Id, comment, token), cancellationToken);
            if (done.Fault is not { } fault) return new(place.Place.ToString(), null, false);
            mayPass |= fault.MayPass;
            whyNot.Add(fault.Kind is AwsFaultKind.Invalid or AwsFaultKind.Denied && (place.Place.Account.Id ?? finding.Account) == finding.Account
                ? $"{fault.Reason}; if the account is a member, only GuardDuty's administrator account can do this"
                : fault.Reason);
        }

        return new(null, string.Join(". ", whyNot), mayPass);
    }

    private GuardDutyPlace Known(AwsPlace place) => places.FirstOrDefault(known => known.Place == place) ?? throw new ArgumentException($"{place} is no place of GuardDuty.", nameof(place));

    private List<GuardDutyPlace> ClosestFirst(string? account, string? region) => [.. clients.PlacesFor(account, region).Select(Known)];

    private async Task<GuardDutyCall<T>> AskAsync<T>(GuardDutyPlace place, Func<CancellationToken, Task<GuardDutyCall<T>>> question, CancellationToken cancellationToken)
        where T : class
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        return await question(either.Token);
    }

    /// <summary>Of findings that several questions brought, each once, in its newest state.</summary>
    internal static List<FetchedFinding> Newest(IEnumerable<FetchedFinding> findings) =>
        [.. findings.GroupBy(static one => one.Finding.Id).Select(static same => same.MaxBy(static one => (one.Finding.UpdatedAt, one.Finding.Count))!)];

    private PlaceFate FateOf(GuardDutyPlace place, GuardDutyCall<GuardDutyPage> answer, string nothing)
    {
        if (answer.Fault is { } fault) return new(place.Place.ToString(), fault.ToCoverage(time.GetUtcNow()));
        if (answer.Value!.Findings.Count > 0) return Fate(place, CoverageState.Answered, null);
        return answer.Value.Refused is [var refused, ..]
            ? Fate(place, CoverageState.Unavailable, $"its answer cannot be read: {refused.Refusal.Path} {refused.Refusal.Reason}")
            : Fate(place, CoverageState.Empty, nothing);
    }

    private PlaceFate Fate(GuardDutyPlace place, CoverageState state, string? why) => new(place.Place.ToString(), new Coverage(state, time.GetUtcNow(), why, RetainedFrom: state == CoverageState.Empty ? time.GetUtcNow() - Retention : null));
}
