using ChatOps.TestKit;

namespace ChatOps.Scenarios;

/// <summary>The workshop's day with AWS in its place: from a message in the queue to the report, every answer asked of SQS, GuardDuty, Detective, IAM and S3.</summary>
public sealed class AwsDayTests(AwsDay day) : IClassFixture<AwsDay>
{
    private readonly RunningHost host = day.Host;

    [Fact]
    public async Task Each_of_the_25_findings_came_through_the_queue_once_and_is_no_sample()
    {
        var threads = (await host.ThreadsAsync()).Where(static thread => thread.Finding?.Contains(AwsDay.NeverSent, StringComparison.Ordinal) == false).ToList();
        threads.Count.ShouldBe(25);
        threads.ShouldAllBe(static thread => !thread.Sample && thread.State == "open" && thread.AccountAlias == "payments-prod");
        day.Queue.DeadLetters.ShouldBeEmpty();
        day.Aws.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_span_of_the_address_is_made_of_objects_in_S3()
    {
        var receipt = await host.CommandAsync("/investigate ip 198.51.100.23");
        await host.QuietAsync();
        var span = (await host.ThreadAsync(receipt.Thread!)).Card("Observation span of 198.51.100.23");
        span.ShouldContain("GuardDuty findings | 00:17 UTC | 18:42 UTC | 18 h 25 min | 25 findings");
        span.ShouldContain("API calls (CloudTrail) | 00:19 UTC | 18:53 UTC | 18 h 34 min | 7,235 calls in 19 hours · 1 user or role");
        span.ShouldContain("union | 00:17 UTC | 18:53 UTC | 18 h 36 min");
        span.ShouldContain("72 calls followed the last finding (18:42 → 18:53).");
    }

    [Fact]
    public async Task From_the_finding_to_the_spike_the_calls_and_the_role()
    {
        var story = await StoryAsync();
        await host.SayAsync(story.Id, "@bot flow instance i-0c79413d9f0d9941e 2024-08-01");
        await host.SayAsync(story.Id, "@bot activity instance i-0c79413d9f0d9941e 2024-08-01 02:00..03:00");
        await host.SayAsync(story.Id, "@bot calls 2024-08-01 11:00..12:00");
        await host.SayAsync(story.Id, "@bot permissions role lab-GeneralInstanceRole 2024-08-01");
        await host.QuietAsync();
        var after = await host.ThreadAsync(story.Id);
        after.Card("Flow volume of").ShouldContain("Inbound 255 MB at 02:00");
        after.Card("Flow activity of").ShouldContain("led by 203.0.113.200 with 250.8 MB in.");
        after.Card("API calls of 198.51.100.23").ShouldContain("212 successful · 180 failed");
        var role = after.Card("lab-GeneralInstanceRole may");
        role.ShouldContain("ssm:*");
        role.ShouldContain("s3:ListAllMyBuckets");
        role.ShouldContain("CreateUser");
    }

    [Fact]
    public async Task Detective_is_asked_about_the_role_and_its_indicators_come_into_the_thread()
    {
        var story = await StoryAsync();
        await host.SayAsync(story.Id, "@bot detective 2024-08-01 00:00..19:00");
        await host.QuietAsync();
        var after = await host.ThreadAsync(story.Id);
        var told = after.Card("Detective on lab-GeneralInstanceRole");
        told.ShouldContain("198.51.100.23");
        told.ShouldContain("1 impossible travel, 1 flagged address");
        told.ShouldContain("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom | 1 Aug 2024 00:17 UTC");
        day.Aws.Calls.ShouldContain(static call => call.Operation == "ListIndicators");
    }

    [Fact]
    public async Task A_finding_that_never_arrived_is_looked_up_in_GuardDuty()
    {
        var receipt = await host.CommandAsync($"/investigate {AwsDay.NeverSent}");
        await host.QuietAsync();
        (await host.ThreadAsync(receipt.Thread!)).Root.ShouldContain("i-0aa51e0c7d9b3f284");
    }

    [Fact]
    public async Task What_is_decided_in_the_thread_reaches_GuardDuty_and_the_report()
    {
        var story = await StoryAsync();
        await host.SayAsync(story.Id, "isolated the instance at 19:05, snapshot taken");
        await host.SayAsync(story.Id, "@bot feedback useful real, credentials of the instance were used by malware");
        await host.QuietAsync();
        day.Aws.Calls.ShouldContain(static call => call.Operation == "UpdateFindingsFeedback");
        var report = await host.Room.GetStringAsync($"/api/v1/threads/{story.Id}/report?format=md");
        report.ShouldContain("isolated the instance at 19:05, snapshot taken");
        report.ShouldContain("198.51.100.23");
        report.ShouldContain("Not learned");
    }

    private async Task<ToldThread> StoryAsync() => await host.ThreadAsync((await host.ThreadsAsync()).Single(static thread => thread.Count == 41).Id);
}
