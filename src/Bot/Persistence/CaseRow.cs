using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Persistence;

internal class CaseRow
{
    public const string Columns = """
        number, finding_account, finding_region, finding_id, entity, title, severity, is_sample, state, assignee_vendor, assignee_id, assignee_name, assigned_at, verdict, reason, duplicate_of,
        closed_vendor, closed_id, closed_name, snoozed, snoozed_until, wakes_on_change, lead, opened_at, changed_at, closed_at, closed_as_of
        """;

    public long Number { get; init; }

    public string? FindingAccount { get; init; }

    public string? FindingRegion { get; init; }

    public string? FindingId { get; init; }

    public string? Entity { get; init; }

    public string Title { get; init; } = "";

    public double? Severity { get; init; }

    public bool IsSample { get; init; }

    public string State { get; init; } = "";

    public string? AssigneeVendor { get; init; }

    public string? AssigneeId { get; init; }

    public string? AssigneeName { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }

    public string? Verdict { get; init; }

    public string? Reason { get; init; }

    public long? DuplicateOf { get; init; }

    public string? ClosedVendor { get; init; }

    public string? ClosedId { get; init; }

    public string? ClosedName { get; init; }

    public bool Snoozed { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public bool WakesOnChange { get; init; }

    public long? Lead { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? ClosedAsOf { get; init; }

    public static CaseRow Of(Case one) => new()
    {
        Number = one.Number.Value,
        Title = one.Title,
        Severity = one.Severity?.Value,
        IsSample = one.IsSample,
        State = StoredValues.Word(one.State),
        AssigneeVendor = one.Assignee?.Vendor,
        AssigneeId = one.Assignee?.Id,
        AssigneeName = one.Assignee?.Name,
        AssignedAt = one.AssignedAt,
        Verdict = one.Verdict is { } verdict ? StoredValues.Word(verdict.Kind) : null,
        Reason = one.Verdict?.Reason,
        DuplicateOf = one.Verdict?.Of?.Value,
        ClosedVendor = one.Verdict?.By.Vendor,
        ClosedId = one.Verdict?.By.Id,
        ClosedName = one.Verdict?.By.Name,
        Snoozed = one.Snooze is not null,
        SnoozedUntil = one.Snooze?.Until,
        WakesOnChange = one.Snooze?.EndsOnChange ?? false,
        Lead = one.Lead?.Value,
        ChangedAt = one.ChangedAt,
        ClosedAt = one.ClosedAt,
        ClosedAsOf = one.ClosedAsOf,
    };

    public Case ToCase() => new()
    {
        Number = new CaseNumber(Number),
        Finding = FindingId is null ? null : new FindingId(FindingAccount!, FindingRegion!, FindingId),
        Entity = EntityRef.TryParse(Entity, out var entity) ? entity : null,
        Title = Title,
        Severity = Severity is { } severity ? new Severity(severity) : null,
        IsSample = IsSample,
        State = StoredValues.Value<CaseState>(State),
        Assignee = AssigneeVendor is { } vendor ? new Person(vendor, AssigneeId!, AssigneeName!) : null,
        AssignedAt = AssignedAt,
        Verdict = Verdict is { } kind
            ? new Verdict(StoredValues.Value<VerdictKind>(kind), Reason ?? "", DuplicateOf is { } of ? new CaseNumber(of) : null, new Person(ClosedVendor!, ClosedId!, ClosedName!))
            : null,
        Snooze = Snoozed ? new Snooze(SnoozedUntil, WakesOnChange) : null,
        Lead = Lead is { } lead ? new CaseNumber(lead) : null,
        OpenedAt = OpenedAt,
        ChangedAt = ChangedAt,
        ClosedAt = ClosedAt,
        ClosedAsOf = ClosedAsOf,
    };
}
