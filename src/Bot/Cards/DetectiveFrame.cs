using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>What every card of an investigation by Detective says.</summary>
/// <param name="Arn">ARN asked about.</param>
/// <param name="IsGuessed">Whether it was made of account and name.</param>
/// <param name="Meant">The scope of the thread.</param>
/// <param name="Scope">The scope asked for.</param>
/// <param name="Changes">Why the two differ; our own words.</param>
/// <param name="Profile">The entity's profile.</param>
internal sealed record DetectiveFrame(EntityRef Entity, string Arn, bool IsGuessed, TimeWindow Meant, TimeWindow Scope, IReadOnlyList<string> Changes, ConsoleLink Profile, bool IsSample)
{
    /// <summary>Who set the interval that the thread's scope is; untrusted text; null where nobody did.</summary>
    public string? SetBy { get; init; }
}

/// <summary>What was learned from elsewhere about what an investigation names.</summary>
/// <param name="Times">First and last seen of related findings, by ARN.</param>
/// <param name="Untold">Why some times are missing; may hold untrusted text.</param>
/// <param name="Groups">Finding groups with their links.</param>
internal sealed record DetectiveContext(IReadOnlyDictionary<string, FindingTimes> Times, IReadOnlyList<string> Untold, IReadOnlyList<(string Id, ConsoleLink Link)> Groups);

/// <param name="IsLedger">Whether our ledger told, so that it can be opened here; otherwise GuardDuty did.</param>
internal sealed record FindingTimes(DateTimeOffset First, DateTimeOffset Last, FindingId Id, bool IsLedger);
