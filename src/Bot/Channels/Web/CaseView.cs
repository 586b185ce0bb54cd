using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Cases as the room's API shows them.</summary>
internal sealed class CaseView(AccountNames names)
{
    public RoomCase Case(ListedCase listed)
    {
        var one = listed.Case;
        var account = one.Finding?.Account ?? one.Entity?.Account ?? (one.Entity is { Kind: EntityKind.Account } itself ? itself.Id : null);
        return new RoomCase(
            one.Number.Value,
            one.Title,
            one.Finding is { } finding ? $"{finding.Account}/{finding.Region}/{finding.Id}" : one.Entity?.ToString() ?? "",
            listed.Finding?.Arn,
            listed.Finding?.Type,
            one.Entity is { } entity ? EntityLabel.Name(entity) : null,
            one.Entity is { } about ? EntityLabel.Of(about.Kind) : null,
            one.Severity?.Value,
            RoomView.Word(one.State),
            one.Snooze is { } snooze ? new RoomSnooze(snooze.Until, snooze.EndsOnChange) : null,
            one.Assignee?.Name,
            one.Verdict is { } verdict ? RoomView.Word(verdict.Kind) : null,
            one.Lead?.Value,
            account,
            account is null ? null : names.AliasOf(account),
            one.Finding?.Region,
            [.. listed.Threads.Select(Thread)],
            listed.Finding?.Count,
            listed.Finding?.Seen.First,
            listed.Finding?.Seen.Last,
            one.OpenedAt,
            one.ChangedAt,
            one.ClosedAt,
            one.IsSample);
    }

    public RoomCaseWhole Case(CaseContents contents) => new(Case(contents.Listed))
    {
        Reason = contents.Listed.Case.Verdict?.Reason,
        ClosedBy = contents.Listed.Case.Verdict?.By.Name,
        DuplicateOf = contents.Listed.Case.Verdict?.Of?.Value,
        Duplicates = [.. contents.Duplicates.Select(static number => number.Value)],
        Led = [.. contents.Led.Select(static number => number.Value)],
        Notes = contents.Notes,
        Pins = [.. contents.Pins.Select(static pin => new RoomPin(pin.Message.Value, pin.Thread?.Value, pin.By.Name, pin.At))],
        Reports = [.. contents.Reports.Select(static report => new RoomReport(report.Version, report.MadeAt, report.By.Name, report.Title))],
    };

    public static RoomCaseCounts Counts(IReadOnlyDictionary<CaseStanding, long> counted) => new(
        counted.GetValueOrDefault(CaseStanding.New),
        counted.GetValueOrDefault(CaseStanding.Investigating),
        counted.GetValueOrDefault(CaseStanding.Contained),
        counted.GetValueOrDefault(CaseStanding.Snoozed),
        counted.GetValueOrDefault(CaseStanding.Closed));

    private static RoomCaseThread Thread(ListedThread thread) => new(
        thread.Id.Value,
        thread.Channel.Vendor,
        thread.Channel.Channel,
        RoomView.Word(thread.State),
        thread.Interval is { } set ? new RoomScope(set.Window.Start, set.Window.End, set.SetBy) : null);
}
