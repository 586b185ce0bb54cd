namespace ChatOps.Bot.Hosting;

public sealed class ListenOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1:5080")]
    [InlineData("http://localhost:0", "127.0.0.1:0")]
    [InlineData("http://[::1]:8080", "[::1]:8080")]
    [InlineData("http://0.0.0.0:8080", "0.0.0.0:8080")]
    [InlineData("http://127.0.0.1", "127.0.0.1:80")]
    public void An_http_url_of_a_local_address_is_bound(string url, string endpoint) => ListenOptions.Endpoint(url)!.ToString().ShouldBe(endpoint);

    [Theory]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://example.com:5080")]
    [InlineData("http://*:5080")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/room")]
    [InlineData("")]
    public void Other_urls_are_not(string url) => ListenOptions.Endpoint(url).ShouldBeNull();

    [Fact]
    public void A_room_for_other_machines_needs_the_token()
    {
        new ListenOptions("http://0.0.0.0:5080", "loopback", null).Errors().ShouldHaveSingleItem().ShouldContain("set Web:Authentication=token");
        new ListenOptions("http://0.0.0.0:5080", "token", null).Errors().ShouldBeEmpty();
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => new ListenOptions("ftp://x", "none", "8080").Errors().Count().ShouldBe(3);
}
