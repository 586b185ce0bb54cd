using System.Buffers.Text;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.EksAudit.Wire;

/// <summary>Times as audit logs write them: <c>2024-08-01T00:19:20.595141Z</c>, with an offset, or <c>2024-08-01 00:19:20.59</c>, which is UTC.</summary>
internal static class AuditTime
{
    private const int Second = 19; // 2024-08-01T00:19:20

    /// <summary>UTC ticks; false when it is no time, or none a request can have been made at.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < Second || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':' || text[16] != ':') return false;
        if (!Read(text[..4], out var year) || !Read(text[5..7], out var month) || !Read(text[8..10], out var day)) return false;
        if (!Read(text[11..13], out var hour) || !Read(text[14..16], out var minute) || !Read(text[17..19], out var second)) return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return false;
        ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + (second * TimeSpan.TicksPerSecond);
        text = Fraction(text[Second..], ref ticks);
        if (text is [] or [(byte)'Z'] or [(byte)'z']) return CallLimits.IsPossible(ticks);
        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _] || !Read(text[1..3], out var hours) || !Read(text[4..6], out var minutes)) return false;
        ticks -= (text[0] == '-' ? -1 : 1) * ((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
        return CallLimits.IsPossible(ticks);
    }

    private static ReadOnlySpan<byte> Fraction(ReadOnlySpan<byte> text, scoped ref long ticks)
    {
        if (text is not [(byte)'.', ..]) return text;
        var at = 1;
        for (var unit = TimeSpan.TicksPerSecond / 10; at < text.Length && char.IsAsciiDigit((char)text[at]); at++, unit /= 10) ticks += unit * (text[at] - '0');
        return text[at..];
    }

    private static bool Read(ReadOnlySpan<byte> digits, out int number) => Utf8Parser.TryParse(digits, out number, out var used) && used == digits.Length && number >= 0 && char.IsAsciiDigit((char)digits[0]);
}
