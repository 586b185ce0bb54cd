using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoubleRefusalTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;
    private TeamsPlace place = null!;

    public static TheoryData<string, int, string> Wrong => new()
    {
        { """{"type":"message"}""", 400, "BadSyntax" },
        { """{"text":"no type"}""", 400, "BadSyntax" },
        { """{"type":"message","text":"cut""", 400, "BadSyntax" },
        { """[]""", 400, "BadSyntax" },
        { """{"type":"invoke","text":"words"}""", 400, "BadSyntax" },
        { Shown("""{"type":"AdaptiveCard","version":"1.6","body":[]}"""), 400, "BadSyntax" },
        { Shown("""{"type":"Card","version":"1.5","body":[]}"""), 400, "BadSyntax" },
        { Shown("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Marquee","text":"x"}]}"""), 400, "BadSyntax" },
        { Shown("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Marquee","text":"x","fallback":"drop"}]}"""), 201, "ok" },
        { Shown("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Container","items":[{"type":"Input.Date","id":"a"}]}]}"""), 400, "BadSyntax" },
        { Shown("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text"}]}"""), 400, "BadSyntax" },
        { Shown("""{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.OpenUrl","url":"javascript:alert(1)"}]}"""), 400, "BadSyntax" },
        { $$"""{"type":"message","text":"{{new string('x', 50_000)}}"}""", 201, "ok" },
        { $$"""{"type":"message","text":"{{new string('x', 51_200)}}"}""", 413, "MessageSizeTooBig" },
        { $$"""{"type":"message","text":"{{new string('é', 51_200)}}"}""", 413, "MessageSizeTooBig" },
        { Shown($$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Image","url":"data:image/png;base64,{{new string('A', 120_000)}}"}]}"""), 201, "ok" },
        { Shown($$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Image","url":"data:image/png;base64,{{new string('A', 263_000)}}"}]}"""), 413, "RequestEntityTooLarge" },
    };

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync(time);
        talk = TeamsTalk.Of(teams);
        place = teams.Channel("alerts");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_in_itself_is_refused_and_said(string body, int status, string code)
    {
        var (told, answer, _) = await talk.RawAsync("POST", $"v3/conversations/{place.Id}/activities", body, await talk.TokenAsync());
        Assert.Equal(status, told);
        if (status == 201) Assert.Empty(teams.Refused);
        else Assert.Equal((code, 1), (JsonNode.Parse(answer)!["error"]!["code"]!.ToString(), teams.Refused.Count));
        Assert.Equal(status == 201 ? 1 : 0, teams.Posts.Count);
    }

    [Fact]
    public async Task Text_and_card_together_are_taken_without_an_id()
    {
        var both = TeamsTalk.Message("card");
        both["text"] = "words";
        Assert.Equal((202, null), await talk.SendAsync(place.Id, both));
        Assert.Equal("words\ncard", Assert.Single(place.Roots).Words);
        Assert.Single(teams.Refused);
        Assert.Equal((202, null), await talk.SendAsync(place.Id, new JsonObject { ["type"] = "typing" }));
        Assert.Single(teams.Posts);
    }

    [Fact]
    public async Task Tokens_are_looked_at_in_each_call()
    {
        Assert.Equal(401, (await talk.RawAsync("POST", $"v3/conversations/{place.Id}/activities", "{}")).Status);
        Assert.Equal(401, (await talk.RawAsync("POST", $"v3/conversations/{place.Id}/activities", "{}", "mine")).Status);
        var graph = (await talk.AskAsync(scope: "https://graph.microsoft.com/.default")).Body["access_token"]!.ToString();
        Assert.Equal(401, (await talk.CallAsync("GET", $"v3/teams/{place.Team.Id}", bearer: graph)).Status);
        Assert.Equal(200, (await talk.CallAsync("GET", $"v3/teams/{place.Team.Id}")).Status);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(401, (await talk.CallAsync("GET", $"v3/teams/{place.Team.Id}")).Status);
        Assert.Equal(4, teams.Refused.Count);
        Assert.Equal([401, 401, 401, 200, 401], teams.Calls.Select(static call => call.Status));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_is_another_s_is_not_changed()
    {
        var said = await teams.Person("ana").Post(place, "mine");
        var root = await talk.CreateAsync(place, TeamsTalk.Message("ours"));
        var thread = place.Thread(root).ConversationId;
        Assert.Equal((404, "ConversationNotFound"), Code(await talk.SendAsync("19:nowhere@thread.tacv2", TeamsTalk.Message("x"))));
        Assert.Equal((404, "ConversationNotFound"), Code(await talk.SendAsync($"{place.Id};messageid=17", TeamsTalk.Message("x"))));
        Assert.Equal((400, "BadSyntax"), Code(await talk.SendAsync($"{place.Id};messageid=0", TeamsTalk.Message("x"))));
        Assert.Equal((404, "ActivityNotFoundInConversation"), Code(await talk.EditAsync(thread, "17", TeamsTalk.Message("x"))));
        Assert.Equal((404, "ActivityNotFoundInConversation"), Code(await talk.EditAsync(thread, said.Id, TeamsTalk.Message("x"))));
        Assert.Equal((403, "NotEnoughPermissions"), Code(await talk.EditAsync(place.Id, said.Id, TeamsTalk.Message("x"))));
        Assert.Equal(200, (await talk.CallAsync("DELETE", $"v3/conversations/{thread}/activities/{root}")).Status);
        Assert.Equal((404, "ActivityNotFoundInConversation"), Code(await talk.EditAsync(thread, root, TeamsTalk.Message("x"))));
        Assert.Equal((404, "ServiceError"), Code(await talk.CallAsync("POST", "v3/attachments", [])));
        Assert.Single(teams.Unexpected);
    }

    [Fact]
    public async Task Whoever_is_not_in_the_team_does_nothing_there()
    {
        var ana = teams.Person("ana");
        var team = teams.Team("Elsewhere").WithoutBot();
        var there = team.Channel("alerts");
        Assert.Equal((403, "BotNotInConversationRoster"), Code(await talk.SendAsync(there.Id, TeamsTalk.Message("x"))));
        Assert.Equal((403, "BotNotInConversationRoster"), Code(await talk.CallAsync("POST", "v3/conversations", talk.NewThread(there, TeamsTalk.Message("x")))));
        Assert.Equal((403, "BotNotInConversationRoster"), Code(await talk.CallAsync("GET", $"v3/teams/{team.Id}/conversations")));
        await team.Install(ana);
        Assert.Equal(201, (await talk.SendAsync(there.Id, TeamsTalk.Message("x"))).Status);
        await team.Archive(ana);
        Assert.Equal((403, "MessageWritesBlocked"), Code(await talk.SendAsync(there.Id, TeamsTalk.Message("x"))));
        await there.Delete(ana);
        Assert.Equal((404, "ConversationNotFound"), Code(await talk.SendAsync(there.Id, TeamsTalk.Message("x"))));
        ana.HasBlocked = true;
        Assert.Equal((403, "ConversationBlockedByUser"), Code(await talk.SendAsync(ana.Chat.Id, TeamsTalk.Message("x"))));
        Assert.Empty(teams.Refused);
    }

    [Fact]
    public async Task A_new_thread_needs_its_first_message_and_a_chat_its_person()
    {
        var ana = teams.Person("ana");
        Assert.Equal((400, "BadSyntax"), Code(await talk.CallAsync("POST", "v3/conversations", talk.NewThread(place, null))));
        var stranger = talk.NewThread(place, TeamsTalk.Message("x"));
        stranger["tenantId"] = "another";
        Assert.Equal((400, "BadArgument"), Code(await talk.CallAsync("POST", "v3/conversations", stranger)));
        var chat = new JsonObject { ["isGroup"] = false, ["tenantId"] = teams.TenantId, ["members"] = new JsonArray(new JsonObject { ["id"] = ana.Id }) };
        var (status, body) = await talk.CallAsync("POST", "v3/conversations", (JsonObject)chat.DeepClone());
        Assert.Equal((201, ana.Chat.Id), (status, body!["id"]!.ToString()));
        chat["members"]![0]!["id"] = ana.ObjectId;
        Assert.Equal((400, "BadArgument"), Code(await talk.CallAsync("POST", "v3/conversations", (JsonObject)chat.DeepClone())));
        chat["members"]![0]!["id"] = ana.Id;
        chat["isGroup"] = true;
        Assert.Equal((400, "BadSyntax"), Code(await talk.CallAsync("POST", "v3/conversations", chat)));
    }

    private static string Shown(string card) => $$"""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{card}}}]}""";

    private static (int Status, string? Code) Code((int Status, JsonNode? Body) told) => (told.Status, told.Body?["error"]?["code"]?.ToString());
}
