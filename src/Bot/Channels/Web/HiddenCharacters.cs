using System.Globalization;
using System.Text;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Finds the characters of untrusted text that nobody can see: they could make one string look like another, so the room shows their number instead.</summary>
internal static class HiddenCharacters
{
    /// <summary>The text in pieces: what can be seen, and the numbers ("U+202E") of what cannot.</summary>
    public static IEnumerable<(string Text, bool IsHidden)> Split(string text)
    {
        var seen = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHidden(rune))
            {
                seen.Append(rune.ToString());
                continue;
            }

            if (seen.Length > 0) yield return (seen.ToString(), false);
            seen.Clear();
            yield return (string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"), true);
        }

        if (seen.Length > 0) yield return (seen.ToString(), false);
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\t' or '\n')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
