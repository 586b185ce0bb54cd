using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cases;

/// <summary>What may be done to a case as it stands, and what comes of it. Pure.</summary>
/// <remarks>
/// state × move → state; - is refused with what would work:
/// <code>
///                take           assign         contain    snooze  wake   close   reopen         recur
/// new            investigating  investigating  contained  new     new¹   closed  -              -
/// investigating  investigating² investigating³ contained  same    same¹  closed  -              -
/// contained      contained²     contained³     -          same    same¹  closed  investigating  -
/// closed         -              -              -          -       -      -       new/invest.⁴   new/invest.⁴
/// ¹ while it sleeps  ² when nobody else has it, or over  ³ to somebody else than who has it  ⁴ investigating when somebody had it
/// </code>
/// Taking, containing and closing end a snooze.
/// </remarks>
internal static class CaseRules
{
    public const int LongestReason = 1000;

    private static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(90);

    public static CaseRuling Decide(Case now, CaseMove move, DateTimeOffset at) => move switch
    {
        ReopenCase { Why.Length: > LongestReason } => TooLong(),
        RecurCase recur => Recur(now, recur, at),
        ReopenCase reopen => Reopen(now, reopen, at),
        ContainCase { How.Length: > LongestReason } or CloseCase { Verdict.Reason.Length: > LongestReason } => TooLong(),
        _ when now is { State: CaseState.Closed, Verdict: var verdict } =>
            Refused($"Case {now.Number} is closed{(verdict is null ? "" : $" as {CaseWords.Of(verdict)} by {verdict.By.Name}")}. Reopen it first: @bot {Verb.Reopen}"),
        TakeCase take => Take(now, take, at),
        AssignCase assign => Assign(now, assign, at),
        ContainCase contain => Contain(now, contain, at),
        SnoozeCase snooze => Snooze(now, snooze, at),
        WakeCase wake => Wake(now, wake, at),
        CloseCase close => Close(now, close, at),
        _ => throw new InvalidOperationException($"{move} is no move."),
    };

    /// <summary>What a newer state of its finding does to a case; null for nothing.</summary>
    /// <param name="isNews">Whether the state tells something for the first time.</param>
    public static CaseMove? Follows(Case now, DateTimeOffset lastSeen, bool isNews) => now switch
    {
        { State: CaseState.Closed, ClosedAsOf: { } asOf } when lastSeen > asOf => new RecurCase(lastSeen),
        { State: not CaseState.Closed, Snooze.EndsOnChange: true } when isNews => new WakeCase(null, "something changed"),
        _ => null,
    };

    private static CaseRuling Take(Case now, TakeCase take, DateTimeOffset at)
    {
        if (now.Assignee is { } has && IsSame(has, take.By)) return Refused($"You have case {now.Number} already. To hand it over: @bot {Verb.Assign} and a name");
        if (now.Assignee is { } other && !take.Over) return Refused($"{other.Name} has case {now.Number}. To take it from them: @bot {Verb.Take} over");
        var from = now.Assignee;
        return Decided(
            Given(now, take.By, at) with { Snooze = null },
            from is null ? "took the case" : $"took the case over from {from.Name}",
            from is null ? [Name(take.By), " took the case"] : [Name(take.By), " took the case over from ", Name(from)]);
    }

    private static CaseRuling Assign(Case now, AssignCase assign, DateTimeOffset at)
    {
        if (IsSame(assign.By, assign.To)) return Take(now, new TakeCase(assign.By, true), at);
        if (now.Assignee is { } has && IsSame(has, assign.To)) return Refused($"{has.Name} has case {now.Number} already. Assign it to somebody else, or take it: @bot {Verb.Take} over");
        return Decided(
            Given(now, assign.To, at),
            $"{(now.Assignee is null ? "assigned" : "handed over")} the case to {assign.To.Name}",
            [Name(assign.By), now.Assignee is null ? " assigned the case to " : " handed the case over to ", new Someone(assign.To.Vendor, assign.To.Id, assign.To.Name)]);
    }

    /// <summary>Who contains what nobody has, has it.</summary>
    private static CaseRuling Contain(Case now, ContainCase contain, DateTimeOffset at)
    {
        if (now.State == CaseState.Contained) return Refused($"Case {now.Number} is contained already. Close it with a verdict, such as @bot {Verb.Close} true-positive, or go on with @bot {Verb.Reopen}");
        var given = now.Assignee is null ? Given(now, contain.By, at) : now;
        return Decided(given with { State = CaseState.Contained, Snooze = null, ChangedAt = at }, "contained it", [Name(contain.By), " marked the case as contained"], contain.How);
    }

    private static CaseRuling Snooze(Case now, SnoozeCase asked, DateTimeOffset at)
    {
        var move = asked with { Snooze = asked.Snooze with { Until = InSeconds(asked.Snooze.Until) } };
        if (move.Snooze.Until is { } until && until <= at) return Refused($"{TimeWords.Instant(until)} is over already; it is {TimeWords.Instant(at)}. Try @bot {Verb.Snooze} 4h, tomorrow, or change");
        if (move.Snooze.Until > at + LongestSnooze) return Refused($"A case sleeps {LongestSnooze.Days} days at most. Close it, or try @bot {Verb.Snooze} change, which ends when something new is found");
        if (now.Snooze == move.Snooze) return Refused($"Case {now.Number} is snoozed {CaseWords.Of(move.Snooze)} already. To wake it: @bot {Verb.Snooze} off");
        return Decided(now with { Snooze = move.Snooze, ChangedAt = at }, $"snoozed it {CaseWords.Of(move.Snooze)}", [Name(move.By), $" snoozed the case {CaseWords.Of(move.Snooze)}"]);
    }

    private static CaseRuling Wake(Case now, WakeCase wake, DateTimeOffset at)
    {
        if (now.Snooze is null) return Refused($"Case {now.Number} is not snoozed. To let it sleep: @bot {Verb.Snooze} 4h, tomorrow, or change");
        var after = now with { Snooze = null, ChangedAt = at };
        return wake.By is { } by
            ? Decided(after, "woke it", [Name(by), " woke the case"])
            : Decided(after, $"woke: {wake.Why}", [$"The case woke: {wake.Why}"]);
    }

    private static CaseChange Close(Case now, CloseCase close, DateTimeOffset at)
    {
        var verdict = close.Verdict;
        var after = now with { State = CaseState.Closed, Verdict = verdict, Snooze = null, ClosedAt = at, ClosedAsOf = close.AsOf, ChangedAt = at };
        var how = CaseWords.Of(verdict);
        return Decided(after, $"closed it as {how}", [Name(verdict.By), $" closed the case as {how}"], verdict.Reason);
    }

    private static CaseRuling Reopen(Case now, ReopenCase reopen, DateTimeOffset at) => now.State switch
    {
        CaseState.Closed => Decided(Open(now, at), "reopened it", [Name(reopen.By), " reopened the case"], reopen.Why),
        CaseState.Contained => Decided(
            now with { State = CaseState.Investigating, Snooze = null, ChangedAt = at }, "reopened what was contained", [Name(reopen.By), " reopened the case, which was contained"], reopen.Why),
        _ => Refused($"Case {now.Number} is not closed. To close it: @bot {Verb.Close} true-positive, false-positive, benign, or duplicate and a number"),
    };

    private static CaseRuling Recur(Case now, RecurCase recur, DateTimeOffset at)
    {
        if (now is not { State: CaseState.Closed, Verdict: { } verdict, ClosedAsOf: { } asOf }) return Refused($"Case {now.Number} is not closed.");
        return new CaseChange(
            Open(now, at),
            CaseEventKind.Recurred,
            $"came again at {TimeWords.Instant(recur.LastSeen)} after it was closed as {CaseWords.Of(verdict)} by {verdict.By.Name}",
            CardText.Of("It came again at ", new Moment(recur.LastSeen), " after it was closed as ", CaseWords.Of(verdict), " by ", Name(verdict.By), ", as of ", new Moment(asOf)))
        {
            Reason = verdict.Reason,
        };
    }

    private static Case Open(Case now, DateTimeOffset at) => now with
    {
        State = now.Assignee is null ? CaseState.New : CaseState.Investigating,
        Verdict = null,
        Snooze = null,
        ClosedAt = null,
        ClosedAsOf = null,
        ChangedAt = at,
    };

    private static Case Given(Case now, Person to, DateTimeOffset at) => now with
    {
        State = now.State == CaseState.New ? CaseState.Investigating : now.State,
        Assignee = to,
        AssignedAt = at,
        ChangedAt = at,
    };

    /// <summary>What wakes it is known by its end: the store keeps less than a clock tells.</summary>
    private static DateTimeOffset? InSeconds(DateTimeOffset? at) => at is { } exact ? new DateTimeOffset(exact.UtcTicks - (exact.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero) : null;

    /// <summary>Groups are not part of who somebody is.</summary>
    private static bool IsSame(Person one, Person other) => one.Vendor == other.Vendor && one.Id == other.Id;

    private static Literal Name(Person person) => new(person.Name);

    private static CaseRefusal Refused(string why) => new(why);

    private static CaseRefusal TooLong() => new($"A reason has {CardPhrases.Number(LongestReason)} characters at most. Write the long form as a note, and give the gist of it here");

    private static CaseChange Decided(Case after, string words, CardRun[] title, string reason = "") =>
        new(after, CaseEventKind.Decision, reason.Length == 0 ? words : $"{words}: {reason}", new CardText(title)) { Reason = reason };
}
