using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoublePeopleTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;
    private TeamsEar ear = null!;
    private TeamsTeammate ana = null!;
    private TeamsPlace place = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync(time);
        talk = TeamsTalk.Of(teams);
        ear = await TeamsEar.OfAsync(teams);
        ana = teams.Person("ana");
        place = teams.Channel("alerts");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await ear.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task A_mention_is_told_as_Teams_tells_it()
    {
        var said = await ana.Mention(place, "look at <this> & that");
        var told = ear.Last;
        Assert.Equal(("message", "msteams", said.Id, "plain"), (told["type"]!.ToString(), told["channelId"]!.ToString(), told["id"]!.ToString(), told["textFormat"]!.ToString()));
        Assert.Equal("<at>ChatOps</at> look at <this> & that", told["text"]!.ToString());
        Assert.Equal("<p><span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">ChatOps</span>&nbsp;look at &lt;this&gt; &amp; that</p>", Assert.Single((JsonArray)told["attachments"]!)!["content"]!.ToString());
        Assert.Equal(["mention", "clientInfo"], ((JsonArray)told["entities"]!).Select(static entity => entity!["type"]!.ToString()));
        Assert.Equal(told["recipient"]!["id"]!.ToString(), told["entities"]![0]!["mentioned"]!["id"]!.ToString());
        Assert.Equal($"{place.Id};messageid={said.Id}", told["conversation"]!["id"]!.ToString());
        Assert.Equal((teams.TenantId, place.Team.Id, place.Id), (told["channelData"]!["tenant"]!["id"]!.ToString(), told["channelData"]!["team"]!["id"]!.ToString(), told["channelData"]!["channel"]!["id"]!.ToString()));
        Assert.Equal((ana.Id, ana.ObjectId), (told["from"]!["id"]!.ToString(), told["from"]!["aadObjectId"]!.ToString()));
        Assert.Equal("2024-08-01T12:00:00.0000000Z", told["timestamp"]!.ToString());
        Assert.Equal(teams.ServiceUrl.AbsoluteUri, told["serviceUrl"]!.ToString());
    }

    [Fact]
    public async Task A_reply_is_in_its_thread_and_names_nothing_else()
    {
        var root = await talk.CreateAsync(place, TeamsTalk.Message("ours"));
        var said = await ana.Reply(place.Thread(root), "seen");
        Assert.Equal(($"{place.Id};messageid={root}", null), (ear.Last["conversation"]!["id"]!.ToString(), ear.Last["replyToId"]?.ToString()));
        Assert.NotEqual(root, said.Id);
        Assert.Equal(["seen"], place.Thread(root).Replies.Select(static reply => reply.Words));

        await ana.Edit(said, "seen twice");
        Assert.Equal(("messageUpdate", "editMessage", said.Id, "seen twice"), (ear.Last["type"]!.ToString(), ear.Last["channelData"]!["eventType"]!.ToString(), ear.Last["id"]!.ToString(), ear.Last["text"]!.ToString()));
        await ana.Delete(said);
        Assert.Equal(("messageDelete", "softDeleteMessage", said.Id, null), (ear.Last["type"]!.ToString(), ear.Last["channelData"]!["eventType"]!.ToString(), ear.Last["id"]!.ToString(), ear.Last["text"]?.ToString()));
        Assert.Empty(place.Thread(root).Replies);
        await ana.Undelete(said);
        Assert.Equal(("undeleteMessage", "seen twice"), (ear.Last["channelData"]!["eventType"]!.ToString(), ear.Last["text"]!.ToString()));
        await Assert.ThrowsAsync<TeamsExpectation>(() => ana.Delete(place.Thread(root)));
    }

    [Fact]
    public async Task A_reaction_names_the_message_and_is_counted()
    {
        var thread = place.Thread(await talk.CreateAsync(place, TeamsTalk.Message("ours")));
        await ana.React(thread, "like");
        Assert.Equal(("messageReaction", thread.Id, "like"), (ear.Last["type"]!.ToString(), ear.Last["replyToId"]!.ToString(), ear.Last["reactionsAdded"]![0]!["type"]!.ToString()));
        Assert.Equal(200, (await talk.CallAsync("PUT", $"v3/conversations/{thread.ConversationId}/activities/{thread.Id}/reactions/eyes")).Status);
        Assert.Equal(["like", "eyes"], thread.Reactions);
        await ana.Unreact(thread, "like");
        Assert.Equal("like", ear.Last["reactionsRemoved"]![0]!["type"]!.ToString());
        Assert.Equal(200, (await talk.CallAsync("DELETE", $"v3/conversations/{thread.ConversationId}/activities/{thread.Id}/reactions/eyes")).Status);
        Assert.Empty(thread.Reactions);
    }

    [Fact]
    public async Task Without_the_owner_s_consent_only_mentions_are_told()
    {
        place.Team.WithoutReading();
        var thread = place.Thread(await talk.CreateAsync(place, TeamsTalk.Message("ours")));
        await ana.Reply(thread, "unheard");
        await ana.Post(place, "unheard");
        Assert.Empty(ear.Heard);
        await ana.Reply(thread, "heard", mention: true);
        Assert.Single(ear.Heard);
        await ana.Post(ana.Chat, "heard in private");
        Assert.Equal("heard in private", ear.Last["text"]!.ToString());
        var chat = teams.GroupChat("war room", ana);
        await ana.Post(chat, "unheard");
        await ana.Mention(chat, "heard in the group");
        Assert.Equal((3, "groupChat", chat.Id), (ear.Heard.Count, ear.Last["conversation"]!["conversationType"]!.ToString(), ear.Last["conversation"]!["id"]!.ToString()));
    }

    [Fact]
    public async Task An_app_installed_and_removed_is_told_twice_each()
    {
        var team = teams.Team("Elsewhere").WithoutBot();
        await team.Install(ana, team.Channel("alerts"));
        Assert.Equal(["installationUpdate", "conversationUpdate"], ear.Heard.Select(static told => told["type"]!.ToString()));
        Assert.Equal(("add", team.Channel("alerts").Id), (ear.Heard[0]["action"]!.ToString(), ear.Heard[0]["channelData"]!["settings"]!["selectedChannel"]!["id"]!.ToString()));
        Assert.Equal((ear.Last["recipient"]!["id"]!.ToString(), "teamMemberAdded"), (ear.Last["membersAdded"]![0]!["id"]!.ToString(), ear.Last["channelData"]!["eventType"]!.ToString()));
        await team.Uninstall(ana);
        Assert.Equal(("remove", false), (ear.Last["action"]!.ToString(), team.IsInstalled));
        await ana.Mention(team.Channel("alerts"), "is anybody there?");
        Assert.Equal(4, ear.Heard.Count);
        await ana.Install();
        Assert.Equal(ana.Chat.Id, ear.Last["conversation"]!["id"]!.ToString());
    }

    [Fact]
    public async Task What_happens_to_channels_and_members_is_told()
    {
        var team = place.Team;
        var made = await team.CreateChannel("forensics", ana);
        await made.Rename("evidence", ana);
        await made.Delete(ana);
        await made.Restore(ana);
        await team.Add(teams.Person("bob"), ana);
        await team.Remove(teams.Person("bob"), ana);
        Assert.Equal(["channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "teamMemberAdded", "teamMemberRemoved"], ear.Heard.Select(static told => told["channelData"]!["eventType"]!.ToString()));
        Assert.Equal(("evidence", made.Id), (ear.Heard[1]["channelData"]!["channel"]!["name"]!.ToString(), ear.Heard[1]["channelData"]!["channel"]!["id"]!.ToString()));
        await team.Rename("SecOps", ana);
        Assert.Equal(("teamRenamed", "SecOps"), (ear.Last["channelData"]!["eventType"]!.ToString(), ear.Last["channelData"]!["team"]!["name"]!.ToString()));
    }

    [Fact]
    public async Task A_team_s_channels_and_people_are_listed_by_pages()
    {
        place.Join([.. Enumerable.Range(0, 5).Select(number => teams.Person($"p{number}"))]);
        var seen = new List<string>();
        var token = "";
        do
        {
            var (_, page) = await talk.CallAsync("GET", $"v3/conversations/{place.Id}/pagedmembers?pageSize=2{token}");
            seen.AddRange(((JsonArray)page!["members"]!).Select(static member => member!["name"]!.ToString()));
            token = page["continuationToken"] is { } next ? $"&continuationToken={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], seen.Order());
        Assert.Equal("p3", (await talk.CallAsync("GET", $"v3/conversations/{place.Id}/members/{teams.Person("p3").Id}")).Body!["name"]!.ToString());
        Assert.Equal(404, (await talk.CallAsync("GET", $"v3/conversations/{place.Id}/members/{ana.Id}")).Status);
        Assert.IsType<JsonArray>((await talk.CallAsync("GET", $"v3/conversations/{place.Id}/members")).Body);
        var (_, listed) = await talk.CallAsync("GET", $"v3/teams/{place.Team.Id}/conversations");
        Assert.Equal([(place.Team.Id, null), (place.Id, "alerts")], ((JsonArray)listed!["conversations"]!).Select(static one => (one!["id"]!.ToString(), one["name"]?.ToString())));
        Assert.Equal("Security", (await talk.CallAsync("GET", $"v3/teams/{place.Team.Id}")).Body!["name"]!.ToString());
    }
}
