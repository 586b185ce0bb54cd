using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.TestKit;

namespace ChatOps.Bot.Investigate;

public sealed class EntityKnowledgeTests
{
    [Theory]
    [InlineData("00:30:00", 0)]
    [InlineData("02:00:00", 1)]
    public async Task Findings_are_related_inside_the_window_the_operator_set(string window, int related)
    {
        await using var host = await RunningHost.StartAsync($"--Alerts:RelatedWindow={window}");
        var late = SomeFinding.Json(2, updatedAt: "2026-03-01T12:00:00Z");
        late["service"]!["eventFirstSeen"] = "2026-03-01T11:30:00Z";
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray(SomeFinding.Json(1), late))).EnsureSuccessStatusCode();

        var found = await host.Get<EntityKnowledge>().RelatedAsync(SomeFinding.Item(SomeFinding.Json(1)).Finding, default);

        found.Findings.Count.ShouldBe(related);
    }
}
