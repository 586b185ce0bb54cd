using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ChatOps.Investigation.Evidence.FlowLogs.Kept;

/// <summary>Writes an entry: a version, numbers as few bytes as they need, and a checksum at the end.</summary>
internal sealed class EntryWriter
{
    private byte[] bytes = new byte[256];
    private int length;

    public EntryWriter(byte version) => Byte(version);

    public void Byte(byte value)
    {
        if (length == bytes.Length) Array.Resize(ref bytes, length * 2);
        bytes[length++] = value;
    }

    public void Number(ulong value)
    {
        if (length + 10 > bytes.Length) Array.Resize(ref bytes, bytes.Length * 2);
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[length++] = (byte)value;
    }

    public void Number(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string text)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        Number((ulong)encoded.Length);
        Bytes(encoded);
    }

    public void Bytes(ReadOnlySpan<byte> some)
    {
        if (length + some.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + some.Length));
        some.CopyTo(bytes.AsSpan(length));
        length += some.Length;
    }

    public void Digest(UInt128 value)
    {
        Span<byte> part = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(part, value);
        Bytes(part);
    }

    /// <summary>The entry, with its checksum.</summary>
    public ReadOnlyMemory<byte> End()
    {
        var whole = new byte[length + 4];
        bytes.AsSpan(0, length).CopyTo(whole);
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(length), Sum(whole.AsSpan(0, length)));
        return whole;
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)] // megabytes go through its loop from the first question on
    internal static uint Sum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        for (; content.Length >= 8; content = content[8..]) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(content));
        foreach (var one in content) sum = BitOperations.Crc32C(sum, one);
        return sum;
    }
}

/// <summary>Reads an entry. Nothing here throws: once something does not fit, <see cref="IsDamaged"/> is set and every further number is 0.</summary>
internal ref struct EntryReader
{
    private ReadOnlySpan<byte> rest;

    public EntryReader(ReadOnlySpan<byte> entry, byte version)
    {
        IsDamaged = SumOf(entry) is null || entry[0] != version;
        rest = IsDamaged ? default : entry[1..^4];
    }

    /// <summary>The checksum of an entry; null when its content is not what was written.</summary>
    public static uint? SumOf(ReadOnlySpan<byte> entry) =>
        entry.Length >= 5 && EntryWriter.Sum(entry[..^4]) is var sum && sum == BinaryPrimitives.ReadUInt32LittleEndian(entry[^4..]) ? sum : null;

    /// <summary>Whether the content is not what was written, or of another version.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => rest;

    public ulong Number()
    {
        ulong value = 0;
        for (var at = 0; at < rest.Length && at < 10; at++)
        {
            value |= (ulong)(rest[at] & 0x7f) << (7 * at);
            if (rest[at] >= 0x80) continue;
            rest = rest[(at + 1)..];
            return value;
        }

        Fail();
        return 0;
    }

    public long Signed() => Number() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    /// <summary>How many things follow, each of at least one byte.</summary>
    public int Count()
    {
        var count = Number();
        if (count <= (ulong)rest.Length) return (int)count;
        Fail();
        return 0;
    }

    public byte Byte() => Take(1) is [var one] ? one : (byte)0;

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public UInt128 Digest() => Take(16) is { Length: 16 } part ? BinaryPrimitives.ReadUInt128LittleEndian(part) : 0;

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            Fail();
            return default;
        }

        var part = rest[..count];
        rest = rest[count..];
        return part;
    }

    private void Fail()
    {
        IsDamaged = true;
        rest = default;
    }
}
