using Microsoft.AspNetCore.Http;

namespace ChatOps.Bot.Channels.Web;

public sealed class RoomGuardTests
{
    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]:5080")]
    public void Names_of_this_machine_are_answered(string host) => RoomGuard.WhyNot(Request("GET", host), mustBeLocal: true).ShouldBeNull();

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example:5080")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.0.2.1:5080")]
    [InlineData("")]
    public void A_name_rebound_to_this_machine_is_refused(string host)
    {
        var refusal = RoomGuard.WhyNot(Request("GET", host), mustBeLocal: true);

        refusal.ShouldNotBeNull().Status.ShouldBe(421);
        refusal.Why.ShouldContain("http://127.0.0.1");
    }

    [Fact]
    public void With_a_token_the_room_may_have_any_name() => RoomGuard.WhyNot(Request("GET", "room.example.com"), mustBeLocal: false).ShouldBeNull();

    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1:5080")]
    [InlineData("https://room.example.com", "room.example.com")]
    [InlineData("https://room.example.com", "room.example.com:443")]
    [InlineData(null, "127.0.0.1:5080")]
    public void The_rooms_own_pages_and_programs_may_send(string? origin, string host) => RoomGuard.WhyNot(Request("POST", host, origin), mustBeLocal: false).ShouldBeNull();

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:3000")]
    [InlineData("http://127.0.0.1:5080.evil.example")]
    [InlineData("null")]
    public void Pages_of_other_sites_may_not(string origin) => RoomGuard.WhyNot(Request("POST", "127.0.0.1:5080", origin), mustBeLocal: true).ShouldNotBeNull().Status.ShouldBe(403);

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public void What_the_browser_says_about_the_site_is_believed(string site)
    {
        var request = Request("DELETE", "127.0.0.1:5080");
        request.Headers["Sec-Fetch-Site"] = site;

        RoomGuard.WhyNot(request, mustBeLocal: true).ShouldNotBeNull().Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public void A_form_cannot_speak_to_the_api(string? contentType)
    {
        var request = Request("POST", "127.0.0.1:5080");
        request.ContentType = contentType;

        RoomGuard.WhyNot(request, mustBeLocal: true).ShouldNotBeNull().Status.ShouldBe(415);
    }

    private static HttpRequest Request(string method, string host, string? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Path = "/api/v1/commands";
        request.Host = new HostString(host);
        request.ContentType = "application/json";
        if (origin is not null) request.Headers.Origin = origin;
        return request;
    }
}
