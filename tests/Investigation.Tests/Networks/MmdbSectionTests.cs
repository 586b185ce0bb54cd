using System.Text;
using ChatOps.Investigation.Networks.Mmdb;

namespace ChatOps.Investigation.Networks;

/// <summary>Fields of a MaxMind DB file. The first two tables are the examples of the format's own description.</summary>
public sealed class MmdbSectionTests
{
    [Theory]
    [InlineData("01000010", MmdbType.Text, 2)]
    [InlineData("01011100", MmdbType.Text, 28)]
    [InlineData("11000001", MmdbType.UInt32, 1)]
    [InlineData("00000011 00000011", MmdbType.UInt128, 3)]
    [InlineData("01011101 00110011", MmdbType.Text, 80)]
    [InlineData("01011110 00110011 00110011", MmdbType.Text, 13_392)]
    [InlineData("01011111 00110011 00110011 00110011", MmdbType.Text, 3_421_264)]
    [InlineData("00000000 00000100", MmdbType.Array, 0)]
    [InlineData("00000000 00000110", MmdbType.End, 0)]
    public void The_published_control_bytes_are_read(string bits, object type, int size)
    {
        byte[] control = [.. bits.Split(' ').Select(octet => Convert.ToByte(octet, 2))];
        var section = new MmdbSection((byte[])[.. control, .. new byte[size]]);

        var field = section.At(0);

        ((MmdbType)type, size, control.Length).ShouldBe((field.Type, field.Size, field.At));
    }

    [Theory]
    [InlineData(0)] // 11 bits
    [InlineData(2047)]
    [InlineData(2048)] // 19 bits and 2048
    [InlineData(526_335)]
    [InlineData(526_336)] // 27 bits and 526336
    [InlineData(1_000_000)]
    public void Pointers_of_every_size_lead_to_their_field(int target)
    {
        var bytes = new byte[1_100_000];
        "\u0043far"u8.CopyTo(bytes.AsSpan(target == 0 ? 0 : target));
        var at = target == 0 ? 100 : 10;
        MmdbWriter.Pointer(target).CopyTo(bytes, at);

        var section = new MmdbSection(bytes);

        section.Text(section.At(at)).ShouldBe("far");
    }

    [Fact]
    public void A_pointer_of_four_bytes_ignores_the_last_bits_of_its_first()
    {
        var section = new MmdbSection((byte[])[0x41, (byte)'x', 0b0011_1111, 0, 0, 0, 0]);

        section.Text(section.At(2)).ShouldBe("x");
    }

    [Fact]
    public void Every_type_is_read_and_stepped_over()
    {
        List<byte> bytes = [];
        MmdbWriter.Write(bytes, new Dictionary<string, object>
        {
            ["double"] = 42.5,
            ["float"] = -0.25f,
            ["bytes"] = new byte[] { 0, 255 },
            ["small"] = (ushort)65_535,
            ["zero"] = 0u,
            ["medium"] = 4_294_967_295u,
            ["negative"] = -268_435_456,
            ["large"] = ulong.MaxValue,
            ["huge"] = UInt128.MaxValue,
            ["yes"] = true,
            ["list"] = new object[] { "a", new object[] { 1u, new Dictionary<string, object> { ["deep"] = "er" } }, false },
            ["long"] = new string('ü', 40_000),
            ["last"] = "end",
        });
        var section = new MmdbSection(bytes.ToArray());
        var map = section.At(0);

        section.Fraction(Find("double")).ShouldBe(42.5);
        section.Fraction(Find("float")).ShouldBe(-0.25);
        section.Payload(Find("bytes")).ToArray().ShouldBe([0, 255]);
        section.Number(Find("small")).ShouldBe((UInt128)65_535);
        section.Number(Find("zero")).ShouldBe((UInt128)0);
        section.Number(Find("medium")).ShouldBe((UInt128)uint.MaxValue);
        section.Signed(Find("negative")).ShouldBe(-268_435_456);
        section.Number(Find("large")).ShouldBe((UInt128)ulong.MaxValue);
        section.Number(Find("huge")).ShouldBe(UInt128.MaxValue);
        (Find("yes").Type, Find("yes").Size).ShouldBe((MmdbType.Boolean, 1));
        (Find("list").Type, Find("list").Size).ShouldBe((MmdbType.Array, 3));
        section.Text(Find("last")).ShouldBe("end");
        section.After(0).ShouldBe(bytes.Count);
        section.Find(map, "none"u8).ShouldBeNull();

        MmdbField Find(string key) => section.Find(map, Encoding.ASCII.GetBytes(key)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")] // text of two bytes that are not there
    [InlineData("5f000000")] // text of 65,821 bytes
    [InlineData("2000")] // a pointer to itself
    [InlineData("20022000")] // a pointer to a pointer
    [InlineData("3fffffffff")] // a pointer behind the end
    [InlineData("0000ff")] // no such type
    [InlineData("00ff")]
    [InlineData("e1c10000")] // a key that is a number
    [InlineData("ffffffff4161")] // a map of 16.8 million pairs
    [InlineData("1f04ffffff")] // an array of 16.8 million
    [InlineData("1f04ffffff1f04ffffff1f04ffffff")] // in an array of 16.8 million
    public void Damage_is_refused(string hex)
    {
        var section = new MmdbSection(Convert.FromHexString(hex));

        Should.Throw<InvalidDataException>(() =>
        {
            var field = section.At(0);
            section.Find(field, "none"u8);
            section.After(0);
        });
    }

    [Fact]
    public void Numbers_larger_than_their_type_are_refused()
    {
        var section = new MmdbSection((byte[])[0xa3, 1, 2, 3]);

        Should.Throw<InvalidDataException>(() => section.Number(section.At(0)));
        Should.Throw<InvalidDataException>(() => section.Signed(section.At(0)));
        Should.Throw<InvalidDataException>(() => section.Fraction(section.At(0)));
    }
}
