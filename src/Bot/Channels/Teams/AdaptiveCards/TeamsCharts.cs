using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A chart: drawn by the client where it can, which reads in dark and on a phone; else our picture; else words.</summary>
/// <param name="pictures">Null where the message has no room for charts.</param>
internal sealed class TeamsCharts(TeamsPictures? pictures)
{
    /// <summary>Each takes as much of the screen as the whole picture: more of them nobody scrolls through.</summary>
    private const int MostNative = 2;

    private const int LongestAlt = 1000;

    public IEnumerable<JsonObject> Of(CardChart chart)
    {
        var picture = pictures is null ? null : Image(chart);
        if (pictures is not null && chart.Series is { Panels.Count: <= MostNative } series && series.Panels.Any(TeamsHours.IsDrawn)) return Native(chart, series, picture);
        if (picture is not null) return [picture, .. Below(chart.Caption ?? chart.Sentence)];
        return [TeamsElements.Text(TeamsText.Literal(chart.Caption is { } caption ? $"Chart, not shown here: {caption}" : chart.Sentence), isSubtle: chart.Caption is not null)];
    }

    private static IEnumerable<JsonObject> Native(CardChart chart, CardSeries series, JsonObject? picture)
    {
        // our picture holds all panels, so it stands in for the first and nothing for the others
        JsonNode instead = picture ?? TeamsElements.Text(TeamsText.Literal(chart.Sentence));
        foreach (var panel in series.Panels)
        {
            if (TeamsHours.IsDrawn(panel))
            {
                var drawn = TeamsHours.Of(panel);
                drawn["fallback"] = instead;
                instead = "drop";
                yield return drawn;
            }

            yield return TeamsElements.Text(TeamsText.Literal(TeamsHours.Words(panel)), isSubtle: true);
        }

        if (chart.Caption is null) yield return TeamsElements.Text(TeamsText.Literal(chart.Sentence), isSubtle: true);
    }

    private JsonObject? Image(CardChart chart) => pictures!.Of(chart) is { } url
        ? new JsonObject { ["type"] = "Image", ["url"] = url, ["altText"] = TeamsText.Plain(chart.Sentence, LongestAlt), ["size"] = "Auto", ["msteams"] = new JsonObject { ["allowExpand"] = true } }
        : null;

    private static IEnumerable<JsonObject> Below(string words) => string.IsNullOrWhiteSpace(words) ? [] : [TeamsElements.Text(TeamsText.Literal(words), isSubtle: true)];
}
