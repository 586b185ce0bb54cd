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
    private const int Ahead = 20; // the longest address, and a word from its last letter on
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
        if (from + Ahead > line.Length) return FlowAddresses.TryIpv4(line[from..to], out address);
        var letters = line.Slice(from, Ahead);
        var text = Vector128.Create(letters);
        var field = (1u << length) - 1;
        var dots = Vector128.Equals(text, Vector128.Create((byte)'.')).ExtractMostSignificantBits() & field;
        var digits = Vector128.LessThanOrEqual(text - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits() & field;
        if ((dots | digits) != field || BitOperations.PopCount(dots) != 3) return false;
        var first = BitOperations.TrailingZeroCount(dots);
        dots &= dots - 1;
        var second = BitOperations.TrailingZeroCount(dots);
        var third = BitOperations.TrailingZeroCount(dots & (dots - 1));
        var a = Part(letters, 0, first);
        var b = Part(letters, first + 1, second);
        var c = Part(letters, second + 1, third);
        var d = Part(letters, third + 1, length);
        if ((a | b | c | d) > byte.MaxValue) return false;
        address = (a << 24) | (b << 16) | (c << 8) | d;
        return true;
    }

    /// <summary>A part of an address; more than 255 when it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Part(ReadOnlySpan<byte> letters, int from, int to)
    {
        var length = to - from;
        if ((uint)(length - 1) > 2) return uint.MaxValue;
        var digits = (MemoryMarshal.Read<uint>(letters[from..]) << (32 - (8 * length))) & 0x0f0f0f0f;
        var value = (((digits >> 8) & 15) * 100) + (((digits >> 16) & 15) * 10) + (digits >> 24);

        // a leading zero: fewer digits would do
        var least = length == 3 ? 100u : length == 2 ? 10u : 0u;
        return value < least ? uint.MaxValue : value;
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
