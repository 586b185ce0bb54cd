using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>Four checksums of interleaved words and the length: enough to tell a copy, and cheap enough to be made of every object.</summary>
internal struct ContentDigest
{
    private uint a;
    private uint b;
    private uint c;
    private uint d;
    private ulong length;
    private ulong kept;
    private int keptBytes;
    private int phase;

    public readonly UInt128 Value
    {
        get
        {
            var x = BitOperations.Crc32C(BitOperations.Crc32C(a, kept), length);
            return new UInt128(((ulong)x << 32) | b, ((ulong)c << 32) | d);
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        length += (ulong)bytes.Length;

        // pieces come in any size; the sum must not depend on it
        while (keptBytes != 0 && bytes.Length > 0) AddByte(ref bytes);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var at = 0;
        while (phase != 0 && at < words.Length) AddWord(words[at++]);
        for (; at + 4 <= words.Length; at += 4)
        {
            a = BitOperations.Crc32C(a, words[at]);
            b = BitOperations.Crc32C(b, words[at + 1]);
            c = BitOperations.Crc32C(c, words[at + 2]);
            d = BitOperations.Crc32C(d, words[at + 3]);
        }

        while (at < words.Length) AddWord(words[at++]);
        bytes = bytes[(words.Length * 8)..];
        while (bytes.Length > 0) AddByte(ref bytes);
    }

    private void AddByte(ref ReadOnlySpan<byte> bytes)
    {
        kept |= (ulong)bytes[0] << (8 * keptBytes);
        bytes = bytes[1..];
        if (++keptBytes < 8) return;
        AddWord(kept);
        (kept, keptBytes) = (0, 0);
    }

    private void AddWord(ulong word)
    {
        switch (phase)
        {
            case 0: a = BitOperations.Crc32C(a, word); break;
            case 1: b = BitOperations.Crc32C(b, word); break;
            case 2: c = BitOperations.Crc32C(c, word); break;
            default: d = BitOperations.Crc32C(d, word); break;
        }

        phase = (phase + 1) & 3;
    }
}
