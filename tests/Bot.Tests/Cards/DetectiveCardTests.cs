using System.Text.RegularExpressions;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Channels.Web;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>What Detective tells is other people's text, in every field of every kind.</summary>
public sealed partial class DetectiveCardTests
{
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Scope = new(Midnight, Midnight.AddHours(3));
    private static readonly BehaviorGraph Graph = BehaviorGraph.Read("arn:aws:detective:us-east-1:111122223333:graph:0123456789abcdef0123456789abcdef")!;

    [Theory]
    [MemberData(nameof(HostileStrings.All), MemberType = typeof(HostileStrings))]
    [InlineData("<!channel> <https://evil.example|here> *bold*")]
    public void Hostile_text_stays_text_in_Slack_and_in_the_room(string hostile)
    {
        foreach (var card in new[] { Card(hostile), DetectiveCard.Progress(Frame(hostile), hostile), DetectiveCard.Ended(Frame(hostile), hostile) })
        {
            foreach (var part in SlackCardRenderer.Render(card, SlackRenderContext.Plain).Parts)
            {
                SlackValidator.Message(part.ToJson()).ShouldBeEmpty(hostile);
                part.ShouldHoldNothingLive();
            }
        }

        Tags(WebCardRenderer.Render(Card(hostile), "c1", 1)).ShouldBeSubsetOf([.. Tags(WebCardRenderer.Render(Card("plain"), "c1", 1)), "span"], hostile);
        CardWords.Of(Card(hostile)).ShouldContain(CardWords.Of(CardText.Of(new Literal(hostile))));
    }

    [Fact]
    public void Numbers_beyond_all_bounds_and_missing_fields_are_told()
    {
        var words = CardWords.Of(DetectiveCard.Of(
            Frame("gardener"),
            Report(new ObservedTactic(null, null, null, null, null, long.MaxValue, null), new ImpossibleTravel(null, null, null, null, int.MinValue), new FlaggedAddress(null, null), new NewGeolocation(null, null, null), new NewNetwork(null, null), new NewUserAgent(null, null), new RelatedFinding(null, null, null), new RelatedFindingGroup(null), new UnknownIndicator(null)),
            false,
            new DetectiveContext(new Dictionary<string, FindingTimes>(), [], [])));
        words.ShouldContain("9,223,372,036,854,775,807");
        words.ShouldContain("Detective only");
    }

    private static Card Card(string text)
    {
        var report = Report(
            new ObservedTactic(text, text, text, text, text, 1, 2), new ImpossibleTravel(text, text, text, text, 1), new FlaggedAddress(text, text), new NewGeolocation(text, text, true), new NewNetwork(text, false),
            new NewUserAgent(text, null), new RelatedFinding(text, text, text), new RelatedFindingGroup(text), new UnknownIndicator(text)) with
        { Notes = [text] };
        return DetectiveCard.Of(Frame(text), report with { Run = report.Run with { Id = text, Severity = text } }, true, new DetectiveContext(new Dictionary<string, FindingTimes>(), [text], [(text, ConsoleLink.Withheld(text))]));
    }

    private static DetectiveFrame Frame(string text) => new(new EntityRef(EntityKind.Role, text, "111122223333"), text, true, Scope, Scope, [], ConsoleLink.Withheld(text), false);

    private static DetectiveReport Report(params DetectiveIndicator[] indicators) =>
        new(new DetectiveRun(Graph, "000000000000000000001", "arn", RunStatus.Successful) { CreatedAt = Midnight, ScopeStart = Scope.Start, ScopeEnd = Scope.End }, indicators, Midnight, []);

    private static IEnumerable<string> Tags(string html) => Tag().Matches(html).Select(static match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("</?([a-zA-Z0-9]+)[^>]*>")]
    private static partial Regex Tag();
}
