using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoublePrivateTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;
    private TeamsEar ear = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync(time);
        talk = TeamsTalk.Of(teams);
        ear = await TeamsEar.OfAsync(teams);
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await ear.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task A_command_nobody_else_sees_is_answered_where_nobody_else_looks()
    {
        var (ana, bob, place) = (teams.Person("ana"), teams.Person("bob"), teams.Channel("alerts"));
        await ana.Slash(place, "help");
        var told = ear.Last;
        Assert.Equal(("message", "help", "true"), (told["type"]!.ToString(), told["text"]!.ToString(), told["recipient"]!["isTargeted"]!.ToString()));
        Assert.Empty(place.All);

        var conversation = told["conversation"]!["id"]!.ToString();
        var (status, body) = await talk.SendAsync(conversation, Targeted(ana, "only you"), query: "?isTargetedActivity=true");
        Assert.Equal(201, status);
        Assert.Equal("only you", (await ana.ExpectPrivateAnswer("only")).Words);
        Assert.Empty(bob.PrivateAnswers);
        Assert.Empty(place.All);
        Assert.Equal(ana.Id, Assert.Single(teams.Posts).OnlyFor);

        Assert.Equal(200, (await talk.EditAsync(conversation, body!["id"]!.ToString(), Targeted(ana, "still only you"), "?isTargetedActivity=true")).Status);
        Assert.Equal("still only you", Assert.Single(ana.PrivateAnswers).Words);
        time.Advance(TimeSpan.FromHours(24));
        Assert.Empty(ana.PrivateAnswers);
    }

    [Fact]
    public async Task What_is_private_by_half_is_refused()
    {
        var (ana, place) = (teams.Person("ana"), teams.Channel("alerts"));
        Assert.Equal(400, (await talk.SendAsync(place.Id, Targeted(ana, "x"))).Status);
        Assert.Equal(400, (await talk.SendAsync(place.Id, TeamsTalk.Message("x"), query: "?isTargetedActivity=true")).Status);
        Assert.Equal(400, (await talk.SendAsync(ana.Chat.Id, Targeted(ana, "x"), query: "?isTargetedActivity=true")).Status);
        var nobody = Targeted(ana, "x");
        nobody["recipient"]!["id"] = ana.ObjectId;
        Assert.Equal(400, (await talk.SendAsync(place.Id, nobody, query: "?isTargetedActivity=true")).Status);
        Assert.Empty(teams.Posts);
        Assert.Equal(4, teams.Refused.Count);
    }

    [Fact]
    public async Task In_a_personal_chat_a_command_is_a_message()
    {
        var ana = teams.Person("ana");
        await ana.Slash(ana.Chat, "help");
        Assert.Null(ear.Last["recipient"]!["isTargeted"]);
        Assert.Equal(("personal", null), (ear.Last["conversation"]!["conversationType"]!.ToString(), ear.Last["conversation"]!["isGroup"]?.ToString()));
        Assert.StartsWith("a:1", ear.Last["conversation"]!["id"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(201, (await talk.SendAsync(ana.Chat.Id, TeamsTalk.Message("hello"), below: null)).Status);
        Assert.Equal("hello", (await ana.Chat.ExpectMessage("hello")).Words);
    }

    private static JsonObject Targeted(TeamsTeammate who, string words)
    {
        var said = TeamsTalk.Message(words);
        said["recipient"] = new JsonObject { ["id"] = who.Id, ["isTargeted"] = true };
        return said;
    }
}
