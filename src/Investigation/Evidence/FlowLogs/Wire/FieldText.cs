using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>Reads numbers and addresses, all letters of a field at once: some ten fields of every record go through here, and how many digits each has
/// cannot be foreseen by a processor that goes from letter to letter.</summary>
internal static class FieldText
{
    private const int Word = 8;
    private const int LongestNumber = 18;
    private const int LongestPart = 3;
    private const int Places = LongestPart * LongestPart * LongestPart * LongestPart;
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>Reads a decimal number of up to 18 digits.</summary>
    /// <param name="line">The line the field stands in.</param>
    /// <param name="from">Where the field starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="value">The number; it means nothing when the field is none.</param>
    public static bool TryNumber(ReadOnlySpan<byte> line, int from, int to, out long value)
    {
        var length = to - from;
        if (length is <= 0 or > Word || to < Word) return TryLongNumber(line, from, to, out value);
        var digits = Last(line, to, length);
        value = (long)ValueOf(digits);
        return AreDigits(digits);
    }

    /// <summary>Reads a dotted quad without leading zeros.</summary>
    /// <param name="line">The line the field stands in.</param>
    /// <param name="from">Where the field starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="address">The address; 0 when it is none.</param>
    public static bool TryIpv4(ReadOnlySpan<byte> line, int from, int to, out uint address)
    {
        var length = to - from;
        address = 0;
        if (length > 15) return false;
        if (from + Vector128<byte>.Count > line.Length) return FlowAddresses.TryIpv4(line[from..to], out address);
        var text = Vector128.Create(line.Slice(from, Vector128<byte>.Count));
        var field = (1u << length) - 1;
        var digits = text - Vector128.Create((byte)'0');
        var dots = Vector128.Equals(text, Vector128.Create((byte)'.')).ExtractMostSignificantBits() & field;
        var others = Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits() & field;
        if (dots != others || BitOperations.PopCount(dots) != 3) return false;
        var first = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var second = BitOperations.TrailingZeroCount(dots);
        var third = BitOperations.TrailingZeroCount(dots & (dots - 1));
        var (a, b, c, d) = (first - 1, second - first - 2, third - second - 2, length - third - 2);
        if ((uint)a >= LongestPart || (uint)b >= LongestPart || (uint)c >= LongestPart || (uint)d >= LongestPart) return false;
        ref readonly var place = ref PartPlaces[(((((a * LongestPart) + b) * LongestPart) + c) * LongestPart) + d];

        // all four parts at once: hundreds, tens and ones of each in a lane of its own
        var parts = Vector128.Shuffle(digits, place.Digits).AsUInt32();
        var one = Vector128.Create(255u);
        var values = ((parts & one) * 100) + ((Vector128.ShiftRightLogical(parts, 8) & one) * 10) + Vector128.ShiftRightLogical(parts, 16);
        if (Vector128.GreaterThanAny(values, one) || Vector128.LessThanAny(values, place.Least)) return false;
        address = Vector128.Shuffle(values.AsByte(), Vector128.Create((byte)12, 8, 4, 0, 12, 8, 4, 0, 12, 8, 4, 0, 12, 8, 4, 0)).AsUInt32().ToScalar();
        return true;
    }

    /// <summary>Where the digits of an address stand, by the lengths of its parts, and the least value each part may have: with fewer, it had a leading zero.</summary>
    private static readonly (Vector128<byte> Digits, Vector128<uint> Least)[] PartPlaces = [.. Enumerable.Range(0, Places).Select(PlaceOf)];

    private static (Vector128<byte> Digits, Vector128<uint> Least) PlaceOf(int lengths)
    {
        Span<byte> digits = stackalloc byte[16];
        Span<uint> least = stackalloc uint[4];
        digits.Fill(byte.MaxValue); // nothing stands there
        var at = 0;
        for (var (part, unit) = (0, Places / LongestPart); part < least.Length; part++, unit /= LongestPart)
        {
            var length = (lengths / unit % LongestPart) + 1;
            for (var i = 0; i < length; i++) digits[(part * 4) + LongestPart - length + i] = (byte)(at + i);
            least[part] = length == 3 ? 100u : length == 2 ? 10u : 0u;
            at += length + 1;
        }

        return (Vector128.Create<byte>(digits), Vector128.Create<uint>(least));
    }

    private static bool TryLongNumber(ReadOnlySpan<byte> line, int from, int to, out long value)
    {
        value = 0;
        var length = to - from;
        if (length is <= 0 or > LongestNumber) return false;
        if (to >= 2 * Word && length <= 2 * Word && length > Word)
        {
            var low = Last(line, to, Word);
            var high = Last(line, to - Word, length - Word);
            value = (long)((ValueOf(high) * 100_000_000) + ValueOf(low));
            return AreDigits(low) && AreDigits(high);
        }

        foreach (var digit in line[from..to])
        {
            var part = (uint)(digit - '0');
            if (part > 9) return false;
            value = (value * 10) + part;
        }

        return true;
    }

    /// <summary>The last letters before a place, with zeros before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Last(ReadOnlySpan<byte> line, int to, int length)
    {
        var others = Word * (Word - length);
        var word = MemoryMarshal.Read<ulong>(line[(to - Word)..]);
        return ((word >> others) << others) | (Zeros & ((1UL << others) - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong word) => (((word + 0x4646464646464646) | (word - Zeros)) & 0x8080808080808080) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ValueOf(ulong digits)
    {
        digits -= Zeros;
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }
}
