using System.Buffers.Binary;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>A hash of 64 bits that is the same on every machine and in every version: what is kept in the index rests on it. No defence against chosen input.</summary>
internal static class CallHash
{
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xD6E8_FEB8_6659_FD93;

    /// <summary>The hash of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = seed ^ First ^ (ulong)bytes.Length;
        while (bytes.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Second);
            bytes = bytes[8..];
        }

        var rest = 0UL;
        for (var at = 0; at < bytes.Length; at++) rest |= (ulong)bytes[at] << (8 * at);
        return Fold(Fold(hash ^ rest, Second) ^ First, First);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low ^ left; // the factor itself, so that a zero product forgets nothing
    }
}
