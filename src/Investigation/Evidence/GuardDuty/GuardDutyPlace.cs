using System.Text;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>GuardDuty of one account and region. Its detector is asked for once and never taken from a finding, which may name a member's.</summary>
internal sealed class GuardDutyPlace(AwsPlace place, AwsClients clients)
{
    /// <summary>Ids in one call, and findings in one answer ("max 50" in the service's model).</summary>
    public const int MostInCall = 50;

    private volatile string? detector;

    private IAmazonGuardDuty Client => clients.GuardDuty(place);

    public AwsPlace Place => place;

    /// <summary>Findings by id, as many as there are; a place that does not know an id passes over it.</summary>
    public async Task<GuardDutyCall<GuardDutyPage>> GetAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var all = new List<Finding>();
        foreach (var some in ids.Chunk(MostInCall))
        {
            var answer = await GetSomeAsync([.. some], null, cancellationToken);
            // one id the service does not like refuses all of the call: what it does know is asked for by criteria, which only match
            if (answer.Fault is { Kind: AwsFaultKind.Invalid or AwsFaultKind.NotFound })
            {
                var listed = await ListAsync(Only("id", [.. some]), null, null, cancellationToken);
                if (listed.Value is not { } known) return new(null, listed.Fault);
                answer = known.FindingIds is { Count: > 0 } there ? await GetSomeAsync(there, null, cancellationToken) : new([], null);
            }

            if (answer.Value is not { } findings) return new(null, answer.Fault);
            all.AddRange(findings);
        }

        return new(Read(all, null), null);
    }

    /// <summary>One page of findings that match.</summary>
    public async Task<GuardDutyCall<GuardDutyPage>> FindAsync(FindingCriteria criteria, SortCriteria sort, string? next, CancellationToken cancellationToken)
    {
        var listed = await ListAsync(criteria, sort, next, cancellationToken);
        if (listed.Value is not { } page) return new(null, listed.Fault);
        var rest = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
        if (page.FindingIds is not { Count: > 0 } ids) return new(new GuardDutyPage([], [], rest), null);
        var got = await GetSomeAsync(ids, sort, cancellationToken);
        return got.Value is { } findings ? new(Read(findings, rest), null) : new(null, got.Fault);
    }

    public Task<GuardDutyCall<object>> DoAsync(FindingDeedKind deed, string id, string? comment, CancellationToken cancellationToken) => deed switch
    {
        FindingDeedKind.Archive => WithDetectorAsync<object>("guardduty:ArchiveFindings", async (at, token) => await Client.ArchiveFindingsAsync(new ArchiveFindingsRequest { DetectorId = at, FindingIds = [id] }, token), cancellationToken),
        FindingDeedKind.Unarchive => WithDetectorAsync<object>("guardduty:UnarchiveFindings", async (at, token) => await Client.UnarchiveFindingsAsync(new UnarchiveFindingsRequest { DetectorId = at, FindingIds = [id] }, token), cancellationToken),
        _ => WithDetectorAsync<object>(
            "guardduty:UpdateFindingsFeedback",
            async (at, token) => await Client.UpdateFindingsFeedbackAsync(
                new UpdateFindingsFeedbackRequest { DetectorId = at, FindingIds = [id], Feedback = deed == FindingDeedKind.Useful ? Feedback.USEFUL : Feedback.NOT_USEFUL, Comments = comment }, token),
            cancellationToken),
    };

    private static FindingCriteria Only(string field, List<string> values) => new() { Criterion = new() { [field] = new Condition { Equals = values } } };

    private Task<GuardDutyCall<ListFindingsResponse>> ListAsync(FindingCriteria criteria, SortCriteria? sort, string? next, CancellationToken cancellationToken) => WithDetectorAsync(
        "guardduty:ListFindings",
        (at, token) => Client.ListFindingsAsync(new ListFindingsRequest { DetectorId = at, FindingCriteria = criteria, SortCriteria = sort, MaxResults = MostInCall, NextToken = next }, token),
        cancellationToken);

    private async Task<GuardDutyCall<List<Finding>>> GetSomeAsync(List<string> ids, SortCriteria? sort, CancellationToken cancellationToken)
    {
        var answer = await WithDetectorAsync("guardduty:GetFindings", (at, token) => Client.GetFindingsAsync(new GetFindingsRequest { DetectorId = at, FindingIds = ids, SortCriteria = sort }, token), cancellationToken);
        return answer.Value is { } response ? new(response.Findings ?? [], null) : new(null, answer.Fault);
    }

    private async Task<GuardDutyCall<T>> WithDetectorAsync<T>(string action, Func<string, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        if (detector is not { } known)
        {
            var listed = await CallAsync("guardduty:ListDetectors", token => Client.ListDetectorsAsync(new ListDetectorsRequest(), token), cancellationToken);
            if (listed.Value is not { } answer) return new(null, listed.Fault);
            if (answer.DetectorIds is not [{ } first, ..]) return new(null, new AwsFault(AwsFaultKind.NotFound, $"GuardDuty is not enabled in {place}; enable it there, or take the region out of Aws:Accounts", "guardduty:ListDetectors", null));
            detector = known = first;
        }

        var made = await CallAsync(action, token => call(known, token), cancellationToken);
        if (made.Fault is { Kind: AwsFaultKind.Invalid or AwsFaultKind.NotFound }) detector = null; // it may have been deleted and made anew
        return made;
    }

    private async Task<GuardDutyCall<T>> CallAsync<T>(string action, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(await call(cancellationToken), null);
        }
        catch (Exception failure) when (AwsFault.Of(failure, action, place.ToString(), CancellationToken.None) is { } fault)
        {
            return new(null, fault);
        }
    }

    private static GuardDutyPage Read(List<Finding> findings, string? next)
    {
        var read = new List<FetchedFinding>();
        var refused = new List<RefusedFinding>();
        foreach (var finding in findings)
        {
            var document = FindingDocument.Of(finding);
            switch (GuardDutyFindingReader.Read(Encoding.UTF8.GetBytes(document)))
            {
                case FindingRead { Finding: { } one }:
                    read.Add(new FetchedFinding(one, document));
                    break;
                case FindingRefused refusal:
                    refused.Add(new RefusedFinding(finding.Id, finding.UpdatedAt, refusal));
                    break;
            }
        }

        return new GuardDutyPage(read, refused, next);
    }
}
