namespace ChatOps.Investigation.Findings;

/// <summary>One delivery of one finding.</summary>
/// <param name="Finding">The finding as this delivery told it.</param>
/// <param name="Document">The finding's JSON as received, unknown fields included.</param>
/// <param name="Source">By which road: sample, folder, eventbridge, …</param>
/// <param name="SentAt">When the sender says it was sent; null when it did not say.</param>
/// <param name="ReceivedAt">When we took it in.</param>
public sealed record FindingDelivery(Finding Finding, string Document, string Source, DateTimeOffset? SentAt, DateTimeOffset ReceivedAt);
