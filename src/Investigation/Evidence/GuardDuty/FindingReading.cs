using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What became of reading one document: <see cref="FindingRead"/> or <see cref="FindingRefused"/>.</summary>
public abstract record FindingReading;

/// <summary>The document is a finding.</summary>
/// <param name="Finding">The finding.</param>
public sealed record FindingRead(Finding Finding) : FindingReading;

/// <summary>The document is no finding that can be kept.</summary>
/// <param name="Path">Where in the document, such as <c>$.detail.severity</c>.</param>
/// <param name="Reason">What is wrong there and what would work; begins with a verb, so that path and reason together are a sentence.</param>
public sealed record FindingRefused(string Path, string Reason) : FindingReading;
