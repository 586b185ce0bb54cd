using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Alerts;

/// <summary>The root card of a storm's summary thread: what came too fast to be said one by one, kept up to date.</summary>
internal static class SummaryCard
{
    public static string Title(long findings) => $"Many findings at once: {CardPhrases.Count(findings, "new finding is", "new findings are")} summarised here";

    /// <param name="groups">Most findings first.</param>
    /// <param name="since">When the summary was begun, real time.</param>
    public static Card Of(IReadOnlyList<SummarisedGroup> groups, DateTimeOffset since, bool isSample) => new(CardKind.Summary, Title(groups.Sum(static group => group.Findings)))
    {
        Severity = groups.Count == 0 ? null : new Severity(groups.Max(static group => group.Highest.Value)),
        Sections =
        [
            new CardParagraph(CardText.Of("More arrived than this channel is sent, from ", new Moment(since), " on. Each is kept.")),
            new CardTable("By type and resource", [new("type"), new("on"), new("findings", true), new("highest severity")], [.. groups.Select(Row)]),
        ],
        Footnote = CardText.Of("To open one: /investigate with its id, its type, or the resource, such as ", new Literal("/investigate ip 198.51.100.23"), "."),
        IsSample = isSample,
    };

    private static CardText[] Row(SummarisedGroup group) =>
        [CardText.Of(new Code(group.Group.Type)), CardText.Of(new Code(group.Group.About)), CardPhrases.Number(group.Findings), group.Highest.ToString()];
}
