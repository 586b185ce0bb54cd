using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatOps.TestKit;

namespace ChatOps.Bot.Hosting;

/// <summary>Two doors: what faces the outside shows nothing of the room.</summary>
public sealed class ListenerTests : IAsyncLifetime
{
    private RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync("--Edge:Url=http://127.0.0.1:0");

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/operator")]
    [InlineData("/index.html")]
    [InlineData("/js/room.js")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/threads")]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/outbox")]
    [InlineData("/api/v1/audit")]
    [InlineData("/api/v1/findings/111122223333/us-east-1/x")]
    public async Task The_room_does_not_exist_behind_the_edge(string path)
    {
        using var answer = await host.Edge!.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Commands_cannot_be_sent_to_the_edge()
    {
        using var answer = await host.Edge!.PostAsJsonAsync("/api/v1/commands", new { channel = "security", text = "/investigate help", @as = "Ana" });

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_is_told_at_both(string path, string status)
    {
        foreach (var caller in new[] { host.Room, host.Edge! })
            (await caller.GetFromJsonAsync<JsonElement>(path)).GetProperty("status").GetString().ShouldBe(status);
    }

    [Fact]
    public async Task The_rooms_api_describes_itself()
    {
        var paths = (await host.Room.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        foreach (var path in new[] { "/alerts/eventbridge", "/api/v1/commands", "/api/v1/threads", "/api/v1/threads/{id}/messages", "/api/v1/outbox/{id}/resend" })
            paths.TryGetProperty(path, out _).ShouldBeTrue(path);
    }
}
