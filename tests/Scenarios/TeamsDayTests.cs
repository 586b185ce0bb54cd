using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>The workshop's day told through Teams: what an analyst reads and does there, from the first alert to the report.</summary>
public sealed class TeamsDayTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    [Fact]
    public void Each_of_the_25_findings_has_one_post_in_the_channel_and_no_more()
    {
        var roots = day.Security.Roots.Where(static root => root.IsBots && root.Words.Contains("Sample data", StringComparison.Ordinal) && root.Words.Contains("occurrence", StringComparison.Ordinal)).ToList();
        roots.Count.ShouldBe(25);
        roots.Select(static root => root.Words).Distinct().Count().ShouldBe(25);
        day.Security.All.ShouldAllBe(static shown => !shown.Words.Contains("May be here twice", StringComparison.Ordinal));
        day.Teams.Refused.ShouldBeEmpty();
        day.Teams.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public void The_alert_the_story_starts_from_says_who_where_from_and_when()
    {
        var root = day.Story.Words;
        root.ShouldContain("Medium 5.0 · GetParameters called from 198.51.100.23, an address on threat list S3BadIpAddressList");
        root.ShouldContain("lab-GeneralInstanceRole");
        root.ShouldContain("payments-prod");
        root.ShouldContain("198.51.100.23 is this instance's own public address");
        day.Story.Buttons.ShouldContain("Investigate");
        day.Story.Summary.ShouldNotBeNull().ShouldContain("Medium 5.0 · GetParameters called from 198.51.100.23");
    }

    [Fact]
    public async Task The_opening_replies_bring_pivots_with_links_and_the_span_of_the_actor()
    {
        var pivots = await day.Story.ExpectReply("Pivots");
        pivots.Json.ToJsonString().ShouldContain("scopeStart=1722470400");
        var span = await day.Story.ExpectReply("Observation span of 198.51.100.23");
        span.Json.ToJsonString().ShouldContain("data:image/png;base64,");
        (await day.Story.ExpectReply("Seen again")).Words.ShouldContain("DescribeParameters");
    }

    [Fact]
    public async Task A_slash_command_opens_a_thread_for_the_address_and_answers_in_it()
    {
        (await day.Ana.Slash(day.Security, "investigate ip 198.51.100.23")).Status.ShouldBe(202);
        var thread = await day.Security.ExpectThread("IP address 198.51.100.23");
        var span = await thread.ExpectReply("18 h 36 min");
        span.Words.ShouldContain("18 h 25 min");
        span.Words.ShouldContain("7,235 calls");
        span.Words.ShouldContain("flow logs show private addresses only");
    }

    [Fact]
    public async Task A_mention_opens_one_too_and_a_spike_is_set_as_interval_by_its_button()
    {
        var asked = await day.Ana.Mention(day.Security, "flow instance i-0c79413d9f0d9941e");
        var thread = await day.Security.ExpectThread("EC2 instance i-0c79413d9f0d9941e");
        asked.IsGone.ShouldBeFalse();
        var flow = await thread.ExpectReply("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        (await day.Ben.Press(flow, flow.Buttons.First(static label => label.Contains("02:00", StringComparison.Ordinal)))).Status.ShouldBe(200);
        (await thread.ExpectReply("Ben Okafor")).Words.ShouldContain("1 Aug 2024 02:00 – 03:00 UTC");
        await day.Host.QuietAsync();
        await day.Ana.Reply(thread, "activity", mention: true);
        (await thread.ExpectReply("led by 203.0.113.200 with 250.8 MB in.")).Words.ShouldContain("203.0.113.200");
    }

    [Fact]
    public async Task Notes_follow_their_edits_and_deletions_and_stand_in_the_report()
    {
        var note = await day.Ana.Reply(day.Story, "isolated the instance at 19:05, snapshot taken");
        await note.ExpectReaction(TeamsReactions.Kept);
        var wrong = await day.Ben.Reply(day.Story, "never mind");
        await wrong.ExpectReaction(TeamsReactions.Kept);
        await day.Ana.Edit(note, "isolated the instance at 19:05, snapshot and memory taken");
        await day.Ben.Delete(wrong);
        await day.Ana.Reply(day.Story, "calls 2024-08-01 11:00..12:00", mention: true);
        (await day.Story.ExpectReply("212 successful · 180 failed")).Words.ShouldContain("GetParameters");
        await day.Ana.Reply(day.Story, "report", mention: true);
        var report = await day.Story.ExpectReply("Not learned");
        await day.Host.QuietAsync();
        var thread = (await day.Host.ThreadsAsync()).Single(static thread => thread.Count == 41).Id;
        var whole = await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread}/report?format=md");
        whole.ShouldContain("snapshot and memory taken");
        whole.ShouldContain("Ana Weber");
        whole.ShouldNotContain("never mind");
        report.Json.ToJsonString().ShouldContain("https://chatops.example.com/api/v1/cases/");
    }

    [Fact]
    public async Task What_is_said_outside_of_threads_of_ours_leaves_no_trace()
    {
        var lunch = await day.Ben.Post(day.Security, "lunch at twelve, the blue place");
        await day.Ana.Reply(lunch, "not again the blue place");
        await day.Host.QuietAsync();
        foreach (var thread in await day.Host.ThreadsAsync())
            (await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread.Id}")).ShouldNotContain("blue place");
        lunch.Reactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interval_is_set_in_a_dialog_that_says_what_was_wrong()
    {
        await day.Ana.Press(day.Story, "Set interval");
        var dialog = day.Ana.Dialog.ShouldNotBeNull();
        await dialog.Fill("value", "sometime").Submit();
        dialog = day.Ana.Dialog.ShouldNotBeNull();
        dialog.Words.ShouldContain("last 6h");
        await dialog.Fill("value", "2024-08-01 11:00..12:00").Submit();
        (await day.Story.ExpectReply("Interval set to 1 Aug 2024 11:00 – 12:00 UTC")).Words.ShouldContain("Ana Weber");
        await day.Ana.Reply(day.Story, "interval reset", mention: true);
        await day.Host.QuietAsync();
    }

    [Fact]
    public async Task Several_matches_are_offered_privately_and_one_is_taken()
    {
        await day.Ben.Slash(day.Security, "investigate MaliciousIPCaller");
        var choices = await day.Ben.ExpectPrivateAnswer("MaliciousIPCaller");
        choices.Buttons.Count.ShouldBeGreaterThan(3);
        await day.Ben.Slash(day.Security, "investigate foo");
        await day.Ben.ExpectPrivateAnswer("nothing matches \"foo\" in findings of the last 90 days");
        await day.Ben.Slash(day.Security, "help");
        await day.Ben.ExpectPrivateAnswer("report");
    }

    [Fact]
    public async Task A_message_of_anybody_is_added_to_the_investigation()
    {
        var heard = await day.Ben.Post(day.Security, "the runbook names 198.51.100.23 as our NAT");
        await day.Ana.MessageAction(heard, "addToInvestigation");
        var dialog = day.Ana.Dialog.ShouldNotBeNull();
        dialog.Words.ShouldContain("198.51.100.23");
        (await dialog.Submit()).Status.ShouldBe(200);
        await day.Host.QuietAsync();
        var notes = new List<string>();
        foreach (var thread in await day.Host.ThreadsAsync()) notes.Add(await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread.Id}"));
        notes.ShouldContain(static thread => thread.Contains("as our NAT", StringComparison.Ordinal));
    }
}
