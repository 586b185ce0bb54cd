using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>GuardDuty of one place: is it on, how often does it tell of what goes on, whose findings does it hold, may we read them?</summary>
internal sealed class GuardDutyCheck(AwsPlace place, string account, AwsClients clients, Notebook notes)
{
    private readonly IAmazonGuardDuty guardDuty = clients.GuardDuty(place);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var asked = await AskAsync("guardduty:ListDetectors", token => guardDuty.ListDetectorsAsync(new ListDetectorsRequest(), token), cancellationToken);
        if (!asked.Is(out var detectors, out var fault))
        {
            notes.Fault("detector", fault);
            return;
        }

        if (detectors.DetectorIds is not [{ } detector, ..])
        {
            notes.Wrong("detector", $"there is none: GuardDuty is off in {place.Region} of {account}", $"Enable GuardDuty there, or take {place.Region} out of the account's Regions.");
            return;
        }

        var isMember = await LookAtAdministratorAsync(detector, cancellationToken);
        await LookAtDetectorAsync(detector, isMember, cancellationToken);
        await LookAtFindingsAsync(detector, cancellationToken);
        notes.Ok("archive, feedback, samples", "cannot be tried without doing them: guardduty:ArchiveFindings, guardduty:UnarchiveFindings, guardduty:UpdateFindingsFeedback, guardduty:CreateSampleFindings");
    }

    private async Task LookAtDetectorAsync(string detector, bool isMember, CancellationToken cancellationToken)
    {
        var asked = await AskAsync("guardduty:GetDetector", token => guardDuty.GetDetectorAsync(new GetDetectorRequest { DetectorId = detector }, token), cancellationToken);
        if (!asked.Is(out var answer, out var fault))
        {
            notes.Fault("detector", fault);
            return;
        }

        if (answer.Status == DetectorStatus.ENABLED) notes.Ok("detector", $"{detector} is enabled");
        else notes.Wrong("detector", $"{detector} is {answer.Status?.Value ?? "in no known state"}", "Enable (resume) it in GuardDuty's settings; while it is off nothing is found.");
        var frequency = answer.FindingPublishingFrequency;
        if (frequency == FindingPublishingFrequency.FIFTEEN_MINUTES) notes.Ok("publishing frequency", "every 15 minutes");
        else notes.Warn(
            "publishing frequency",
            $"{frequency?.Value ?? "not told"}: news of a finding that goes on comes that late",
            isMember ? "Set it to 15 minutes in the GuardDuty administrator's account; a member cannot." : "Set the frequency of updated findings to 15 minutes in GuardDuty's settings.");
    }

    /// <returns>Whether the account is a member of another's GuardDuty.</returns>
    private async Task<bool> LookAtAdministratorAsync(string detector, CancellationToken cancellationToken)
    {
        var asked = await AskAsync("guardduty:GetAdministratorAccount", token => guardDuty.GetAdministratorAccountAsync(new GetAdministratorAccountRequest { DetectorId = detector }, token), cancellationToken);
        if (!asked.Is(out var answer, out var fault))
        {
            notes.Fault("administrator", fault, RemarkLevel.Warning);
            return false;
        }

        if (answer.Administrator?.AccountId is { Length: > 0 } administrator && administrator != account)
        {
            notes.Warn("administrator", $"this account is a member of {administrator}: it sees only its own findings and cannot archive", $"Name {administrator} in Aws:Accounts to see those of all members.");
            return true;
        }

        await LookAtMembersAsync(detector, cancellationToken);
        return false;
    }

    private async Task LookAtMembersAsync(string detector, CancellationToken cancellationToken)
    {
        var asked = await AskAsync("guardduty:ListMembers", token => guardDuty.ListMembersAsync(new ListMembersRequest { DetectorId = detector, OnlyAssociated = "true", MaxResults = 50 }, token), cancellationToken);
        if (!asked.Is(out var answer, out var fault)) notes.Fault("members", fault, RemarkLevel.Warning);
        else if (answer.Members is not { Count: > 0 } members) notes.Ok("administrator", "none, and no members: it sees its own findings");
        else notes.Ok("administrator", $"this account is it, with {(string.IsNullOrEmpty(answer.NextToken) ? "" : "at least ")}{members.Count} member{(members.Count == 1 ? "" : "s")}: it sees the findings of all");
    }

    private async Task LookAtFindingsAsync(string detector, CancellationToken cancellationToken)
    {
        var asked = await AskAsync("guardduty:ListFindings", token => guardDuty.ListFindingsAsync(new ListFindingsRequest { DetectorId = detector, MaxResults = 1 }, token), cancellationToken);
        if (!asked.Is(out var listed, out var fault))
        {
            notes.Fault("findings", fault);
            return;
        }

        if (listed.FindingIds is not [{ } id, ..])
        {
            notes.Ok("findings", "can be listed; there is none to be read. sample-finding <type> makes one");
            return;
        }

        var read = await AskAsync("guardduty:GetFindings", token => guardDuty.GetFindingsAsync(new GetFindingsRequest { DetectorId = detector, FindingIds = [id] }, token), cancellationToken);
        if (read.Is(out _, out var whyNot)) notes.Ok("findings", "can be listed and read");
        else notes.Fault("findings", whyNot);
    }

    private Task<AwsAnswer<T>> AskAsync<T>(string action, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : class => AwsAsking.AskAsync(action, $"{account} {place.Region}", call, cancellationToken);
}
