using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Permissions;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>Calls that one user or role made from one address in one window.</summary>
/// <param name="Principal">Who; null when the log's name for it is none of ours.</param>
/// <param name="Name">Its name; untrusted text.</param>
/// <param name="Address">From where.</param>
/// <param name="Observed">First and last call, both inclusive.</param>
/// <param name="Calls">How many.</param>
/// <param name="Refused">Those of them that were refused for want of permission.</param>
/// <param name="Window">The window asked about.</param>
/// <param name="AskedAt">When it was asked, by the as-of clock.</param>
public sealed record CredentialUse(EntityRef? Principal, string Name, EntityRef Address, ObservedInterval Observed, CallCount Calls, long Refused, TimeWindow Window, DateTimeOffset AskedAt)
{
    private static readonly CallGrouping ByError = new([CallColumn.Principal, CallColumn.Error]);

    /// <summary>What is to be asked of calls for it.</summary>
    public static CallAsk Ask { get; } = new() { Groupings = [ByError] };

    /// <summary>The uses an answer tells of, most calls first; none when there is no answer.</summary>
    public static IReadOnlyList<CredentialUse> Of(EvidenceQuestion question, EvidenceAnswer<CallFigures> answer) =>
    [
        .. (answer.Value?.Tables ?? []).Where(static table => table.Columns.SequenceEqual(ByError.Columns)).SelectMany(static table => table.Rows)
            .Where(static row => row.Values.Count == ByError.Columns.Count && row.Scope.All > 0 && row.First is not null && row.Last is not null)
            .GroupBy(static row => row.Values[0], StringComparer.Ordinal)
            .Select(rows => Of(question, rows.Key, [.. rows], answer.Coverage.AskedAt))
            .OrderByDescending(static use => use.Calls.All).ThenBy(static use => use.Name, StringComparer.Ordinal),
    ];

    private static CredentialUse Of(EvidenceQuestion question, string name, IReadOnlyList<CallRow> rows, DateTimeOffset askedAt)
    {
        var principal = EntityArn.Read(name);
        return new CredentialUse(
            principal,
            principal is { } known ? EntityLabel.Name(known) : name,
            question.Entity,
            new ObservedInterval(rows.Min(static row => row.First!.Value), rows.Max(static row => row.Last!.Value)),
            rows.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope),
            rows.Where(static row => UnusedPermissions.IsRefusal(row.Values[1])).Sum(static row => row.Scope.Failed),
            question.Window,
            askedAt);
    }
}
