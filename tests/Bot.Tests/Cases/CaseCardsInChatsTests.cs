using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Threads;
using static ChatOps.Bot.Cases.SomeCase;

namespace ChatOps.Bot.Cases;

/// <summary>What is put on root cards and said of cases, in the chats' own forms.</summary>
public sealed class CaseCardsInChatsTests
{
    private static readonly Uri Room = new("https://chatops.example/");

    private static readonly string[] Hostile = ["<!channel> *bold* _it_ `x` [a](https://example.com) <at>all</at>\n> quoted\n# head", new('x', CaseRules.LongestReason), string.Concat(Enumerable.Repeat("😀\n", 300)), "\u202Eevil\u0000"];

    public static TheoryData<int> Reasons => [.. Enumerable.Range(0, Hostile.Length)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void No_card_of_a_case_is_one_a_chat_refuses(int reason)
    {
        var person = Ana with { Name = Hostile[0] };
        foreach (var one in new[] { Of(CaseState.New), Of(CaseState.Investigating, true), Of(CaseState.Closed) with { Verdict = new Verdict(VerdictKind.TruePositive, Hostile[reason], null, person), Lead = new CaseNumber(3) } })
            ShouldBeTaken(CaseBand.On(GoldenCards.All["finding"], Family(one with { Assignee = person }, [.. Enumerable.Range(100, CaseLeads.Most).Select(static number => (long)number)])));
        var closing = CaseRules.Decide(Of(CaseState.New), new CloseCase(new Verdict(VerdictKind.Benign, Hostile[reason], null, person), Now), Now).ShouldBeOfType<CaseChange>();
        ShouldBeTaken(CaseCard.Of(closing, CaseCard.Closed(50, [new CardButton("Feedback", new CardAction("feedback")) { Prompt = DeedOffer.FeedbackPrompt }, new CardButton("Archive", new CardAction("archive"))])));
        ShouldBeTaken(CaseCard.Of(CaseRules.Decide(Of(CaseState.New), new AssignCase(person, Ben with { Name = Hostile[0] }), Now).ShouldBeOfType<CaseChange>(), []));
    }

    private static void ShouldBeTaken(Card card)
    {
        var named = GoldenCards.WithIds(card);
        var slack = SlackCardRenderer.Render(named, SlackRenderContext.Plain);
        slack.Parts.Count.ShouldBe(1);
        SlackValidator.Message(slack.Parts[0].ToJson()).ShouldBeEmpty();
        slack.Parts[0].ShouldHoldNothingLive();
        var teams = TeamsCardRenderer.Render(named, new TeamsView("m1", Room));
        TeamsValidator.Activity(teams.Activity(), Room).ShouldBeEmpty();
        teams.ShouldHoldNothingLive();
        CardWords.Of(named).ShouldNotBeEmpty();
    }
}
