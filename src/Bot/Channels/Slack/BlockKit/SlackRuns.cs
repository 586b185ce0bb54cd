using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A line of a card as rich text, in which nothing is parsed.</summary>
internal static class SlackRuns
{
    /// <summary>The runs, at least one.</summary>
    public static IReadOnlyList<JsonObject> Of(CardText text, bool isBold = false)
    {
        List<JsonObject> runs = [.. text.Runs.Select(run => Of(run, isBold)).OfType<JsonObject>()];
        return runs.Count > 0 ? runs : [SlackBlocks.Text(" ")];
    }

    /// <summary>The runs, the reader's own time after the first instant.</summary>
    public static IReadOnlyList<JsonObject> WithYourTime(CardText text)
    {
        var at = text.Runs.ToList().FindIndex(static run => run is Moment or Interval);
        if (at < 0) return Of(text);
        var yours = text.Runs[at] switch
        {
            Moment moment => SlackDateText.YourTime(moment.At),
            Interval interval => SlackDateText.YourTime(interval.From, interval.To),
            _ => [],
        };
        return [.. text.Runs.Take(at + 1).Select(static run => Of(run, false)).OfType<JsonObject>(), .. yours, .. text.Runs.Skip(at + 1).Select(static run => Of(run, false)).OfType<JsonObject>()];
    }

    /// <summary>"Detective ↗", or why there is no link.</summary>
    public static JsonObject Of(CardLink link) => link.Url is { } url && SlackUrl.Of(url, out var refused) is not null
        ? SlackBlocks.Link($"{link.Label} ↗", url)
        : SlackBlocks.Text($"{link.Label}: no link, {WhyNot(link)}");

    /// <summary>Why there is no link, or why Slack would not take it.</summary>
    public static string? WhyNot(CardLink link)
    {
        if (link.Url is not { } url) return link.WhyNot ?? "no reason given";
        _ = SlackUrl.Of(url, out var refused);
        return refused;
    }

    private static JsonObject? Of(CardRun run, bool isBold) => run switch
    {
        Anchor anchor => SlackBlocks.Link(anchor.Label, anchor.Url, isBold),
        Someone someone when SlackCalls.IdOf(someone) is { } id => SlackBlocks.User(id, isBold),
        Code { Text.Length: 0 } => null,
        Code code => SlackBlocks.Text(Investigation.Entities.VisibleText.Of(code.Text), isBold, isCode: true),
        Strong { Text.Length: > 0 } strong => SlackBlocks.Text(strong.Text, isBold: true),
        _ => CardWords.Of(CardText.Of(run)) is { Length: > 0 } words ? SlackBlocks.Text(words, isBold) : null,
    };
}
