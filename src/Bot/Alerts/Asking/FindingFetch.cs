using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Alerts.Asking;

/// <summary>Findings somebody asked for go into the ledger like any other; threads they have are kept up to date, none begins.</summary>
internal sealed class FindingFetch(IFindingEvidence evidence, AwsClients clients, AlertIntake intake) : IFindingFetch
{
    public IReadOnlyList<FetchPlace> Places { get; } = [.. clients.Places.Select(static place => new FetchPlace(place.ToString(), place.Region))];

    public async Task<KeptFetch> ByIdAsync(string id, string? account, string? region, CancellationToken cancellationToken) =>
        await KeepAsync(await evidence.ByIdAsync([id], account, region, cancellationToken), cancellationToken);

    public async Task<KeptFetch> NamingAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken) =>
        await KeepAsync(await evidence.NamingAsync(entity, window, cancellationToken), cancellationToken);

    private async Task<KeptFetch> KeepAsync(FetchedFindings fetched, CancellationToken cancellationToken)
    {
        // some at a time: an alert does not wait for hundreds
        foreach (var some in fetched.Findings.Select(static (one, index) => new FindingItem(index, "$", one.Finding, one.Document, null)).Chunk(50))
            await intake.TakeAsync(AlertIntake.LookedUp, some, cancellationToken);
        return new KeptFetch([.. fetched.Findings.Select(static one => one.Finding)], fetched.Places);
    }
}
