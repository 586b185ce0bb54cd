using System.Globalization;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// Puts U+FFFD in place of escaped halves of surrogate pairs (<c>"\ud800"</c>). They are legal JSON that no text can hold; an attacker who
/// chooses a user agent must not be able to make the whole finding unreadable.
/// </summary>
internal static class HalfSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>Mends the bytes in place; their length stays.</summary>
    public static void Mend(Span<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return;
        for (var at = NextEscape(json, 0); at >= 0; at = NextEscape(json, at))
        {
            var unit = UnitAt(json, at);
            if (unit is >= 0xD800 and < 0xDC00 && UnitAt(json, at + EscapeLength) is >= 0xDC00 and < 0xE000)
            {
                at += 2 * EscapeLength;
            }
            else if (unit is >= 0xD800 and < 0xE000)
            {
                "\\ufffd"u8.CopyTo(json[at..]);
                at += EscapeLength;
            }
            else
            {
                at += 2;
            }
        }
    }

    private static int NextEscape(ReadOnlySpan<byte> json, int from)
    {
        if (from >= json.Length) return -1;
        var index = json[from..].IndexOf((byte)'\\');
        return index < 0 ? -1 : from + index;
    }

    /// <summary>The code unit of the <c>\uXXXX</c> that begins here; null when none does.</summary>
    private static int? UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && int.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : null;
}
