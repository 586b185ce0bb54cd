using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Alerts;

/// <summary>One thing found in what a source handed over.</summary>
/// <param name="Index">Its place among the things handed over together, from 0.</param>
/// <param name="Path">JSON path of what is spoken of.</param>
internal abstract record AlertItem(int Index, string Path);

/// <param name="Document">The finding's JSON as received.</param>
/// <param name="SentAt">When the envelope says it was sent; null when it does not.</param>
internal sealed record FindingItem(int Index, string Path, Finding Finding, string Document, DateTimeOffset? SentAt) : AlertItem(Index, Path);

/// <summary>Valid, but no finding: other events of AWS.</summary>
internal sealed record IgnoredItem(int Index, string Path, string Reason) : AlertItem(Index, Path);

/// <summary>Ends too early; perhaps it is still being written.</summary>
internal sealed record UnfinishedItem(string Path, string Reason) : AlertItem(0, Path);

/// <summary>Wrong.</summary>
/// <param name="Reason">Begins with a verb: path and reason together are a sentence.</param>
internal sealed record RefusedItem(int Index, string Path, string Reason) : AlertItem(Index, Path);
