using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>What has to be known when a case is closed: its present, its finding, and whether GuardDuty can be told.</summary>
internal sealed class ClosingFacts(CommandReader reader, IFindingLookup lookup, Presence presence, DeedOffer deeds)
{
    public Task<DateTimeOffset> AsOfAsync(InvestigationThread thread, CancellationToken cancellationToken) => reader.AsOfAsync(thread, cancellationToken);

    public async Task<ClosingFinding?> FindingAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Finding is not { } id || await lookup.FindAsync(id, cancellationToken) is not { } finding) return null;
        // of the sample day, which GuardDuty does not know, it is written down here
        var isTold = deeds.Regions.Contains(id.Region) || await presence.IsSampleDayAsync(id, cancellationToken);
        return new ClosingFinding(finding, isTold, [.. deeds.Buttons(finding)]);
    }
}

/// <param name="CanBeTold">Whether GuardDuty can be told anything of it.</param>
/// <param name="Deeds">What of that a card offers.</param>
internal sealed record ClosingFinding(Finding Finding, bool CanBeTold, IReadOnlyList<CardButton> Deeds);
