using ChatOps.Bot.Alerts;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

public sealed class ChangedCardTests
{
    private static readonly Finding Before = SomeFinding.Of() with { Count = 12, Archived = false, Severity = new Severity(5), Action = new ApiCall("GetParameters", null) };

    public static TheoryData<string, Finding> Changes => new()
    {
        { "New: API DescribeParameters. Severity unchanged.", Before with { Action = new ApiCall("DescribeParameters", null) } },
        { "New: address 203.0.113.9. Severity unchanged.", Before with { Actors = [.. Before.Actors, new Actor { Address = "203.0.113.9" }] } },
        { "New: resource i-2. Severity unchanged.", Before with { Resources = [.. Before.Resources, new InstanceResource("i-2")] } },
        { "New: threat list Other. Severity unchanged.", Before with { ThreatLists = [.. Before.ThreatLists, "Other"] } },
        { "Severity up: Medium 5.0 → High 8.0.", Before with { Severity = new Severity(8) } },
        { "Severity down: Medium 5.0 → Low 2.0.", Before with { Severity = new Severity(2) } },
        { "Archived in GuardDuty. Severity unchanged.", Before with { Archived = true } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void It_says_what_changed(string sentence, Finding now)
    {
        now = now with { Count = 41, LastSeen = new DateTimeOffset(2024, 8, 1, 0, 54, 0, TimeSpan.Zero) };
        var news = FindingNews.Of(now, Before, []);
        news.IsNews.ShouldBeTrue();
        var words = CardWords.Of(ChangedCard.Of(now, news, false));
        words.ShouldContain("Seen again: 12 → 41 occurrences, last 1 Aug 2024 00:54 UTC");
        words.ShouldContain(sentence);
    }

    [Fact]
    public void More_of_the_same_is_no_news() => FindingNews.Of(Before with { Count = 99, LastSeen = Before.LastSeen.AddHours(1) }, Before, []).IsNews.ShouldBeFalse();

    [Fact]
    public void What_an_earlier_delivery_told_already_is_no_news()
    {
        var other = Before with { Action = new ApiCall("DescribeParameters", null), Count = 20 };
        FindingNews.Of(Before with { Count = 41 }, other, []).IsNews.ShouldBeTrue();
        FindingNews.Of(Before with { Count = 41 }, other, [Before]).IsNews.ShouldBeFalse();
    }

    [Fact]
    public void A_late_older_delivery_names_the_actor_only_it_knows() =>
        CardWords.Of(ChangedCard.OfOlder(Before, ["203.0.113.9"], true)).ShouldContain("New: address 203.0.113.9, seen up to");
}
