using System.Text;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>Puts identifiers into console URLs.</summary>
internal static class LinkText
{
    /// <summary>Percent-encodes all but RFC 3986's unreserved characters and <c>: @ /</c>, which identifiers carry and the console's documented links show as they are.
    /// A text with half a surrogate pair cannot be written as UTF-8: null.</summary>
    public static string? Encode(string id)
    {
        var result = new StringBuilder(id.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        for (var at = 0; at < id.Length;)
        {
            if (!Rune.TryGetRuneAt(id, at, out var rune)) return null;
            at += rune.Utf16SequenceLength;
            if (IsKept(rune))
            {
                result.Append((char)rune.Value);
                continue;
            }

            foreach (var one in bytes[..rune.EncodeToUtf8(bytes)]) result.Append('%').Append(Convert.ToHexString([one]));
        }

        return result.ToString();
    }

    /// <summary>The finished link, or why it cannot be given.</summary>
    public static ConsoleLink Finish(string url, int maximumLength) => url.Length > maximumLength
        ? ConsoleLink.Withheld(FormattableString.Invariant($"the link would be {url.Length:N0} characters long; at most {maximumLength:N0} can be shown here"))
        : ConsoleLink.To(new Uri(url));

    private static bool IsKept(Rune rune) => rune.IsAscii && ((char)rune.Value is '-' or '.' or '_' or '~' or ':' or '@' or '/' || char.IsAsciiLetterOrDigit((char)rune.Value));
}
