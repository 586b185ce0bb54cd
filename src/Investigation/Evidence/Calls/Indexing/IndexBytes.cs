using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>The outside of every entry's content: version, checksum, length, compressed bytes. What is damaged is noticed here.</summary>
internal static class IndexBytes
{
    private const byte Version = 1;
    private const byte StoredVersion = 2; // the same, not compressed
    private const int Head = 13;
    private const int Largest = 1 << 29;

    /// <summary>Packs content.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> content, bool compress = true)
    {
        using var into = new MemoryStream();
        into.Write(new byte[Head]);
        if (!compress) into.Write(content);
        else using (var deflate = new DeflateStream(into, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(content);
        var packed = into.ToArray();
        packed[0] = compress ? Version : StoredVersion;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(9), content.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan(1), CallHash.Of(packed.AsSpan(9), packed[0]));
        return packed;
    }

    /// <summary>Unpacks content into a buffer that is used again for the next.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another version.</exception>
    public static ReadOnlySpan<byte> Unpack(ReadOnlyMemory<byte> content, ref byte[] buffer)
    {
        var packed = content.Span;
        if (packed.Length < Head || packed[0] is not (Version or StoredVersion)) throw new InvalidDataException("An entry of the index is of another version.");
        if (BinaryPrimitives.ReadUInt64LittleEndian(packed[1..]) != CallHash.Of(packed[9..], packed[0])) throw new InvalidDataException("An entry of the index is damaged.");
        if (packed[0] == StoredVersion) return packed[Head..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(packed[9..]);
        if (length is < 0 or > Largest) throw new InvalidDataException("An entry of the index is damaged.");
        if (buffer.Length < length) buffer = new byte[Math.Max(length, buffer.Length * 2)];
        var stored = MemoryMarshal.TryGetArray(content, out var array) ? array : content.ToArray();
        using var inflate = new DeflateStream(new MemoryStream(stored.Array!, stored.Offset + Head, stored.Count - Head), CompressionMode.Decompress);
        if (inflate.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false) < length) throw new InvalidDataException("An entry of the index is damaged.");
        return buffer.AsSpan(0, length);
    }
}

/// <summary>Writes numbers and texts.</summary>
internal sealed class IndexWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);

    /// <summary>All that was written.</summary>
    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>A number, seven bits a byte.</summary>
    public void Number(ulong number)
    {
        var into = bytes.GetSpan(10);
        var length = 0;
        for (; number >= 0x80; number >>= 7) into[length++] = (byte)(number | 0x80);
        into[length++] = (byte)number;
        bytes.Advance(length);
    }

    /// <summary>A number that may be below zero.</summary>
    public void Signed(long number) => Number((ulong)((number << 1) ^ (number >> 63)));

    /// <summary>Eight bytes.</summary>
    public void Fixed(ulong number)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(8), number);
        bytes.Advance(8);
    }

    /// <summary>Bytes to be filled in.</summary>
    public Span<byte> Take(int length)
    {
        var taken = bytes.GetSpan(length)[..length];
        bytes.Advance(length);
        return taken;
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    /// <summary>A text.</summary>
    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number((ulong)length);
        bytes.Advance(Encoding.UTF8.GetBytes(text, bytes.GetSpan(length)));
    }
}

/// <summary>Reads what an <see cref="IndexWriter"/> wrote.</summary>
internal ref struct IndexReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> rest = rest;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Left => rest.Length;

    /// <summary>A number.</summary>
    public ulong Number()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;
        }

        throw Damaged();
    }

    /// <summary>A number of things of which each takes at least the bytes given, so that damage never asks for more memory than there is content.</summary>
    public int Count(int bytesEach = 1)
    {
        var count = Number();
        return count * (ulong)bytesEach <= (ulong)rest.Length + 1 && count <= int.MaxValue ? (int)count : throw Damaged();
    }

    /// <summary>A number below a limit.</summary>
    public int Below(int limit) => Number() is var number && number < (ulong)limit ? (int)number : throw Damaged();

    /// <summary>A number that may be below zero.</summary>
    public long Signed() => Number() is var number ? (long)(number >> 1) ^ -(long)(number & 1) : 0;

    /// <summary>Eight bytes.</summary>
    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A text.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    /// <summary>Bytes as they are.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length) throw Damaged();
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static InvalidDataException Damaged() => new("An entry of the index is damaged.");
}
