using System.Globalization;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// Puts U+FFFD in place of escaped halves of surrogate pairs (<c>"\ud800"</c>). They are legal JSON that no text can hold; an attacker who
/// chooses a user agent must not be able to make the whole finding unreadable.
/// </summary>
internal static class HalfSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The same bytes when nothing has to be mended, else a mended copy of the same length.</summary>
    public static ReadOnlyMemory<byte> Mend(ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOf("\\u"u8) < 0) return json;
        byte[]? copy = null;
        for (var at = NextEscape(json.Span, 0); at >= 0; at = NextEscape(json.Span, at))
        {
            var unit = UnitAt(json.Span, at);
            if (unit is >= 0xD800 and < 0xDC00 && UnitAt(json.Span, at + EscapeLength) is >= 0xDC00 and < 0xE000)
            {
                at += 2 * EscapeLength;
            }
            else if (unit is >= 0xD800 and < 0xE000)
            {
                copy ??= json.ToArray();
                "\\ufffd"u8.CopyTo(copy.AsSpan(at));
                at += EscapeLength;
            }
            else
            {
                at += 2;
            }
        }

        return copy ?? json;
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
