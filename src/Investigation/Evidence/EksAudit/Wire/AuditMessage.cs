using System.Buffers;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>The message of a log event, when it is written exactly as CloudWatch Logs writes it. Every quote in it is escaped and would stop a
/// JSON reader.</summary>
internal static class AuditMessage
{
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);

    private static ReadOnlySpan<byte> Opening => ",\"message\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    /// <summary>Finds <c>{"id":"…","timestamp":…,"message":"…"}</c> and undoes its escapes.</summary>
    /// <param name="record">The log event.</param>
    /// <param name="into">Takes the message; at least as long as the record.</param>
    /// <returns>Length of the message; -1 when it is written in any other way, and a JSON reader is to be asked.</returns>
    public static int Read(ReadOnlySpan<byte> record, Span<byte> into)
    {
        if (!Pass(ref record, "{\"id\":\""u8, Digits) || !Pass(ref record, "\",\"timestamp\":"u8, Digits) || !record.StartsWith(Opening)) return -1;
        var text = record[Opening.Length..];
        if (!text.EndsWith(Closing)) return -1;
        text = text[..^Closing.Length];
        var written = 0;
        int at;
        while ((at = text.IndexOfAny((byte)'\\', (byte)'"')) >= 0)
        {
            if (text[at] == '"' || at + 1 == text.Length || Escaped(text[at + 1]) is not { } meant) return -1;
            text[..at].CopyTo(into[written..]);
            written += at;
            into[written++] = meant;
            text = text[(at + 2)..];
        }

        text.CopyTo(into[written..]);
        return written + text.Length;
    }

    private static bool Pass(ref ReadOnlySpan<byte> record, ReadOnlySpan<byte> expected, SearchValues<byte> then)
    {
        if (!record.StartsWith(expected)) return false;
        record = record[expected.Length..];
        var end = record.IndexOfAnyExcept(then);
        if (end <= 0) return false;
        record = record[end..];
        return true;
    }

    private static byte? Escaped(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' or (byte)'/' => letter,
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        _ => null, // rare, and left to the JSON reader: \u, \b, \f and what is no escape
    };
}
