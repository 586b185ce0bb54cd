using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Every kind of card as people see it in Slack.</summary>
public sealed class SlackGoldenTests
{
    private static readonly SlackRenderContext WithCharts = new(static chart => $"F0CHART00{chart}", null);

    public static TheoryData<string> Cards => [.. GoldenCards.All.Keys];

    [Theory]
    [MemberData(nameof(Cards))]
    public Task A_card_reads_as_its_golden_file(string kind) => SlackGolden.ExpectAsync($"{kind}.json", GoldenCards.All[kind], WithCharts);

    [Fact]
    public Task Without_a_picture_the_words_stand_and_a_delay_is_told() =>
        SlackGolden.ExpectAsync("flow-late-in-words.json", SomeEvidenceCards.Flow(), new SlackRenderContext(static _ => null, TimeSpan.FromMinutes(4)));
}
