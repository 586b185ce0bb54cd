using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Who is meant by a mention, as the policy names people.</summary>
public sealed class TeamsMentionedTests
{
    [Fact]
    public async Task People_are_known_by_their_object_id_which_Teams_is_asked_for_once()
    {
        await using var on = await TeamsListening.StartAsync();
        var people = on.Host.Get<TeamsMentioned>();

        var told = await people.OfAsync(Saying(on, (on.Ben.Id, "Ben Busch", null), (TeamsState.BotId, "ChatOps", null), ("28:other-bot", "Other", null), ("29:given", "Cleo", "c1e0")), default);
        told.ShouldBe([new Person("teams", on.Ben.ObjectId, "Ben Busch"), new Person("teams", "c1e0", "Cleo")]);
        var asked = Asked(on);
        (await people.OfAsync(Saying(on, (on.Ben.Id, "Ben", null)), default)).ShouldHaveSingleItem().Id.ShouldBe(on.Ben.ObjectId);
        Asked(on).ShouldBe(asked);
    }

    [Fact]
    public async Task Whom_Teams_does_not_tell_keeps_the_id_they_were_mentioned_by()
    {
        await using var on = await TeamsListening.StartAsync();
        var people = on.Host.Get<TeamsMentioned>();
        on.Teams.Faults.On("member").Http(503, 2);

        (await people.OfAsync(Saying(on, (on.Ben.Id, new string('b', 10_000), null), ("29:gone", "Gone", null)), default)).Select(static one => (one.Id, one.Name.Length)).ShouldBe([(on.Ben.Id, 80), ("29:gone", 4)]);
        (await people.OfAsync(Saying(on), default)).ShouldBeEmpty();
    }

    private static int Asked(TeamsListening on) => on.Teams.State.Read(static all => all.Calls.Count);

    private static TeamsSaying Saying(TeamsListening on, params (string Id, string Name, string? ObjectId)[] mentioned)
    {
        var told = on.Teams.Activities.Message(on.Ana, on.Channel, "assign " + string.Join(" ", mentioned.Select(static (_, n) => $"<at>{n}</at>")));
        var entities = (JsonArray)told["entities"]!;
        foreach (var (one, n) in mentioned.Select(static (one, n) => (one, n)))
        {
            var who = new JsonObject { ["id"] = one.Id, ["name"] = one.Name };
            if (one.ObjectId is not null) who["aadObjectId"] = one.ObjectId;
            entities.Add((JsonNode)new JsonObject { ["type"] = "mention", ["text"] = $"<at>{n}</at>", ["mentioned"] = who });
        }

        var raw = JsonElement.Parse(told.ToJsonString());
        return TeamsSaying.Of(new Heard("message", on.Teams.TenantId, "k", raw, DateTimeOffset.UnixEpoch), new TeamsActivity(raw))!;
    }
}
