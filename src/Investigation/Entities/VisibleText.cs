using System.Globalization;
using System.Text;

namespace ChatOps.Investigation.Entities;

/// <summary>Untrusted text with all that cannot be seen made visible: controls, direction marks, zero-width characters and broken surrogates become ⟨U+202E⟩ and the like.</summary>
public static class VisibleText
{
    /// <summary>The text as it can be shown on one line, with nothing taken away in silence.</summary>
    public static string Of(string text)
    {
        StringBuilder? result = null;
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            if (whole && !IsInvisible(rune)) result?.Append(text, at, length);
            else (result ??= new StringBuilder(text, 0, at, text.Length + 16)).Append(CultureInfo.InvariantCulture, $"⟨U+{(whole ? rune.Value : text[at]):X4}⟩");
            at += length;
        }

        return result?.ToString() ?? text;
    }

    private static bool IsInvisible(Rune rune) =>
        rune.Value is 0xFFFE or 0xFFFF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
