namespace ChatOps.Investigation.Entities;

public class IpTextTests
{
    [Theory]
    [InlineData("198.51.100.23", "198.51.100.23")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:DB8:0:0:0:0:0:1", "2001:db8::1")]
    [InlineData("::", "::")]
    [InlineData("::ffff:198.51.100.23", "::ffff:198.51.100.23")]
    public void Addresses_are_read(string text, string expected)
    {
        IpText.TryParse(text, out var address).ShouldBeTrue();
        address.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("075.050.255.67")]
    [InlineData("1.2.3")]
    [InlineData("1")]
    [InlineData("16909060")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData("1..2.3")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("1.2.3.4:80")]
    [InlineData("1.2.3.4/24")]
    [InlineData("١.٢.٣.٤")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[2001:db8::1]")]
    [InlineData("2001:db8::1::2")]
    [InlineData("2001:db8:::1")]
    [InlineData("12345::1")]
    [InlineData("::ffff:075.050.255.67")]
    [InlineData("::ffff:1.2.3")]
    [InlineData("${malicious_ip}")]
    [InlineData("localhost")]
    public void Anything_else_is_refused(string? text) => IpText.TryParse(text, out _).ShouldBeFalse();
}
