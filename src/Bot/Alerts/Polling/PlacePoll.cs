using System.Globalization;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty;

namespace ChatOps.Bot.Alerts.Polling;

/// <summary>Asks one place of GuardDuty for what changed since the last time, and takes it in as any other alert.</summary>
internal sealed class PlacePoll(GuardDutyFindings findings, AlertIntake intake, IPollingMarks marks, IUnitOfWork unit, TimeProvider time)
{
    public const string SourceName = "guardduty";

    /// <summary>How far back the first question goes: what is older is history, and looked up when somebody asks for it.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromHours(24);

    /// <summary>Each question begins that long before the newest change known. GuardDuty gives a finding its updatedAt before it shows it, and different findings show in another
    /// order: what became visible late would never be asked for otherwise. What is taken in again changes nothing.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public IReadOnlyList<AwsPlace> Places => findings.Places;

    /// <returns>The fault that ended it; null when all was asked.</returns>
    public async Task<AwsFault?> RunAsync(AwsPlace place, CancellationToken cancellationToken)
    {
        var key = KeyOf(place);
        var mark = await marks.FindAsync(key, cancellationToken);
        var since = mark is { } known ? known - Overlap : time.GetUtcNow() - FirstLook;
        string? next = null;
        do
        {
            var page = await findings.ChangedAsync(place, since, next, cancellationToken);
            if (page.Fault is { } fault) return fault;
            await TakeAsync(key, page, cancellationToken);
            if (page.Next == next) break;
            next = page.Next;
        }
        while (next is not null);

        if (mark is null) await MoveAsync(key, since, cancellationToken);
        return null;
    }

    /// <summary>Name of a place in the store.</summary>
    public static string KeyOf(AwsPlace place) => $"{place.Account.Id ?? "own"}/{place.Region}";

    /// <summary>The mark moves with the findings. It moves by GuardDuty's clock, so that a wrong one here makes no gap; a change of the future does not carry it past what is to come.</summary>
    private async Task TakeAsync(string key, ChangedFindings page, CancellationToken cancellationToken)
    {
        foreach (var one in page.Refused) await RefuseAsync(one.Id, one.UpdatedAt, one.Refusal.Path, one.Refusal.Reason, cancellationToken);
        if (page.Findings.Count == 0) return;
        var newest = page.Findings.Max(static one => one.Finding.UpdatedAt);
        var now = time.GetUtcNow();
        var upTo = newest < now ? newest : now;
        var items = page.Findings.Select(static (one, index) => new FindingItem(index, "$", one.Finding, one.Document, null)).ToList();
        try
        {
            await intake.TakeAsync(SourceName, items, cancellationToken, work => marks.MoveAsync(work, key, upTo));
        }
#pragma warning disable CA1031 // one finding may be what no store takes; which it is shows when each is tried alone, and the others must not wait for it
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            foreach (var item in items) await TakeSinglyAsync(item, cancellationToken);
            await MoveAsync(key, upTo, cancellationToken);
        }
    }

    private async Task TakeSinglyAsync(FindingItem item, CancellationToken cancellationToken)
    {
        try
        {
            await intake.TakeAsync(SourceName, [item], cancellationToken);
        }
#pragma warning disable CA1031 // as above; throws where the store itself is the trouble
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var finding = item.Finding;
            await RefuseAsync(finding.Id.Id, finding.UpdatedAt.ToString("O", CultureInfo.InvariantCulture), "$", $"could not be stored ({failure.GetType().Name})", cancellationToken);
        }
    }

    /// <summary>What cannot be kept stands in the overlap of several questions and is told once.</summary>
    private Task RefuseAsync(string? id, string? updatedAt, string path, string reason, CancellationToken cancellationToken) =>
        intake.RefuseOnceAsync(new IntakeRefusal(SourceName, $"finding {id} of {updatedAt} {path}", reason, time.GetUtcNow()), cancellationToken);

    private Task<bool> MoveAsync(string key, DateTimeOffset upTo, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            await marks.MoveAsync(work, key, upTo);
            return true;
        },
        cancellationToken);
}
