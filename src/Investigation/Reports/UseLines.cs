using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>The sentence a report begins with: whose credentials were used, from where, for how long, how often and how much of it was refused.</summary>
internal static class UseLines
{
    private const int Most = 3;

    public static IEnumerable<ReportRun[]> Of(IReadOnlyList<CredentialUse> uses)
    {
        foreach (var use in uses.Take(Most)) yield return Line(use);
        if (uses.Count > Most) yield return [FormattableString.Invariant($"{uses.Count - Most:N0} more users and roles made calls from the actors' addresses.")];
    }

    private static ReportRun[] Line(CredentialUse use)
    {
        var what = use.Principal is { } principal ? $"{EntityLabel.Of(principal.Kind).ToLowerInvariant()} " : "";
        return
        [
            $"Credentials of {what}", new Name(use.Name), " were used from ", new Name(EntityLabel.Name(use.Address)),
            $" for at least {UtcText.Duration(use.Observed.Duration)} ({EvidenceWords.Count(EvidenceKind.ApiCalls, use.Calls.All)}{Refused(use)}), {TimeWords.Interval(use.Observed.First, use.Observed.Last)}."
            + $" Source: {EvidenceWords.Source(EvidenceKind.ApiCalls)}, {TimeWords.Interval(use.Window.Start, use.Window.End)}, asked {TimeWords.Instant(use.AskedAt)}.",
        ];
    }

    private static string Refused(CredentialUse use)
    {
        if (use.Refused == 0) return use.Calls.Failed == 0 ? ", none failed" : $", {Share(use.Calls.Failed, use.Calls.All)} failed";
        var others = use.Calls.Failed - use.Refused;
        return $", {Share(use.Refused, use.Calls.All)} refused{(others > 0 ? $", {Share(others, use.Calls.All)} failed otherwise" : "")}";
    }

    private static string Share(long part, long all)
    {
        var percent = 100d * part / all;
        return percent < 1 ? "under 1 %" : string.Create(CultureInfo.InvariantCulture, $"{percent:0} %");
    }
}
