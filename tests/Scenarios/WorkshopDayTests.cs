using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>The workshop's day told through the room: what an analyst reads in the cards, from the first alert to the report.</summary>
public sealed class WorkshopDayTests(WorkshopDay day) : IClassFixture<WorkshopDay>
{
    private readonly RunningHost host = day.Host;

    [Fact]
    public async Task Each_of_the_25_findings_has_one_thread_in_its_final_state()
    {
        var threads = (await host.ThreadsAsync()).Where(static thread => thread.Finding is not null).ToList();
        threads.Count.ShouldBe(25);
        threads.Select(static thread => thread.Finding).Distinct().Count().ShouldBe(25);
        threads.ShouldAllBe(static thread => thread.Sample && thread.State == "open" && thread.AccountAlias == "payments-prod");
        threads.Single(static thread => thread.Count == 41).Title.ShouldBe("GetParameters called from 198.51.100.23, an address on threat list S3BadIpAddressList");
    }

    [Fact]
    public async Task The_alert_the_story_starts_from_says_who_where_from_and_when()
    {
        var root = (await StoryAsync()).Root;
        root.ShouldStartWith("Medium 5.0 · GetParameters called from 198.51.100.23, an address on threat list S3BadIpAddressList");
        root.ShouldContain("role lab-GeneralInstanceRole, session i-0c79413d9f0d9941e");
        root.ShouldContain("EC2 i-0c79413d9f0d9941e, vpc-0fb8dacf6567d61fc · 111122223333 (payments-prod) · us-east-1");
        root.ShouldContain("198.51.100.23 · Ashburn, US · AS64500 Example Hosting");
        root.ShouldContain("1 Aug 2024 00:20 – 00:54 UTC · 41 occurrences · updated 00:58 UTC");
        root.ShouldContain("198.51.100.23 is this instance's own public address");
        root.ShouldContain("7 other findings");
        root.ShouldContain("Sample data");
    }

    [Fact]
    public async Task A_repeat_edits_the_root_and_says_only_what_changed()
    {
        var story = await StoryAsync();
        story.Messages.Count(static message => message.Kind == "root").ShouldBe(1);
        story.Messages.Count(static message => message.Text.Contains("Seen again", StringComparison.Ordinal)).ShouldBe(1);
        story.Card("Seen again").ShouldContain("New: API DescribeParameters.");
    }

    [Fact]
    public async Task The_pivots_lead_to_every_entity_with_its_scope_in_the_link()
    {
        var pivots = (await StoryAsync()).Card("Pivots");
        pivots.ShouldContain("#entities/Ec2Instance/i-0c79413d9f0d9941e?scopeStart=1722470400&scopeEnd=1722474000");
        pivots.ShouldContain("#entities/AwsRoleSession/AROAQ7LABDAYEXAMPLE01:i-0c79413d9f0d9941e?");
        pivots.ShouldContain("#entities/AwsRole/AROAQ7LABDAYEXAMPLE01?");
        pivots.ShouldContain("#entities/IpAddress/198.51.100.23?");
        pivots.ShouldContain("#entities/AwsAccount/111122223333?");
        pivots.ShouldContain("#entities/UserAgent/Boto3/");
    }

    [Fact]
    public async Task The_span_of_the_address_has_a_row_for_each_source_the_union_and_the_reasons()
    {
        var receipt = await host.CommandAsync("/investigate ip 198.51.100.23");
        await host.QuietAsync();
        var span = (await host.ThreadAsync(receipt.Thread!)).Card("Observation span of 198.51.100.23");
        span.ShouldContain("GuardDuty findings | 00:17 UTC | 18:42 UTC | 18 h 25 min | 25 findings");
        span.ShouldContain("API calls (CloudTrail) | 00:19 UTC | 18:53 UTC | 18 h 34 min | 7,235 calls in 19 hours · 1 user or role");
        span.ShouldContain("network flows | none");
        span.ShouldContain("Kubernetes audit | not asked");
        span.ShouldContain("union | 00:17 UTC | 18:53 UTC | 18 h 36 min");
        span.ShouldContain("The first finding (RegisterManagedInstance, 00:17) names a call that is not in the trail we read.");
        span.ShouldContain("72 calls followed the last finding (18:42 → 18:53).");
        span.ShouldContain("flow logs show private addresses only");
    }

    [Fact]
    public async Task The_findings_of_the_instance_come_in_the_order_observed()
    {
        var receipt = await host.CommandAsync("/investigate instance i-0c79413d9f0d9941e");
        await host.QuietAsync();
        var lines = (await host.ThreadAsync(receipt.Thread!)).Card("25 findings associated with EC2 instance i-0c79413d9f0d9941e").Split('\n');
        var rows = lines.Where(static line => line.EndsWith("[Investigate]", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBe(25);
        rows.Select(static row => row["- 1 Aug 2024 ".Length..][..5]).ShouldBeInOrder();
        rows[0].ShouldContain("00:17 UTC · Medium 5.0 · UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom · RegisterManagedInstance");
        rows[1].ShouldContain("00:20 – 00:54 UTC · Medium 5.0 · UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom · GetParameters");
        rows.ShouldContain(static row => row.Contains("00:20 – 18:35 UTC · Medium 5.0 · Recon:EC2/Portscan", StringComparison.Ordinal));
        rows[24].ShouldContain("18:42 UTC · Medium 5.0");
    }

    [Fact]
    public async Task The_flow_of_the_instance_is_charted_and_each_of_its_files_can_be_fetched()
    {
        var receipt = await host.CommandAsync("/flow instance i-0c79413d9f0d9941e");
        await host.QuietAsync();
        var thread = await host.ThreadAsync(receipt.Thread!);
        thread.Card("Flow volume of").ShouldContain("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        var id = thread.Messages.Last(static message => message.Text.StartsWith("Flow volume of", StringComparison.Ordinal)).Id;
        (await host.Room.GetStringAsync($"/api/v1/cards/{id}.csv")).ShouldContain("2024-08-01T02:00:00Z,254");
        (await host.Room.GetStringAsync($"/api/v1/cards/{id}.svg")).ShouldContain("Flow volume of");
        (await host.Room.GetStringAsync($"/api/v1/cards/{id}.svg?chart=2")).ShouldContain("Distinct addresses");
        (await host.Room.GetByteArrayAsync($"/api/v1/cards/{id}.png?chart=2"))[..4].ShouldBe([0x89, 0x50, 0x4E, 0x47]);
        (await host.Room.GetAsync($"/api/v1/cards/{id}.png?chart=3")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await host.Room.GetAsync($"/api/v1/cards/{id}.csv?table=0")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task From_the_finding_to_the_spike_and_its_leading_address()
    {
        var story = await StoryAsync();
        await host.SayAsync(story.Id, "@bot activity instance i-0c79413d9f0d9941e 2024-08-01 02:00..03:00");
        await host.SayAsync(story.Id, "@bot calls 2024-08-01 11:00..12:00");
        await host.SayAsync(story.Id, "@bot kubernetes");
        await host.QuietAsync();
        var after = await host.ThreadAsync(story.Id);
        after.Card("Flow activity of").ShouldContain("led by 203.0.113.200 with 250.8 MB in.");
        after.Card("API calls of 198.51.100.23").ShouldContain("212 successful · 180 failed");
        after.Card("Kubernetes calls of").ShouldContain("not asked, no source configured");
        var report = await host.Room.GetStringAsync($"/api/v1/threads/{story.Id}/report?format=html");
        report.ShouldContain("Answers from logs");
        report.ShouldContain("212 successful");
    }

    [Fact]
    public async Task Several_matches_are_offered_to_choose_from()
    {
        var receipt = await host.CommandAsync("/investigate MaliciousIPCaller");
        receipt.Thread.ShouldBeNull();
        receipt.Choices.Count.ShouldBeGreaterThan(10);
        receipt.Choices[0].ShouldStartWith("/investigate ");
    }

    [Fact]
    public async Task Words_that_match_nothing_are_answered_with_what_would_work() =>
        (await host.CommandAsync("/investigate foo")).Text!.ShouldContain("nothing matches \"foo\" in findings of the last 90 days");

    [Fact]
    public async Task A_note_and_an_interval_end_up_in_the_report()
    {
        var story = await StoryAsync();
        await host.SayAsync(story.Id, "isolated the instance at 19:05, snapshot taken");
        await host.SayAsync(story.Id, "@bot interval 2024-08-01 11:00..12:00");
        await host.SayAsync(story.Id, "@bot span 198.51.100.23");
        await host.QuietAsync();
        var after = await host.ThreadAsync(story.Id);
        after.Messages.Last(static message => message.Text.Contains("Observation span of 198.51.100.23", StringComparison.Ordinal)).Text.ShouldContain("392 calls");
        var report = await host.Room.GetStringAsync($"/api/v1/threads/{story.Id}/report?format=md");
        report.ShouldContain("isolated the instance at 19:05, snapshot taken");
        report.ShouldContain("1 Aug 2024 11:00 – 12:00 UTC");
        report.ShouldContain("392 calls");
        report.ShouldContain("Not learned");
    }

    private async Task<ToldThread> StoryAsync() => await host.ThreadAsync((await host.ThreadsAsync()).Single(static thread => thread.Count == 41).Id);
}

/// <summary>A room in which the whole day has been played.</summary>
public sealed class WorkshopDay : IAsyncLifetime
{
    internal RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await RunningHost.StartAsync("--Findings:Source=sample", "--Findings:Replay=instant");
        await Host.QuietAsync();
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
