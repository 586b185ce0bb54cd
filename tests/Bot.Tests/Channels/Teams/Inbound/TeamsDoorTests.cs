using System.Text.Json.Nodes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What is kept of what Teams tells, how often, and what becomes of the keys meanwhile.</summary>
public sealed class TeamsDoorTests
{
    [Fact]
    public async Task What_is_told_again_is_kept_once()
    {
        await using var on = await TeamsVisit.StartAsync();
        var said = on.Mention("span");
        async Task<int> KeptAfterAsync(JsonObject activity)
        {
            (await on.PostAsync(activity)).Status.ShouldBe(202);
            return (await on.KeptAsync()).Count;
        }

        (await KeptAfterAsync(said)).ShouldBe(1);
        (await KeptAfterAsync(said)).ShouldBe(1, "the same at once");
        (await KeptAfterAsync(Renewed(on, said))).ShouldBe(2, "said twice by a person, at once");
        on.Later(TimeSpan.FromSeconds(15));
        (await KeptAfterAsync(said)).ShouldBe(2, "the same after 15 s");
        (await KeptAfterAsync(Renewed(on, said))).ShouldBe(2, "the same under another id");
        on.Later(TimeSpan.FromSeconds(30));
        (await KeptAfterAsync(Renewed(on, said))).ShouldBe(2, "the same under yet another id");
        on.Later(TimeSpan.FromSeconds(20));
        (await KeptAfterAsync(Renewed(on, said))).ShouldBe(3, "after more than a minute");
        on.Later(TimeSpan.FromHours(1));
        (await KeptAfterAsync(said)).ShouldBe(3, "the very first, much later");
    }

    [Fact]
    public async Task What_only_looks_the_same_is_kept_each_time()
    {
        await using var on = await TeamsVisit.StartAsync();
        Action<JsonObject>[] changes =
        [
            static _ => { },
            static activity => activity["text"] = "<at>ChatOps</at> other words",
            static activity => activity["from"]!["id"] = "29:somebody-else",
            static activity => activity["replyToId"] = "1700000000009",
            static activity => activity["value"] = new JsonObject { ["press"] = "b1" },
            static activity => activity["value"] = new JsonObject { ["press"] = "b2" },
            static activity => activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://one.example/" }),
            static activity => activity["conversation"]!["id"] = "19:elsewhere@thread.tacv2;messageid=1700000000000",
            static activity => activity["conversation"]!["id"] = "19:elsewhere@thread.tacv2;messageid=1700000000001",
        ];
        foreach (var change in changes)
        {
            var activity = on.Mention("the same");
            change(activity);
            (await on.PostAsync(activity)).Status.ShouldBe(202);
            on.Later(TimeSpan.FromSeconds(1));
        }

        on.Later(TimeSpan.FromSeconds(10));
        (await on.KeptAsync()).Count.ShouldBe(changes.Length);

        // Edits and arrivals have no words to compare: each is kept, unless it is told again as it was.
        foreach (var _ in Enumerable.Range(0, 3))
        {
            foreach (var type in new[] { TeamsSieve.InstallationUpdate, TeamsSieve.ConversationUpdate })
            {
                var told = on.Teams.Activities.Of(type, null, on.Teams.Channel("sec").State, null);
                (await on.PostAsync(told)).Status.ShouldBe(202);
                (await on.PostAsync(told)).Status.ShouldBe(202);
            }

            on.Later(TimeSpan.FromSeconds(15));
        }

        (await on.KeptAsync()).Count.ShouldBe(changes.Length + 6);
    }

    [Fact]
    public async Task What_is_kept_is_handed_out_whole_in_the_lane_of_its_conversation()
    {
        await using var on = await TeamsVisit.StartAsync();
        var said = on.Mention("span \0 🟠 <b>");
        (await on.PostAsync(said)).Status.ShouldBe(202);
        var job = (await on.KeptAsync()).ShouldHaveSingleItem().Job;
        var channel = on.Teams.Channel("sec").Id;
        (job.Kind, job.Lane, job.Order).ShouldBe(("hear-teams", $"teams-in/{on.Teams.TenantId}/{channel}", "1700000000000"));
        var heard = await on.Teams.ExpectAsync(() => on.Notebook.Heard.SingleOrDefault(), static () => "Nothing was handed out.");
        (heard.Type, heard.Workspace, heard.Key).ShouldBe(("message", on.Teams.TenantId, $"{channel};messageid=1700000000000/{said["id"]}"));
        new TeamsActivity(heard.Payload).Text.ShouldBe(said["text"]!.ToString());
    }

    [Fact]
    public async Task What_is_said_elsewhere_leaves_nothing_but_where_the_channel_is_reached()
    {
        await using var on = await TeamsVisit.StartAsync();
        var ana = on.Teams.Person("ana").State;
        const string Secret = "not for the bot";
        var said = on.Teams.Activities.Message(ana, on.Teams.Channel("sec").State, "1600000000000", "1700000000001", Secret, mention: false);
        said["channelData"]!["channel"]!["name"] = "Security";
        (await on.PostAsync(said)).Status.ShouldBe(202);
        foreach (var type in new[] { "typing", "event", "messageReaction", "neverHeardOf", "neverHeardOf" })
        {
            var told = on.Teams.Activities.Of(type, ana, on.Teams.Channel("sec").State, "1600000000000");
            told["text"] = Secret;
            (await on.PostAsync(told)).Status.ShouldBe(202, type);
        }

        (await on.KeptAsync()).ShouldBeEmpty();
        on.Log.Lines.ShouldNotContain(static line => line.Contains(Secret, StringComparison.Ordinal));
        on.Log.Lines.Count(static line => line.Contains("'neverHeardOf'", StringComparison.Ordinal)).ShouldBe(1);
        var place = (await PlaceAsync(on)).ShouldNotBeNull();
        (place.ServiceUrl, place.Team, place.Name, place.IsClosed).ShouldBe((on.Teams.ServiceUrl, said["channelData"]!["team"]!["id"]!.ToString(), "Security", false));
    }

    [Theory]
    [InlineData("private")]
    [InlineData("Shared")]
    public async Task A_channel_that_others_see_than_its_team_is_listed_with_none(string type)
    {
        await using var on = await TeamsVisit.StartAsync();
        var said = on.Mention();
        said["channelData"]!["channel"]!["type"] = type;
        said["channelData"]!["channel"]!["name"] = "Inner\0 circle";
        (await on.PostAsync(said)).Status.ShouldBe(202);
        var place = (await PlaceAsync(on)).ShouldNotBeNull();
        (place.Team, place.Name).ShouldBe((null, "Inner circle"));
    }

    [Fact]
    public async Task Where_a_conversation_is_reached_follows_what_Teams_says_last()
    {
        await using var on = await TeamsVisit.StartAsync();
        var places = on.Host.Get<IChatPlaces>();
        var said = on.Mention();
        said["channelData"]!["channel"]!["name"] = "Security";
        await on.PostAsync(said);
        await on.PostAsync(on.Mention());
        (await PlaceAsync(on))!.Name.ShouldBe("Security", "what is not said stays");
        var moved = on.Mention();
        moved["serviceUrl"] = on.Teams.ServiceUrl.AbsoluteUri.Replace("amer", "emea", StringComparison.Ordinal).TrimEnd('/');
        await on.PostAsync(moved);
        (await PlaceAsync(on))!.ServiceUrl.AbsoluteUri.ShouldEndWith($"/emea/{on.Teams.TenantId}/");

        // Whoever hears that we were removed writes it down; a while later, somebody speaks to us there again.
        await places.SaveAsync((await PlaceAsync(on))! with { IsClosed = true }, default);
        await on.PostAsync(on.Teams.Activities.Of(TeamsSieve.InstallationUpdate, null, on.Teams.Channel("sec").State, null));
        (await PlaceAsync(on))!.IsClosed.ShouldBeTrue();
        await on.PostAsync(on.Mention());
        (await PlaceAsync(on))!.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task New_keys_are_looked_for_once_a_minute_however_many_unknown_ones_are_named()
    {
        await using var on = await TeamsVisit.StartAsync();
        var (tokens, stranger) = (on.Teams.Tokens, TestKit.Teams.TeamsKey.New("msteams"));
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => on.PostAsync(on.Mention())))).ShouldAllBe(static told => told.Status == 202);
        tokens.KeyFetches.ShouldBe(1, "eight at once wait for one");
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => on.PostAsync(on.Mention(), tokens.Issue(key: stranger))))).ShouldAllBe(static told => told.Status == 401);
        tokens.KeyFetches.ShouldBe(2);
        var next = tokens.RollKeys();
        (await on.PostAsync(on.Mention(), tokens.Issue(key: next))).Status.ShouldBe(401, "a stranger used this minute up");
        on.Later(TimeSpan.FromMinutes(1));
        (await on.PostAsync(on.Mention(), tokens.Issue(key: next))).Status.ShouldBe(202);
        tokens.KeyFetches.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_is_remembered_until_it_ends_or_its_key_is_withdrawn()
    {
        await using var on = await TeamsVisit.StartAsync();
        var tokens = on.Teams.Tokens;
        var token = tokens.Issue(claims => claims["exp"] = tokens.At(TimeSpan.FromHours(3)));
        var brief = tokens.Issue(claims => claims["exp"] = tokens.At(TimeSpan.FromMinutes(1)));
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(202);
        (await on.PostAsync(on.Mention(), brief)).Status.ShouldBe(202);
        var elsewhere = on.Mention();
        elsewhere["serviceUrl"] = "http://127.0.0.1:1/";
        (await on.PostAsync(elsewhere, token)).Status.ShouldBe(401, "what it vouches for is looked at each time");
        on.Later(TimeSpan.FromMinutes(7));
        (await on.PostAsync(on.Mention(), brief)).Status.ShouldBe(401, "it is over");
        tokens.RollKeys();
        on.Later(TeamsKeys.Fresh - TimeSpan.FromMinutes(8));
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(202, "nobody knows yet");
        on.Later(TimeSpan.FromMinutes(2));
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(401, "the key is withdrawn");
    }

    [Fact]
    public async Task Known_keys_serve_while_no_others_can_be_fetched_but_not_for_ever()
    {
        await using var on = await TeamsVisit.StartAsync();
        var tokens = on.Teams.Tokens;
        string Long() => tokens.Issue(claims => claims["exp"] = tokens.At(TimeSpan.FromDays(7)));
        (await on.PostAsync(on.Mention(), Long())).Status.ShouldBe(202);
        var token = Long();
        on.Teams.Faults.On("keys").Http(503, times: 100);
        on.Later(TimeSpan.FromHours(23));
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(202);
        on.Later(TimeSpan.FromHours(2));
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(503);
        on.Teams.Faults.Clear();
        (await on.PostAsync(on.Mention(), token)).Status.ShouldBe(202, "a failure is not kept");
    }

    private static JsonObject Renewed(TeamsVisit on, JsonObject activity) => on.Teams.Activities.Renewed(activity);

    private static ValueTask<ChatPlace?> PlaceAsync(TeamsVisit on) => on.Host.Get<IChatPlaces>().FindAsync(new ChannelRef("teams", on.Teams.TenantId, on.Teams.Channel("sec").Id), default);
}
