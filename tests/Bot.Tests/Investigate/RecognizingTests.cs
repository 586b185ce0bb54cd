namespace ChatOps.Bot.Investigate;

public sealed class RecognizingTests
{
    private static readonly DateTimeOffset Now = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "")]
    [InlineData("lunch at 12:30 today? 50% off, v1.2.3, std::vector, 2024-08-01 11:00..12:00", "")]
    [InlineData("from 198.51.100.23, to 2001:db8::1.", "198.51.100.23|2001:db8::1")]
    [InlineData("{\"ip\": \"198.51.100.23\", \"id\":\"I-0C79413D9F0D9941E\"}", "198.51.100.23|i-0c79413d9f0d9941e")]
    [InlineData("src=198.51.100.23 (198.51.100.23) *198.51.100.23*", "198.51.100.23")]
    [InlineData("role arn:aws:iam::111122223333:role/path/admin; bucket arn:aws:s3:::logs", "admin|logs")]
    [InlineData("ip 198.51.100.23 finding 0ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5", "0ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5|198.51.100.23")]
    [InlineData("arn:aws:guardduty:us-east-1:111122223333:detector/aaa/finding/0ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5", "0ab1c2d3e4f5a6b7c8d9e0f1a2b3c4d5")]
    [InlineData("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23?scopeStart=1722510000&scopeEnd=1722513600", "198.51.100.23")]
    public void It_finds_what_can_be_investigated(string text, string names) => string.Join('|', Recognizing.In(text, Now).Select(static found => found.Name)).ShouldBe(names);

    [Fact]
    public void A_link_s_window_comes_along() =>
        Recognizing.In("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23?scopeStart=1722510000&scopeEnd=1722513600", Now)
            .ShouldHaveSingleItem().Window.ToString().ShouldBe("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z");

    [Fact]
    public void A_flood_of_words_is_read_up_to_a_bound() =>
        Recognizing.In(string.Join(' ', Enumerable.Range(0, 100_000).Select(static n => $"10.{n / 65536}.{n / 256 % 256}.{n % 256}")), Now).Count.ShouldBe(Recognizing.Most);
}
