using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using static ChatOps.Bot.Cases.SomeCase;

namespace ChatOps.Bot.Cases;

public sealed class CaseBandTests
{
    private static readonly Card Root = new(CardKind.Finding, "Finding 1")
    {
        Sections = [new CardParagraph("What happened")],
        Buttons = [new("Investigate", new CardAction(Verb.Investigate)), new("Report", new CardAction(Verb.Report))],
    };

    [Fact]
    public void It_is_replaced_not_repeated()
    {
        var once = CaseBand.On(Root, Family(Of(CaseState.New)));
        var again = CaseBand.On(CaseBand.On(once, Family(Of(CaseState.Closed))), Family(Of(CaseState.New)));
        CardWords.Of(again).ShouldBe(CardWords.Of(once));
        once.Buttons.Select(static button => button.Label).ShouldBe(["Investigate", "I'm on it", "Assign…", "Contained", "Snooze", "Close…", "Report"]);
        CardWords.Of(once).Split('\n')[..3].ShouldBe(["Finding 1", "Case 17 · new, nobody has it", "What happened"]);
    }

    [Theory]
    [InlineData(CaseState.Investigating, false, "Case 17 · investigating, Ana since 2 Mar 2026 08:00 UTC", "Take over, Assign…, Contained, Snooze, Close…")]
    [InlineData(CaseState.Contained, false, "Case 17 · contained, Ana since 2 Mar 2026 08:00 UTC", "Take over, Assign…, Snooze, Close…")]
    [InlineData(CaseState.Investigating, true, "Case 17 · snoozed until 2 Mar 2026 13:00 UTC, or until something changes; investigating, Ana since 2 Mar 2026 08:00 UTC", "Take over, Assign…, Contained, Wake up, Close…")]
    [InlineData(CaseState.Closed, false, "Case 17 · closed as false positive by Ana: our scanner", "Reopen")]
    internal void It_says_where_the_case_stands(CaseState state, bool sleeps, string words, string buttons)
    {
        var card = CaseBand.On(Root with { Buttons = [] }, Family(Of(state, sleeps)));
        CardWords.Of(card).Split('\n')[1].ShouldBe(words);
        string.Join(", ", card.Buttons.Select(static button => button.Label)).ShouldBe(buttons);
    }

    [Fact]
    public void Leader_and_led_name_each_other()
    {
        Standing(Family(Of(CaseState.New), 18, 19)).ShouldBe("Case 17 · new, nobody has it · leads cases 18, 19");
        Standing(Family(Of(CaseState.New), 18)).ShouldBe("Case 17 · new, nobody has it · leads case 18");
        Standing(Family(Of(CaseState.New) with { Lead = new CaseNumber(12) })).ShouldBe("Case 17 · new, nobody has it · led by case 12");
        Standing(Family(Of(CaseState.New), [.. Enumerable.Range(20, 50).Select(static number => (long)number)])).ShouldBe("Case 17 · new, nobody has it · leads cases 20, 21, 22, 23, 24, 25, 26, 27 and 42 more");
    }

    [Fact]
    public void A_long_reason_of_somebody_s_is_cut_to_one_line_and_stays_literal()
    {
        var hostile = "<!channel> *bold*\n" + string.Concat(Enumerable.Repeat("😀", 200));
        var closed = Of(CaseState.Closed) with { Verdict = new Verdict(VerdictKind.Duplicate, hostile, new CaseNumber(3), Ana) };
        var standing = CaseBand.On(Root, Family(closed)).Sections.OfType<CardParagraph>().Single(static paragraph => paragraph.IsStanding);
        var reason = standing.Text.Runs.OfType<Literal>().Last().Text;
        reason.ShouldStartWith("<!channel> *bold* 😀");
        reason.Length.ShouldBeLessThanOrEqualTo(201);
        char.IsHighSurrogate(reason[^2]).ShouldBeFalse();
        CardWords.Of(standing.Text).ShouldStartWith("Case 17 · closed as duplicate of case 3 by Ana: <!channel>");
    }

    [Fact]
    public void Choices_are_words_the_verbs_read()
    {
        var buttons = CaseBand.On(Root, Family(Of(CaseState.New))).Buttons;
        buttons.Single(static button => button.Action.Verb == Verb.Snooze).Choices!.Select(static choice => choice.Value).ShouldBe(["1h", "4h", "tomorrow", "change"]);
        buttons.Single(static button => button.Action.Verb == Verb.Close).Choices!.Select(static choice => choice.Value).ShouldBe(["true-positive", "false-positive", "benign", "duplicate"]);
    }

    private static string Standing(CaseFamily family) => CardWords.Of(CaseWords.Of(family));
}
