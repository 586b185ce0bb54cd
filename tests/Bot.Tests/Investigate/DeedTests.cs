using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Investigate;

/// <summary>What people have GuardDuty told from a finding's thread, in the real host against a double of AWS.</summary>
public sealed class DeedTests : IAsyncLifetime
{
    private const string Member = "444455556666";
    private const string MemberRole = $"arn:aws:iam::{Member}:role/chatops";
    private static readonly string Id = $"{1:x32}";
    private AwsDouble aws = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsDouble.StartAsync();
        aws.Settings().UseHere();
    }

    public async Task DisposeAsync()
    {
        aws.Unexpected.ShouldBeEmpty();
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task Archived_and_brought_back_the_root_says_so_and_offers_the_other()
    {
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var thread = await AlertAsync(host);
        (await ButtonsAsync(host, thread)).ShouldBe(["Investigate", "I'm on it", "Assign…", "Contained", "Snooze", "Close…", "Set interval", "Report", "Feedback", "Archive"]);

        await AskAsync(host, thread, "archive");
        (await host.ThreadAsync(thread)).Root.ShouldContain("Archived in GuardDuty");
        (await ButtonsAsync(host, thread)).ShouldContain("Unarchive");

        await AskAsync(host, thread, "unarchive");
        Finding()["service"]!["archived"]!.GetValue<bool>().ShouldBeFalse();
        (await host.ThreadAsync(thread)).Root.ShouldNotContain("Archived in GuardDuty");
        (await host.ThreadAsync(thread)).Card("Unarchived by ana").ShouldContain("in GuardDuty of");
    }

    [Theory]
    [InlineData("feedback useful", "USEFUL", null, "Marked as useful by ana")]
    [InlineData("feedback not-useful our own scanner", "NOT_USEFUL", "our own scanner", "Marked as not useful by ana")]
    [InlineData("feedback Not useful: <!channel> it was me", "NOT_USEFUL", "<!channel> it was me", "Marked as not useful by ana")]
    public async Task Feedback_is_told_with_its_comment(string asked, string told, string? comment, string said)
    {
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var thread = await AlertAsync(host);
        await AskAsync(host, thread, asked);
        var (ids, feedback, comments) = aws.GuardDuty().Feedback.ShouldHaveSingleItem();
        (ids.Single(), feedback, comments).ShouldBe((Id, told, comment));
        (await host.ThreadAsync(thread)).Card(said);
    }

    [Theory]
    [InlineData("feedback")]
    [InlineData("feedback great")]
    [InlineData("feedback usefully")]
    public async Task Words_that_are_no_feedback_are_refused_with_an_example(string asked)
    {
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var thread = await AlertAsync(host);
        using var answer = await host.Room.PostAsJsonAsync($"/api/v1/threads/{thread}/messages", new { text = $"@bot {asked}", @as = "ana" });
        (await answer.Content.ReadAsStringAsync()).ShouldContain("feedback not-useful our own scanner");
        await host.QuietAsync();
        aws.GuardDuty().Feedback.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_permission_is_named_in_the_thread_and_nothing_is_shown_as_done()
    {
        aws.Deny("guardduty:ArchiveFindings");
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var thread = await AlertAsync(host);
        await AskAsync(host, thread, "archive");
        var told = await host.ThreadAsync(thread);
        told.Card("was not done").ShouldContain("allow guardduty:ArchiveFindings");
        told.Root.ShouldNotContain("Archived");
    }

    [Fact]
    public async Task A_member_s_refusal_is_told_in_words()
    {
        aws.Role(MemberRole);
        aws.GuardDuty().Member(Member);
        await using var host = await RunningHost.StartAsync([.. aws.Settings().Options, $"--Aws:Accounts:0:Id={Member}", "--Aws:Accounts:0:Regions=us-east-1", $"--Aws:Accounts:0:RoleArn={MemberRole}"]);
        var thread = await AlertAsync(host, Member);
        await AskAsync(host, thread, "archive");
        (await host.ThreadAsync(thread)).Card("was not done").ShouldContain("if the account is a member, only GuardDuty's administrator account can do this");
    }

    [Fact]
    public async Task Run_twice_it_is_told_once()
    {
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var thread = await AlertAsync(host);
        aws.Next("guardduty", "ArchiveFindings").AcceptThenReset(5); // done, but nobody hears of it: the SDK and the job ask again
        await host.SayAsync(thread, "@bot archive");
        await aws.ExpectAsync(() => Finding()["service"]?["archived"]?.GetValue<bool>() == true ? aws : null, static () => "it was not archived");
        aws.Troubles.Clear();
        await host.QuietAsync();
        (await host.ThreadAsync(thread)).Messages.Count(static message => message.Text.Contains("Archived by ana", StringComparison.Ordinal)).ShouldBe(1);
        (await host.ThreadAsync(thread)).Root.ShouldContain("Archived in GuardDuty");
    }

    [Fact]
    public async Task The_sample_day_is_archived_here_only()
    {
        await using var host = await RunningHost.StartAsync([.. aws.Settings().Options, "--Findings:Source=sample", "--Findings:Replay=instant"]);
        await host.QuietAsync();
        var thread = (await host.ThreadsAsync()).First(static thread => thread.Finding is not null).Id;
        await AskAsync(host, thread, "archive");
        var told = await host.ThreadAsync(thread);
        told.Card("Archived by ana").ShouldContain("Recorded here only: GuardDuty does not know the sample day");
        told.Root.ShouldContain("Archived in GuardDuty");
        aws.Calls.ShouldNotContain(static call => call.Operation == "ArchiveFindings");
    }

    [Fact]
    public async Task Where_GuardDuty_is_not_asked_there_is_no_button_and_the_word_says_what_to_set()
    {
        await using var host = await RunningHost.StartAsync([.. aws.Settings().Options, "--Aws:Region=eu-west-1"]);
        var thread = await AlertAsync(host);
        (await ButtonsAsync(host, thread)).ShouldBe(["Investigate", "I'm on it", "Assign…", "Contained", "Snooze", "Close…", "Set interval", "Report"]);
        await AskAsync(host, thread, "archive");
        (await host.ThreadAsync(thread)).Card("was not done").ShouldContain("GuardDuty is not asked in us-east-1; add the region to Aws:Accounts");
    }

    [Theory]
    [InlineData("<!channel>")]
    [InlineData("\"f1\"")]
    [InlineData("ｆ１")]
    [InlineData("*")]
    public async Task What_cannot_be_an_id_opens_no_thread_and_asks_nobody(string id)
    {
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        foreach (var hostile in new[] { id, id + new string('f', 301) })
        {
            var refused = await host.CommandAsync($"/investigate {AwsDouble.Account}/us-east-1/{hostile}");
            refused.Thread.ShouldBeNull();
            refused.Text!.ShouldContain("That is no id GuardDuty gives");
            refused.Text!.ShouldNotContain("<!");
        }

        aws.Calls.ShouldNotContain(static call => call.Service == "guardduty");
    }

    [Fact]
    public async Task What_GuardDuty_did_not_tell_stands_with_the_findings_of_the_span()
    {
        aws.GuardDuty().Put(SomeFinding.Json(1).ToJsonString());
        await using var host = await RunningHost.StartAsync(aws.Settings().Options);
        var asked = await host.CommandAsync("/investigate instance i-0c79413d9f0d9941e 2026-03-01 00:00..23:00");
        await host.QuietAsync();
        (await host.ThreadAsync(asked.Thread!)).Card("attack sequences").ShouldStartWith("Observation span");
        (await host.Get<IAlertLedger>().DeliveriesAsync(new(AwsDouble.Account, AwsDouble.Region, Id), default)).ShouldHaveSingleItem().Source.ShouldBe(AlertIntake.LookedUp);
    }

    private async Task<string> AlertAsync(RunningHost host, string account = AwsDouble.Account)
    {
        var finding = SomeFinding.Json(1);
        finding["accountId"] = account;
        aws.GuardDuty(account).Put(finding.ToJsonString());
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Event(finding))).EnsureSuccessStatusCode();
        await host.QuietAsync();
        return (await host.ThreadsAsync()).ShouldHaveSingleItem().Id;
    }

    private static async Task AskAsync(RunningHost host, string thread, string words)
    {
        await host.SayAsync(thread, $"@bot {words}");
        await host.QuietAsync();
    }

    private static async Task<IReadOnlyList<string>> ButtonsAsync(RunningHost host, string thread) =>
        [.. (await host.Get<IThreadStore>().MessagesAsync(new ThreadId(thread), default)).Single(static message => message.Kind == MessageKind.Root).Card.Buttons.Select(static button => button.Label)];

    private JsonObject Finding() => aws.GuardDuty().Finding(Id)!;
}
