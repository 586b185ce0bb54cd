using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Channels.Web;

public sealed class RoomAccessTests
{
    private const string Token = "a-token-of-some-length";

    [Fact]
    public void Without_a_token_configured_for_the_room_everybody_on_this_machine_may_enter() => new RoomAccess(Options()).MayEnter(Request()).ShouldBeTrue();

    [Fact]
    public void The_token_in_the_header_opens()
    {
        var access = WithToken();

        access.MayEnter(Request(("Authorization", $"Bearer {Token}"))).ShouldBeTrue();
        access.MayEnter(Request(("Authorization", $"Bearer {Token}x"))).ShouldBeFalse();
        access.MayEnter(Request(("Authorization", $"Basic {Token}"))).ShouldBeFalse();
        access.MayEnter(Request()).ShouldBeFalse();
    }

    [Fact]
    public void The_cookie_opens_and_does_not_hold_the_token()
    {
        var access = WithToken();
        var cookie = access.CookieFor(Token).ShouldNotBeNull();

        cookie.ShouldNotContain(Token);
        access.CookieFor("wrong").ShouldBeNull();
        access.MayEnter(Request(("Cookie", $"{RoomAccess.Cookie}={cookie}"))).ShouldBeTrue();
        access.MayEnter(Request(("Cookie", $"{RoomAccess.Cookie}={Token}"))).ShouldBeFalse();
    }

    [Fact]
    public void A_token_is_made_when_none_is_configured()
    {
        var access = new RoomAccess(Options(("Web:Authentication", "token")));

        access.MadeToken.ShouldNotBeNull().Length.ShouldBe(48);
        access.CookieFor(access.MadeToken!).ShouldNotBeNull();
        new RoomAccess(Options(("Web:Authentication", "token"))).MadeToken.ShouldNotBe(access.MadeToken);
    }

    [Theory]
    [InlineData("/health/live", null, true)]
    [InlineData("/alerts/eventbridge", null, false)]
    [InlineData("/alerts/eventbridge", "key", true)]
    [InlineData("/", "key", false)]
    [InlineData("/alertsx", "key", false)]
    public void Paths_with_a_proof_of_their_own_need_no_token(string path, string? apiKey, bool open)
    {
        var access = new RoomAccess(Options(("Web:Authentication", "token"), ("Web:Token", Token), ("Alerts:ApiKey", apiKey)));
        var request = Request();
        request.Path = path;

        access.MayEnter(request).ShouldBe(open);
    }

    private static RoomAccess WithToken() => new(Options(("Web:Authentication", "token"), ("Web:Token", Token)));

    private static IConfigurationRoot Options(params (string Key, string? Value)[] options) =>
        new ConfigurationBuilder().AddInMemoryCollection(options.Select(static option => KeyValuePair.Create(option.Key, option.Value))).Build();

    private static HttpRequest Request(params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        request.Path = "/api/v1/threads";
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return request;
    }
}
