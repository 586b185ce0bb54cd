using System.Buffers.Binary;
using System.IO.Compression;

namespace ChatOps.Investigation.Charts;

/// <summary>Writes red, green and blue pixels as PNG (w3.org/TR/png-3).</summary>
internal static class PngWriter
{
    private const byte EightBits = 8;
    private const byte TrueColour = 2;
    private const byte Unfiltered = 0;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(static value => Remainder((uint)value))];

    public static byte[] Write(int width, int height, byte[] pixels)
    {
        using var png = new MemoryStream(64 * 1024);
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = EightBits;
        header[9] = TrueColour;
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Packed(3 * width, height, pixels));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Unfiltered: pictures of flat colour and text pack better so, measured on our charts, than as differences of rows.
    private static byte[] Packed(int stride, int height, byte[] pixels)
    {
        using var packed = new MemoryStream(64 * 1024);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[stride + 1];
            row[0] = Unfiltered;
            for (var y = 0; y < height; y++)
            {
                pixels.AsSpan(y * stride, stride).CopyTo(row.AsSpan(1));
                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(content, Crc(type, uint.MaxValue)));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> content, uint crc)
    {
        foreach (var value in content) crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
