using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>A set of evenly spread keys in 14 bits each: keys are dealt into as many buckets as there are keys; how many each holds stands in unary
/// (after Elias and Fano), and of every key so many bits more. A key is found by counting bits, without decoding what comes before it.</summary>
internal static class SparseSet
{
    /// <summary>Bits kept of a key beyond its bucket: one key in 4,096 that is not there is taken for one that is.</summary>
    private const int MostBits = 12;

    private const int Head = 5;

    /// <summary>The set, as bytes.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<ulong> keys)
    {
        var count = keys.Length;
        var bits = BitsOf(count);
        var rented = ArrayPool<uint>.Shared.Rent((3 * count) + 1);
        var ends = rented.AsSpan(0, count + 1);
        var places = rented.AsSpan(count + 1, count);
        var sorted = rented.AsSpan((2 * count) + 1, count);
        ends.Clear();
        for (var i = 0; i < count; i++)
        {
            places[i] = PlaceOf(keys[i], count, bits);
            ends[(int)(places[i] >> bits) + 1]++;
        }

        for (var i = 0; i < count; i++) ends[i + 1] += ends[i];
        foreach (var place in places) sorted[(int)ends[(int)(place >> bits)]++] = place;

        // a bucket holds one key on average; in order, the same keys always make the same bytes
        for (var i = 1; i < count; i++)
        {
            for (var at = i; at > 0 && sorted[at - 1] > sorted[at]; at--) (sorted[at - 1], sorted[at]) = (sorted[at], sorted[at - 1]);
        }

        var length = Head + LengthOf(count * 2L) + LengthOf((long)count * bits);
        var set = new byte[length + sizeof(uint)]; // words are written as a whole
        BinaryPrimitives.WriteInt32LittleEndian(set, count);
        set[4] = (byte)bits;
        var unary = set.AsSpan(Head);
        var rest = set.AsSpan(Head + LengthOf(count * 2L));
        for (var i = 0; i < count; i++)
        {
            var one = (long)(sorted[i] >> bits) + i;
            unary[(int)(one >> 3)] |= (byte)(1 << (int)(one & 7));
            var at = (long)i * bits;
            var word = rest[(int)(at >> 3)..];
            BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) | ((sorted[i] & ((1u << bits) - 1)) << (int)(at & 7)));
        }

        ArrayPool<uint>.Shared.Return(rented);
        return set.AsMemory(0, length);
    }

    /// <summary>Whether a key may be in the set; true when it is none.</summary>
    public static bool MayHold(ReadOnlySpan<byte> set, ulong key)
    {
        if (set.Length < Head) return true;
        var count = BinaryPrimitives.ReadInt32LittleEndian(set);
        if (count < 0 || set[4] != BitsOf(count) || set.Length != Head + LengthOf(count * 2L) + LengthOf((long)count * set[4])) return true;
        if (count == 0) return false;
        var bits = (int)set[4];
        var place = PlaceOf(key, count, bits);
        var bucket = (int)(place >> bits);
        var unary = set.Slice(Head, LengthOf(count * 2L));
        var rest = set[(Head + unary.Length)..];
        var at = AfterZeros(unary, bucket);
        for (var i = at - bucket; i < count && at < unary.Length * 8L && (unary[(int)(at >> 3)] >> (int)(at & 7) & 1) != 0; i++, at++)
        {
            if (Bits(rest, i * bits, bits) == (place & ((1u << bits) - 1))) return true;
        }

        return false;
    }

    private static int BitsOf(int count) => Math.Min(MostBits, BitOperations.LeadingZeroCount((uint)count));

    private static int LengthOf(long bits) => (int)((bits + 7) / 8);

    private static uint PlaceOf(ulong key, int count, int bits) => (uint)Math.BigMul(key, (ulong)count << bits, out _);

    /// <summary>Where the bit behind the so-many-th zero stands.</summary>
    private static long AfterZeros(ReadOnlySpan<byte> unary, int zeros)
    {
        var at = 0;
        for (; at + 8 <= unary.Length; at += 8)
        {
            var here = 64 - BitOperations.PopCount(BinaryPrimitives.ReadUInt64LittleEndian(unary[at..]));
            if (here >= zeros) break;
            zeros -= here;
        }

        var bit = at * 8L;
        for (; zeros > 0 && bit < unary.Length * 8L; bit++) zeros -= ~unary[(int)(bit >> 3)] >> (int)(bit & 7) & 1;
        return bit;
    }

    private static uint Bits(ReadOnlySpan<byte> from, long at, int count)
    {
        ulong word = 0;
        for (int i = 0, first = (int)(at >> 3); i < 5 && first + i < from.Length; i++) word |= (ulong)from[first + i] << (8 * i);
        return (uint)(word >> (int)(at & 7)) & ((1u << count) - 1);
    }
}
