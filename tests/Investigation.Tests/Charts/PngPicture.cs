using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ChatOps.Investigation.Charts;

/// <summary>Reads a PNG by the book, with nothing of our writer in it: signature, chunks with their checks, rows with their filters.</summary>
internal sealed class PngPicture
{
    private readonly byte[] pixels;

    public PngPicture(byte[] png)
    {
        png.AsSpan(0, 8).SequenceEqual(new byte[] { 137, 80, 78, 71, 13, 10, 26, 10 }).ShouldBeTrue("signature");
        using var packed = new MemoryStream();
        var types = new List<string>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var type = Encoding.ASCII.GetString(png, at + 4, 4);
            BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)).ShouldBe(Crc(png.AsSpan(at + 4, 4 + length)), type);
            types.Add(type);
            if (type == "IHDR")
            {
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at + 12)));
                png.AsSpan(at + 16, 5).ToArray().ShouldBe([8, 2, 0, 0, 0]);
            }

            if (type == "IDAT") packed.Write(png, at + 8, length);
            at += 12 + length;
        }

        types[0].ShouldBe("IHDR");
        types[^1].ShouldBe("IEND");
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        pixels = new byte[((3 * Width) + 1) * Height];
        zlib.ReadExactly(pixels);
        zlib.ReadByte().ShouldBe(-1);
        Enumerable.Range(0, Height).ShouldAllBe(row => pixels[row * ((3 * Width) + 1)] == 0, "this reader knows unfiltered rows only");
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The colour at a place, 0xRRGGBB.</summary>
    public int this[double x, double y]
    {
        get
        {
            var at = ((int)y * ((3 * Width) + 1)) + 1 + (3 * (int)x);
            return (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
        }
    }

    /// <summary>How many pixels are not white.</summary>
    public int Inked() => Enumerable.Range(0, Width * Height).Count(at => this[at % Width, at / Width] != 0xFFFFFF);

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1));
        }

        return ~crc;
    }
}
