using System.Globalization;
using System.Text;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

public sealed class FieldTextTests
{
    private static readonly string[] Around = ["", " ", "2 111122223333 eni-0 "];

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("6", 6L)]
    [InlineData("0017", 17L)]
    [InlineData("12345678", 12345678L)]
    [InlineData("123456789", 123456789L)]
    [InlineData("1741035999", 1741035999L)]
    [InlineData("1234567890123456", 1234567890123456L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("1000000000000000000", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("-1", null)]
    [InlineData("12a4", null)]
    [InlineData("1234567/", null)]
    [InlineData(":2345678", null)]
    [InlineData("17410359:9", null)]
    [InlineData("a741035999", null)]
    [InlineData("\u00b1", null)]
    public void A_number_is_read_wherever_it_stands(string text, long? expected)
    {
        foreach (var (line, from, to) in Placed(text))
            Assert.Equal(expected, FieldText.TryNumber(line, from, to, out var value) ? value : null);
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.20.0.251", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("1.2.3.4", true)]
    [InlineData("256.1.1.1", false)]
    [InlineData("1.1.1.999", false)]
    [InlineData("01.2.3.4", false)]
    [InlineData("1.2.3.04", false)]
    [InlineData("1.2.3.000", false)]
    [InlineData("1.2.3", false)]
    [InlineData("1.2.3.4.5", false)]
    [InlineData("1..3.4", false)]
    [InlineData(".1.2.3", false)]
    [InlineData("1.2.3.", false)]
    [InlineData("123456789.1.2.3", false)]
    [InlineData("1.2.3.1234", false)]
    [InlineData("255.255.255.2555", false)]
    [InlineData("10.20.0.2:1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("-", false)]
    [InlineData("", false)]
    public void An_address_is_read_wherever_it_stands(string text, bool expected)
    {
        foreach (var (line, from, to) in Placed(text))
        {
            Assert.Equal(expected, FieldText.TryIpv4(line, from, to, out var address));
            Assert.Equal(FlowAddresses.TryIpv4(Encoding.Latin1.GetBytes(text), out var letterByLetter), expected);
            if (expected) Assert.Equal(letterByLetter, address);
        }
    }

    [Fact]
    public void Whatever_stands_in_a_field_is_read_as_letter_by_letter()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(17)).Select(_ => "0123456789...."[random.Next(14)])]);
            var address = string.Join('.', Enumerable.Range(0, 4).Select(_ => random.Next(300).ToString(CultureInfo.InvariantCulture)));
            foreach (var some in new[] { text, address })
            {
                var isAddress = FlowAddresses.TryIpv4(Encoding.Latin1.GetBytes(some), out var expected);
                foreach (var (line, from, to) in Placed(some)) Assert.Equal((isAddress, isAddress ? expected : 0), FieldText.TryIpv4(line, from, to, out var read) ? (true, read) : (false, 0u));
            }
        }
    }

    private static IEnumerable<(byte[] Line, int From, int To)> Placed(string text) =>
        from before in Around
        from after in new[] { "", " 1", " 443 49934 6 1282 1214775 ACCEPT OK" }
        select (Encoding.Latin1.GetBytes(before + text + after), before.Length, before.Length + text.Length);
}
