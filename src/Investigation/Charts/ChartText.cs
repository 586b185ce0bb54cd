using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Charts;

/// <summary>Fits text into a width, measured with the font of <see cref="ChartPng"/>.</summary>
internal static class ChartText
{
    private const int LongestLooked = 400;

    /// <summary>The text made visible, and cut with an ellipsis where it is wider than there is room.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        var visible = VisibleText.Of(text.Length > LongestLooked ? text[..LongestLooked] : text);
        if (visible.Length == text.Length && ChartPng.TextWidth(visible, size, bold) <= width) return visible;
        var room = width - ChartPng.TextWidth("…", size, bold);
        var end = 0;
        foreach (var rune in visible.EnumerateRunes())
        {
            room -= ChartPng.TextWidth(rune.ToString(), size, bold);
            if (room < 0) return $"{visible.AsSpan(0, end).TrimEnd()}…";
            end += rune.Utf16SequenceLength;
        }

        return text.Length > LongestLooked ? $"{visible}…" : visible;
    }
}
