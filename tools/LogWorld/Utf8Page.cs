using System.Text;

namespace ChatOps.LogWorld;

/// <summary>A body under construction: bytes that grow, and are used again for the next object.</summary>
internal sealed class Utf8Page(int capacity = 1 << 16)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public Span<byte> Room(int count)
    {
        if (bytes.Length - Length < count) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        return bytes.AsSpan(Length);
    }

    /// <summary>Takes in what was written into <see cref="Room"/>.</summary>
    public void Skip(int count) => Length += count;

    public void Back(int count) => Length -= count;

    public void Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    public void Add(string text) => Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    /// <summary>Copies again what stands between two places of this page.</summary>
    public void Repeat(Range range)
    {
        var (offset, count) = range.GetOffsetAndLength(Length);
        Room(count);
        Add(bytes.AsSpan(offset, count));
    }

    public void Add(long number)
    {
        number.TryFormat(Room(20), out var written);
        Length += written;
    }

    /// <summary>The lowest digits of a number, in lower-case hexadecimal.</summary>
    public void AddHex(ulong number, int digits)
    {
        var room = Room(digits);
        for (var i = digits - 1; i >= 0; i--, number >>= 4) room[i] = "0123456789abcdef"u8[(int)(number & 15)];
        Length += digits;
    }

    public void AddV4(uint address)
    {
        var room = Room(15);
        var at = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            var octet = (address >> shift) & 255;
            if (octet >= 100) room[at++] = (byte)('0' + octet / 100);
            if (octet >= 10) room[at++] = (byte)('0' + octet / 10 % 10);
            room[at++] = (byte)('0' + octet % 10);
            if (shift > 0) room[at++] = (byte)'.';
        }

        Length += at;
    }

    /// <summary>A time as logs write it: <c>2025-03-08T14:05:00Z</c>.</summary>
    public void AddTime(long unixSeconds)
    {
        DateTimeOffset.FromUnixTimeSeconds(unixSeconds).TryFormat(Room(20), out var written, "yyyy-MM-ddTHH:mm:ssZ");
        Length += written;
    }
}
