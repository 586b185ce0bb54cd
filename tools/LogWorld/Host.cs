using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace ChatOps.LogWorld;

/// <summary>An address in a row: its value, by which truth is counted, and its spelling where that is not the usual one.</summary>
internal readonly struct Host(UInt128 value, byte[]? spelling = null)
{
    private static readonly UInt128 MappedV4 = (UInt128)0xFFFF << 32;

    /// <summary>The address as IPv6, IPv4 mapped; 0 for what is no address.</summary>
    public UInt128 Value { get; } = value;

    public byte[]? Spelling { get; } = spelling;

    public bool IsNone => Value == 0 && Spelling is null;

    public static Host V4(uint address) => new(MappedV4 | address);

    public static Host V4(int a, int b, int c, int d) => V4((uint)(a << 24 | b << 16 | c << 8 | d));

    /// <summary>An IPv6 address in its usual spelling.</summary>
    public static Host V6(UInt128 address) => new(address, Encoding.ASCII.GetBytes(Text(address)));

    /// <summary>Text that no strict reader takes for an address: a MAC, or numbers with leading zeros.</summary>
    public static Host Odd(string text) => new(0, Encoding.ASCII.GetBytes(text));

    public static string Text(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return value >> 32 == 0xFFFF ? new IPAddress(bytes[12..]).ToString() : new IPAddress(bytes).ToString();
    }

    /// <summary>Other spellings of an IPv6 address: all groups, all digits, capitals.</summary>
    public static Host Spelled(UInt128 value, int manner)
    {
        var groups = Enumerable.Range(0, 8).Select(i => (ushort)(value >> (112 - 16 * i)));
        var text = manner switch
        {
            0 => Text(value),
            1 => string.Join(':', groups.Select(static one => one.ToString("x"))),
            2 => string.Join(':', groups.Select(static one => one.ToString("x4"))),
            _ => Text(value).ToUpperInvariant(),
        };
        return new Host(value, Encoding.ASCII.GetBytes(text));
    }

    public void WriteTo(Utf8Page page)
    {
        if (Spelling is not null) page.Add(Spelling);
        else if (IsNone) page.Add((byte)'-');
        else page.AddV4((uint)Value);
    }

    public override string ToString() => Text(Value);
}
