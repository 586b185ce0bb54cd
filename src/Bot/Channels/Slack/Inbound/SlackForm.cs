using System.Text;
using System.Text.Unicode;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Reads the fields of an <c>application/x-www-form-urlencoded</c> body. Of a name that comes twice the first counts. Pure.</summary>
internal static class SlackForm
{
    private const int MostFields = 100;

    /// <returns>Names with values as UTF-8; null when there are too many.</returns>
    public static Dictionary<string, byte[]>? Read(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var seen = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty) continue;
            if (++seen > MostFields) return null;
            var equals = pair.IndexOf((byte)'=');
            var name = Encoding.UTF8.GetString(Decode(equals < 0 ? pair : pair[..equals]));
            fields.TryAdd(name, equals < 0 ? [] : Decode(pair[(equals + 1)..]));
        }

        return fields;
    }

    /// <summary>What is no escape stays as it is; what is no UTF-8 becomes U+FFFD.</summary>
    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]);
            decoded[length++] = escaped ? (byte)((Digit(text[i + 1]) << 4) | Digit(text[i + 2])) : text[i] == '+' ? (byte)' ' : text[i];
            if (escaped) i += 2;
        }

        Array.Resize(ref decoded, length);
        return Utf8.IsValid(decoded) ? decoded : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(decoded));
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
