using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>The workshop's day told through Slack: what an analyst reads and does there, from the first alert to the report.</summary>
public abstract class SlackDayTests(SlackDay day)
{
    [Fact]
    public void Each_of_the_25_findings_has_one_message_in_the_channel_and_no_more()
    {
        var roots = day.Security.Messages.Where(static said => said.Words.Contains("Sample data", StringComparison.Ordinal) && said.Words.Contains("occurrence", StringComparison.Ordinal)).ToList();
        roots.Select(static root => root.Metadata?["event_payload"]?["id"]?.ToString()).Distinct().Count().ShouldBe(25);
        roots.Count.ShouldBe(25);
        day.Slack.Refused.ShouldBeEmpty();
        day.Slack.Unexpected.ShouldBeEmpty();
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
        day.Story.Json["text"]!.ToString().ShouldContain("Medium 5.0 · GetParameters called from 198.51.100.23");
    }

    [Fact]
    public async Task The_opening_replies_bring_pivots_with_links_and_the_span_of_the_actor()
    {
        var pivots = await day.Story.ExpectReply("Pivots");
        pivots.Json.ToJsonString().ShouldContain("scopeStart=1722470400");
        var span = await day.Story.ExpectReply("Observation span of 198.51.100.23");
        span.Json.ToJsonString().ShouldContain("slack_file");
        (await day.Story.ExpectReply("Seen again")).Words.ShouldContain("DescribeParameters");
    }

    [Fact]
    public async Task A_command_opens_a_thread_for_the_address_and_answers_in_it()
    {
        (await day.Ana.Slash(day.Security, "/investigate ip 198.51.100.23")).IsGood.ShouldBeTrue();
        var thread = await day.Security.ExpectThread("IP address 198.51.100.23");
        var span = await thread.ExpectReply("18 h 36 min");
        span.Words.ShouldContain("18 h 25 min");
        span.Words.ShouldContain("7,235 calls");
        span.Words.ShouldContain("flow logs show private addresses only");
    }

    [Fact]
    public async Task A_pivot_is_followed_by_its_button_and_a_spike_by_its_own()
    {
        await day.Ana.Slash(day.Security, "/investigate flow instance i-0c79413d9f0d9941e");
        var thread = await day.Security.ExpectThread("EC2 instance i-0c79413d9f0d9941e");
        var flow = await thread.ExpectReply("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        await flow.Button(flow.Buttons.First(static label => label.Contains("02:00", StringComparison.Ordinal))).Click(day.Ben);
        (await thread.ExpectReply("ben.okafor")).Words.ShouldContain("1 Aug 2024 02:00 – 03:00 UTC");
        await day.Host.QuietAsync();
        await thread.Mention(day.Ana, "activity");
        (await thread.ExpectReply("led by 203.0.113.200 with 250.8 MB in.")).Files.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_hour_of_calls_is_asked_by_mention_and_the_report_has_notes_and_answers()
    {
        var note = await day.Story.Reply(day.Ana, "isolated the instance at 19:05, snapshot taken <https://wiki.example.com|runbook>");
        await note.ExpectReaction("memo");
        var wrong = await day.Story.Reply(day.Ben, "never mind");
        await wrong.ExpectReaction("memo");
        await note.Edit(day.Ana, "isolated the instance at 19:05, snapshot and memory taken");
        await wrong.Delete(day.Ben);
        await day.Story.Mention(day.Ana, "calls 2024-08-01 11:00..12:00");
        (await day.Story.ExpectReply("212 successful · 180 failed")).Words.ShouldContain("GetParameters");
        await day.Story.Mention(day.Ana, "report");
        var report = await day.Story.ExpectReply("Not learned");
        await day.Host.QuietAsync();
        var thread = (await day.Host.ThreadsAsync()).Single(static thread => thread.Count == 41).Id;
        var whole = await day.Host.Room.GetStringAsync($"/api/v1/threads/{thread}/report?format=md");
        whole.ShouldContain("snapshot and memory taken");
        whole.ShouldContain("ana.weber");
        whole.ShouldNotContain("never mind");
        report.Words.ShouldMatch("attached: case-[0-9]+-report-1[.]md");
        day.Story.Replies.ShouldContain(static said => said.Files.Any(static file => file.EndsWith(".md", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_interval_is_set_in_a_dialog_that_says_what_was_wrong()
    {
        await day.Story.Button("Set interval").Click(day.Ana);
        var dialog = await day.Ana.ExpectView("interval");
        var field = dialog.Json["blocks"]!.AsArray().Single(static block => block!["type"]!.ToString() == "input")!["block_id"]!.ToString();
        await dialog.Fill(field, "sometime").Submit();
        dialog.Errors.ShouldHaveSingleItem().Value.ShouldContain("last 6h");
        await dialog.Fill(field, "2024-08-01 11:00..12:00").Submit();
        dialog.IsOpen.ShouldBeFalse();
        (await day.Story.ExpectReply("Interval set to 1 Aug 2024 11:00 – 12:00 UTC")).Words.ShouldContain("ana.weber");
        await day.Story.Mention(day.Ana, "interval reset");
        await day.Host.QuietAsync();
    }

    [Fact]
    public async Task Several_matches_are_offered_privately_and_one_is_taken()
    {
        await day.Ben.Slash(day.Security, "/investigate Portscan");
        await day.Ben.Slash(day.Security, "/investigate MaliciousIPCaller");
        var choices = await day.Ben.ExpectPrivateAnswer("MaliciousIPCaller");
        choices.Buttons.Count.ShouldBeGreaterThan(3);
        (await day.Ben.Slash(day.Security, "/investigate foo")).IsGood.ShouldBeTrue();
        await day.Ben.ExpectPrivateAnswer("nothing matches \"foo\" in findings of the last 90 days");
        await day.Ben.Slash(day.Security, "/investigate help");
        await day.Ben.ExpectPrivateAnswer("report");
    }
}

public sealed class SlackDayOverHttpTests(SlackDayOverHttp day) : SlackDayTests(day), IClassFixture<SlackDayOverHttp>;

public sealed class SlackDayOverSocketsTests(SlackDayOverSockets day) : SlackDayTests(day), IClassFixture<SlackDayOverSockets>;
