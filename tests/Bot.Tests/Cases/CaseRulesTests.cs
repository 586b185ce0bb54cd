using ChatOps.Bot.Cards;
using static ChatOps.Bot.Cases.SomeCase;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

public sealed class CaseRulesTests
{
    private static readonly Dictionary<string, CaseMove> Moves = new(StringComparer.Ordinal)
    {
        ["take"] = new TakeCase(Ben, false),
        ["take over"] = new TakeCase(Ben, true),
        ["take by who has it"] = new TakeCase(Ana, false),
        ["take over by who has it"] = new TakeCase(Ana, true),
        ["assign"] = new AssignCase(Ana, Ben),
        ["assign to who has it"] = new AssignCase(Ben, Ana),
        ["contain"] = new ContainCase(Ben, "isolated"),
        ["snooze"] = new SnoozeCase(Ben, new Snooze(Now.AddHours(1), false)),
        ["wake"] = new WakeCase(Ben),
        ["close"] = new CloseCase(new Verdict(VerdictKind.Benign, "a drill", null, Ben), Now),
        ["reopen"] = new ReopenCase(Ben),
        ["recur"] = new RecurCase(Now),
    };

    /// <summary>What each move comes to: a state, sleeping with a z, and who has the case then; or what the refusal says would work.</summary>
    public static TheoryData<string, string> Table => new()
    {
        { "new take", "investigating Ben" },
        { "new take over", "investigating Ben" },
        { "new take by who has it", "investigating Ana" },
        { "new take over by who has it", "investigating Ana" },
        { "new assign", "investigating Ben" },
        { "new assign to who has it", "investigating Ana" },
        { "new contain", "contained Ben" },
        { "new snooze", "new z" },
        { "new wake", "! @bot snooze 4h" },
        { "new close", "closed" },
        { "new reopen", "! @bot close true-positive" },
        { "new recur", "! not closed" },
        { "new z take", "investigating Ben" },
        { "new z take over", "investigating Ben" },
        { "new z take by who has it", "investigating Ana" },
        { "new z take over by who has it", "investigating Ana" },
        { "new z assign", "investigating z Ben" },
        { "new z assign to who has it", "investigating z Ana" },
        { "new z contain", "contained Ben" },
        { "new z snooze", "new z" },
        { "new z wake", "new" },
        { "new z close", "closed" },
        { "new z reopen", "! @bot close true-positive" },
        { "new z recur", "! not closed" },
        { "investigating take", "! Ana has case 17. To take it from them: @bot take over" },
        { "investigating take over", "investigating Ben" },
        { "investigating take by who has it", "! You have case 17 already. To hand it over: @bot assign" },
        { "investigating take over by who has it", "! You have case 17 already" },
        { "investigating assign", "investigating Ben" },
        { "investigating assign to who has it", "! Ana has case 17 already" },
        { "investigating contain", "contained Ana" },
        { "investigating snooze", "investigating z Ana" },
        { "investigating wake", "! @bot snooze 4h" },
        { "investigating close", "closed Ana" },
        { "investigating reopen", "! @bot close true-positive" },
        { "investigating recur", "! not closed" },
        { "investigating z take", "! @bot take over" },
        { "investigating z take over", "investigating Ben" },
        { "investigating z take by who has it", "! You have case 17 already" },
        { "investigating z take over by who has it", "! You have case 17 already" },
        { "investigating z assign", "investigating z Ben" },
        { "investigating z assign to who has it", "! Ana has case 17 already" },
        { "investigating z contain", "contained Ana" },
        { "investigating z snooze", "investigating z Ana" },
        { "investigating z wake", "investigating Ana" },
        { "investigating z close", "closed Ana" },
        { "investigating z reopen", "! @bot close true-positive" },
        { "investigating z recur", "! not closed" },
        { "contained take", "! @bot take over" },
        { "contained take over", "contained Ben" },
        { "contained take by who has it", "! You have case 17 already" },
        { "contained take over by who has it", "! You have case 17 already" },
        { "contained assign", "contained Ben" },
        { "contained assign to who has it", "! Ana has case 17 already" },
        { "contained contain", "! contained already. Close it with a verdict, such as @bot close true-positive, or go on with @bot reopen" },
        { "contained snooze", "contained z Ana" },
        { "contained wake", "! @bot snooze 4h" },
        { "contained close", "closed Ana" },
        { "contained reopen", "investigating Ana" },
        { "contained recur", "! not closed" },
        { "contained z take", "! @bot take over" },
        { "contained z take over", "contained Ben" },
        { "contained z take by who has it", "! You have case 17 already" },
        { "contained z take over by who has it", "! You have case 17 already" },
        { "contained z assign", "contained z Ben" },
        { "contained z assign to who has it", "! Ana has case 17 already" },
        { "contained z contain", "! contained already" },
        { "contained z snooze", "contained z Ana" },
        { "contained z wake", "contained Ana" },
        { "contained z close", "closed Ana" },
        { "contained z reopen", "investigating Ana" },
        { "contained z recur", "! not closed" },
        { "closed take", "! Case 17 is closed as false positive by Ana. Reopen it first: @bot reopen" },
        { "closed take over", "! @bot reopen" },
        { "closed take by who has it", "! @bot reopen" },
        { "closed take over by who has it", "! @bot reopen" },
        { "closed assign", "! @bot reopen" },
        { "closed assign to who has it", "! @bot reopen" },
        { "closed contain", "! @bot reopen" },
        { "closed snooze", "! @bot reopen" },
        { "closed wake", "! @bot reopen" },
        { "closed close", "! @bot reopen" },
        { "closed reopen", "investigating Ana" },
        { "closed recur", "investigating Ana" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_move_in_each_state(string when, string then)
    {
        var words = when.Split(' ', 2);
        var sleeps = words[1].StartsWith("z ", StringComparison.Ordinal);
        var move = Moves[sleeps ? words[1][2..] : words[1]];
        var before = Of(Enum.Parse<CaseState>(words[0], true), sleeps);

        var ruling = CaseRules.Decide(before, move, Now);

        if (then[0] == '!')
        {
            ruling.ShouldBeOfType<CaseRefusal>().Why.ShouldContain(then[2..]);
            return;
        }

        var change = ruling.ShouldBeOfType<CaseChange>();
        var after = change.After;
        string.Join(' ', new[] { after.State.ToString().ToLowerInvariant(), after.Snooze is null ? null : "z", after.Assignee?.Name }.OfType<string>()).ShouldBe(then);
        after.ChangedAt.ShouldBe(Now);
        (after.Verdict is not null).ShouldBe(after.State == CaseState.Closed);
        (after.ClosedAt is not null).ShouldBe(after.State == CaseState.Closed);
        (after.ClosedAsOf is not null).ShouldBe(after.State == CaseState.Closed);
        (after.AssignedAt is not null).ShouldBe(after.Assignee is not null);
        change.Words.ShouldNotBeEmpty();
        change.Title.Runs.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_table_is_whole() =>
        Table.Count.ShouldBe(((2 * 3) + 1) * Moves.Count);

    [Fact]
    public void Buttons_stand_where_their_verb_works_and_nowhere_else()
    {
        foreach (var one in new[] { CaseState.New, CaseState.Investigating, CaseState.Contained, CaseState.Closed }.SelectMany(static state => new[] { Of(state), Of(state, state != CaseState.Closed) }))
        {
            var offered = CaseBand.On(new Card(CardKind.Finding, "x"), Family(one)).Buttons.Select(static button => $"{button.Action.Verb} {button.Action.Argument}".Trim()).ToList();
            Works(one, Moves["take"]).ShouldBe(offered.Contains("take"), one.ToString());
            if (offered.Contains("take over")) Works(one, Moves["take over"]).ShouldBeTrue();
            Works(one, Moves["assign"]).ShouldBe(offered.Contains("assign"), one.ToString());
            Works(one, Moves["contain"]).ShouldBe(offered.Contains("contain"), one.ToString());
            Works(one, Moves["wake"]).ShouldBe(offered.Contains("snooze off"), one.ToString());
            Works(one, Moves["close"]).ShouldBe(offered.Contains("close"), one.ToString());
            if (offered.Contains("snooze")) Works(one, Moves["snooze"]).ShouldBeTrue();
            if (offered.Contains("reopen")) Works(one, Moves["reopen"]).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_case_nobody_had_is_new_again_when_it_opens_again()
    {
        var closed = Of(CaseState.Closed) with { Assignee = null, AssignedAt = null };
        CaseRules.Decide(closed, Moves["reopen"], Now).ShouldBeOfType<CaseChange>().After.State.ShouldBe(CaseState.New);
        CaseRules.Decide(closed, Moves["recur"], Now).ShouldBeOfType<CaseChange>().After.State.ShouldBe(CaseState.New);
    }

    [Fact]
    public void Only_the_assigned_are_called()
    {
        foreach (var (name, move) in Moves)
        {
            if (CaseRules.Decide(Of(CaseState.Investigating), move, Now) is not CaseChange change) continue;
            change.Title.Runs.OfType<Someone>().Select(static one => one.Id).ShouldBe(name == "assign" ? ["U2"] : []);
        }
    }

    [Fact]
    public void What_was_decided_is_said_in_words()
    {
        Words(CaseState.New, "take").ShouldBe("took the case");
        Words(CaseState.Investigating, "take over").ShouldBe("took the case over from Ana");
        Words(CaseState.New, "assign").ShouldBe("assigned the case to Ben");
        Words(CaseState.Investigating, "assign").ShouldBe("handed over the case to Ben");
        Words(CaseState.Investigating, "contain").ShouldBe("contained it: isolated");
        Words(CaseState.Investigating, "snooze").ShouldBe("snoozed it until 2 Mar 2026 10:00 UTC");
        Words(CaseState.Investigating, "close").ShouldBe("closed it as benign: a drill");
        Words(CaseState.Closed, "reopen").ShouldBe("reopened it");
        Words(CaseState.Closed, "recur").ShouldBe("came again at 2 Mar 2026 09:00 UTC after it was closed as false positive by Ana");
        ((CaseChange)CaseRules.Decide(Of(CaseState.Closed), Moves["recur"], Now)).Kind.ShouldBe(CaseEventKind.Recurred);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    [InlineData(10_000, false)]
    public void A_reason_has_a_limit_that_is_said(int length, bool isTaken)
    {
        var reason = new string('r', length);
        foreach (var ruling in new[]
        {
            CaseRules.Decide(Of(CaseState.New), new CloseCase(new Verdict(VerdictKind.Benign, reason, null, Ana), Now), Now),
            CaseRules.Decide(Of(CaseState.New), new ContainCase(Ana, reason), Now),
            CaseRules.Decide(Of(CaseState.Closed), new ReopenCase(Ana, reason), Now),
        })
        {
            (ruling is CaseChange).ShouldBe(isTaken);
            if (ruling is CaseRefusal refused) refused.Why.ShouldBe("A reason has 1,000 characters at most. Write the long form as a note, and give the gist of it here");
        }
    }

    [Theory]
    [InlineData(-1, "is over already")]
    [InlineData(0, "is over already")]
    [InlineData(91 * 24, "90 days at most")]
    public void A_snooze_ends_in_the_future_and_not_too_far_in_it(int hours, string why) =>
        CaseRules.Decide(Of(CaseState.New), new SnoozeCase(Ana, new Snooze(Now.AddHours(hours), false)), Now).ShouldBeOfType<CaseRefusal>().Why.ShouldContain(why);

    [Fact]
    public void The_same_snooze_again_is_no_news() => CaseRules.Decide(Of(CaseState.New, true), new SnoozeCase(Ana, new Snooze(Now.AddHours(4).AddTicks(7), true)), Now)
        .ShouldBeOfType<CaseRefusal>().Why.ShouldBe("Case 17 is snoozed until 2 Mar 2026 13:00 UTC, or until something changes already. To wake it: @bot snooze off");

    [Fact]
    public void Whoever_is_in_other_groups_is_still_the_same() =>
        CaseRules.Decide(Of(CaseState.Investigating), new TakeCase(Ana with { Name = "Ana B.", Groups = ["web:g"] }, false), Now).ShouldBeOfType<CaseRefusal>().Why.ShouldStartWith("You have");

    [Theory]
    [InlineData(CaseState.New, false, ThreadState.Open)]
    [InlineData(CaseState.Investigating, false, ThreadState.Investigating)]
    [InlineData(CaseState.Contained, false, ThreadState.Investigating)]
    [InlineData(CaseState.Closed, false, ThreadState.Closed)]
    [InlineData(CaseState.New, true, ThreadState.Snoozed)]
    [InlineData(CaseState.Investigating, true, ThreadState.Snoozed)]
    [InlineData(CaseState.Contained, true, ThreadState.Snoozed)]
    internal void Threads_follow_in_five_words(CaseState state, bool sleeps, ThreadState thread) => CaseWords.StateOfThreads(Of(state, sleeps)).ShouldBe(thread);

    [Theory]
    [InlineData(CaseState.Closed, false, 1, false, typeof(RecurCase))]
    [InlineData(CaseState.Closed, false, 0, true, null)]
    [InlineData(CaseState.Closed, false, -1, true, null)]
    [InlineData(CaseState.Investigating, true, 1, true, typeof(WakeCase))]
    [InlineData(CaseState.Investigating, true, 1, false, null)]
    [InlineData(CaseState.Investigating, false, 1, true, null)]
    internal void What_a_newer_state_does(CaseState state, bool sleeps, int secondsAfterClosing, bool isNews, Type? move) =>
        (CaseRules.Follows(Of(state, sleeps), Now.AddHours(-1).AddSeconds(secondsAfterClosing), isNews)?.GetType()).ShouldBe(move);

    [Fact]
    public void A_snooze_by_the_clock_alone_sleeps_through_what_is_new() =>
        CaseRules.Follows(Of(CaseState.New) with { Snooze = new Snooze(Now.AddHours(1), false) }, Now, true).ShouldBeNull();

    private static bool Works(Case one, CaseMove move) => CaseRules.Decide(one, move, Now) is CaseChange;

    private static string Words(CaseState state, string move) => CaseRules.Decide(Of(state), Moves[move], Now).ShouldBeOfType<CaseChange>().Words;
}
