using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>What is said in Teams: threads, edits, chats; and what becomes of it when Teams does not want it.</summary>
public sealed class TeamsChannelTests
{
    [Fact]
    public async Task A_finding_is_a_thread_and_what_follows_hangs_on_it()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();

        var root = speaking.Channel.Threads.ShouldHaveSingleItem();
        root.Words.ShouldContain("A finding");
        root.Summary.ShouldNotBeNull().ShouldContain("A finding");
        root.Json.ContainsKey("text").ShouldBeFalse("text beside a card costs the id");
        root.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its pivots");
        (await speaking.MessageAsync()).ExternalId.ShouldBe(root.Id);
        (await speaking.KeptThreadAsync()).ExternalId.ShouldBe(root.Id);
        Orderly(speaking);
    }

    [Fact]
    public async Task What_changes_is_changed_in_place_and_alerts_nobody()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();
        speaking.Channel.Roots[0].Json["channelData"]?["notification"]?["alert"]?.GetValue<bool>().ShouldBe(true);

        await speaking.PutAsync("A finding, again");
        await speaking.PutAsync("Its pivots, again", "pivots");
        await speaking.DrainAsync();

        var root = speaking.Channel.Threads.ShouldHaveSingleItem();
        (root.Edited, root.Words.Contains("again", StringComparison.Ordinal)).ShouldBe((1, true));
        root.Json.ContainsKey("channelData").ShouldBeFalse();
        var reply = root.Replies.ShouldHaveSingleItem();
        (reply.Edited, reply.Words.Contains("again", StringComparison.Ordinal)).ShouldBe((1, true));
        Orderly(speaking);
    }

    [Fact]
    public async Task A_chat_has_no_threads_and_is_told_one_after_the_other()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var chat = speaking.Teams.GroupChat("on call", speaking.Teams.Person("ana"));
        var place = new ChannelRef("teams", speaking.Teams.TenantId, chat.Id);
        await speaking.PutAsync("A finding", place: place);
        await speaking.PutAsync("Its pivots", "pivots", place: place);
        await speaking.DrainAsync();
        await speaking.PutAsync("A finding, again", place: place);
        await speaking.DrainAsync();

        chat.All.Select(static said => said.Words.Contains("again", StringComparison.Ordinal)).ShouldBe([true, false]);
        speaking.Called("create").ShouldBeEmpty();
        Orderly(speaking);
    }

    [Fact]
    public async Task What_somebody_deleted_is_posted_anew_when_it_changes_and_the_thread_goes_on_there()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();
        var first = speaking.Channel.Threads[0];
        first.Message.IsDeleted = true; // by an owner of the team, which no bot is told

        await speaking.PutAsync("A finding, again");
        await speaking.DrainAsync();
        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();

        var second = speaking.Channel.Threads[^1];
        second.Id.ShouldNotBe(first.Id);
        second.Words.ShouldContain("again");
        second.Words.ShouldNotContain("twice");
        second.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its news");
        (await speaking.KeptThreadAsync()).ExternalId.ShouldBe(second.Id);
        (await speaking.Store.Threads.FindAsync(speaking.Place, first.Id, default))!.Id.Value.ShouldBe("t1", "what people write under the old one is of the thread");
    }

    [Fact]
    public async Task A_thread_that_is_gone_for_good_comes_back_with_its_root()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        var first = speaking.Channel.Threads[0].Id;
        speaking.Teams.Faults.On("send").Error(404, "ConversationNotFound");
        speaking.Teams.Faults.On("edit").Error(404, "ConversationNotFound");

        await speaking.PutAsync("Its news", "news");
        await speaking.DrainAsync();

        var root = speaking.Channel.Threads[^1];
        root.Id.ShouldNotBe(first);
        root.Words.ShouldContain("A finding");
        root.Replies.ShouldHaveSingleItem().Words.ShouldContain("Its news");
        speaking.StopReason.ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_channel_stops_its_lane_and_keeps_what_waits()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        speaking.Teams.Faults.On("create").Error(404, "ConversationNotFound");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("404 ConversationNotFound");
        speaking.StopReason!.ShouldContain("MS-CV");

        (await speaking.Store.Queue.StartLanesAsync($"teams:{speaking.Teams.TenantId}/", default)).ShouldBe(1);
        await speaking.DrainAsync();
        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task A_message_that_Teams_took_without_naming_it_is_told_anew_when_it_changes_and_says_so()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Teams.Faults.On("send").AcceptWithoutId();
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();
        var root = speaking.Channel.Threads[0];
        root.Replies.Count.ShouldBe(1);

        await speaking.PutAsync("Its pivots, again", "pivots");
        await speaking.PutAsync("Its pivots, at last", "pivots");
        await speaking.DrainAsync();
        root.Replies.Count.ShouldBe(2);
        root.Replies[1].Words.ShouldContain("newer state");
        root.Replies[1].Words.ShouldContain("at last");

        await speaking.PutAsync("Its pivots, really", "pivots");
        await speaking.DrainAsync();
        root.Replies.Count.ShouldBe(2);
        root.Replies[1].Words.ShouldContain("really");
    }

    [Fact]
    public async Task Below_a_root_without_a_name_nothing_is_lost()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").AcceptWithoutId();
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        await speaking.DrainAsync();

        speaking.Channel.All.Count.ShouldBe(2);
        speaking.Channel.All[1].Words.ShouldContain("Its pivots");
        TeamsLinks.Of(await speaking.KeptThreadAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_room_that_people_reach_by_http_is_linked_to_and_costs_no_button()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits { Gap = TimeSpan.Zero }, ("Web:PublicUrl", "http://chatops.example:5080"));
        await speaking.PutAsync(SomeThread.Card("A finding", SomeThread.Button("Look")) with { Links = [new CardLink("Report", new Uri("/reports/1", UriKind.Relative))] });
        await speaking.DrainAsync();

        var card = speaking.Channel.Roots.ShouldHaveSingleItem().Card!.ToJsonString();
        card.ShouldContain("http://chatops.example:5080/reports/1");
        card.ShouldContain("Action.Execute");
        speaking.Log.Lines.ShouldNotContain(static line => line.Contains("in this form", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_Teams_refuses_goes_out_in_words()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        speaking.Teams.Faults.On("create").Error(400, "BadArgument");
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();

        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldContain("A finding");
        speaking.Called("create").ShouldBe(["BadArgument", "ok"]);
        speaking.Log.Lines.ShouldContain(static line => line.Contains("400 BadArgument", StringComparison.Ordinal));
        (await speaking.PartsAsync((await speaking.MessageAsync()).Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_said_in_a_tenant_that_is_not_ours()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding", place: new ChannelRef("teams", "00000000-0000-0000-0000-000000000001", speaking.Channel.Id));
        await speaking.DrainAsync();
        speaking.Teams.Calls.ShouldBeEmpty();
        (await speaking.Store.Queue.LanesAsync(default)).ShouldHaveSingleItem().StoppedReason.ShouldNotBeNull().ShouldContain(speaking.Teams.TenantId);
    }

    [Fact]
    public async Task A_message_that_comes_late_says_so()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        await speaking.PutAsync("A finding");
        speaking.Store.Time.Advance(TimeSpan.FromMinutes(3));
        await speaking.DrainAsync();
        speaking.Channel.Roots[0].Words.ShouldContain("Told 3 min");

        await speaking.PutAsync("A finding, again");
        await speaking.DrainAsync();
        speaking.Channel.Roots[0].Words.ShouldNotContain("Told");
    }

    [Fact]
    public async Task Findings_go_home_and_storms_are_short()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits(), ("Teams:DefaultChannel", "19:0123@thread.tacv2"));
        var channel = speaking.Get<IChatChannel>();
        (channel.Vendor, channel.HomeWorkspace).ShouldBe(("teams", speaking.Teams.TenantId));
        channel.Fallback.ShouldBe(new ChannelRef("teams", speaking.Teams.TenantId, "19:0123@thread.tacv2"));
        channel.Limits.StormPerMinute.ShouldBe(7);
    }

    internal static void Orderly(TeamsSpeaking speaking)
    {
        speaking.Teams.Unexpected.ShouldBeEmpty();
        speaking.Teams.Refused.ShouldBeEmpty();
        speaking.Teams.Rates.Exceeded.ShouldBeEmpty();
    }
}
