using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Search and retention as the room's pages ask for them.</summary>
public sealed class MemoryApiTests
{
    [Fact]
    public async Task What_is_kept_is_found_and_what_cannot_be_asked_is_refused()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none");
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray(SomeFinding.Json(1)))).EnsureSuccessStatusCode();

        var items = (await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/search?q=portscan")).GetProperty("items");
        var found = items.EnumerateArray().Single();
        found.EnumerateObject().Select(static member => member.Name).ShouldBe(["kind", "title", "detail", "thread", "case", "time"]);
        (found.GetProperty("kind").GetString(), found.GetProperty("title").GetString(), found.GetProperty("case").GetInt64()).ShouldBe(("finding", "Finding 1", 1));
        found.GetProperty("thread").GetString().ShouldNotBeNullOrEmpty();
        found.GetProperty("time").GetString().ShouldBe("2026-03-01T10:00:00Z");

        var kinds = (await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/search?q=i-0c79413d9f0d9941e&limit=5")).GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("kind").GetString());
        kinds.ShouldBe(["entity"]);
        foreach (var bad in new[] { "", "?q=", "?q=%20", $"?q={new string('x', 201)}", "?q=x&limit=0", "?q=x&limit=201", "?q=x&limit=many" })
            (await host.Room.GetAsync($"/api/v1/search{bad}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
        foreach (var hostile in new[] { "%25", "_", "'", "\"", "%F0%9F%9F%A0", "%D9%85%D8%B1%D8%AD%D8%A8%D8%A7", "%00x", "%E2%80%AE" })
            (await host.Room.GetAsync($"/api/v1/search?q={hostile}")).StatusCode.ShouldBe(HttpStatusCode.OK, hostile);
        (await host.Room.GetStringAsync("/openapi/v1.json")).ShouldContain("/api/v1/search");
    }

    [Fact]
    public async Task The_operator_is_told_how_long_things_are_kept()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=none", "--Retention:Notes=0", "--Retention:Audit=90");

        var told = await host.Room.GetFromJsonAsync<JsonElement>("/api/v1/retention");

        told.GetProperty("lastSweep").ValueKind.ShouldBe(JsonValueKind.Null);
        var days = told.GetProperty("items").EnumerateArray().ToDictionary(static item => item.GetProperty("what").GetString()!, static item => item.GetProperty("days").ValueKind == JsonValueKind.Null ? (int?)null : item.GetProperty("days").GetInt32());
        (days["notes of closed cases"], days["audit log"], days["closed cases with their threads"], days["files no note names"]).ShouldBe((0, 90, 730, null));
    }
}
