using ChatOps.Bot.Cards;
using ChatOps.Investigation.Charts;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>The pictures of one message, drawn once each and inside of the message: no client has to reach our host. They count for the body alone.</summary>
internal sealed class TeamsPictures
{
    /// <summary>Bytes of all pictures: what the body has beside the largest card and its envelope.</summary>
    public const int Most = TeamsSize.Body - TeamsSize.Envelope - (TeamsSize.Warned / 2) - 4000;

    /// <summary>Bytes of one picture that Teams shows.</summary>
    public const int MostOfOne = 1024 * 1024;

    private readonly Dictionary<string, string?> drawn = new(StringComparer.Ordinal);
    private int room = Most;

    /// <summary>The picture as a data URI; null when it cannot be drawn, or the message has no room for it.</summary>
    public string? Of(CardChart chart)
    {
        if (drawn.TryGetValue(chart.Svg, out var known)) return known;
        var picture = Draw(chart.Svg, 2) ?? Draw(chart.Svg, 1);
        if (picture is not null) room -= picture.Length;
        return drawn[chart.Svg] = picture;
    }

    private string? Draw(string svg, double scale)
    {
        try
        {
            var png = ChartPng.Of(svg, scale);
            var picture = $"data:image/png;base64,{Convert.ToBase64String(png)}";
            return png.Length <= MostOfOne && picture.Length <= room ? picture : null;
        }
        catch (ArgumentException)
        {
            // a chart kept by another version may hold what ours does not draw: then its words stand
            return null;
        }
    }
}
