using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>The verb detective from the question to its end, in the real host against an AWS that checks every signature.</summary>
public sealed class DetectiveFlowTests : IAsyncLifetime
{
    private static readonly DateTimeOffset From = new(2024, 7, 31, 23, 0, 0, TimeSpan.Zero);
    private DetectiveWorld world = null!;
    private RunningHost host = null!;
    private string thread = "";

    public async Task InitializeAsync()
    {
        world = await DetectiveWorld.StartAsync();
        world.Aws.Detective().Graph();
        host = await world.HostAsync();
        thread = await DetectiveWorld.OpenAsync(host);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task It_is_shown_as_under_way_in_one_card_until_its_indicators_take_its_place()
    {
        await world.AskAsync(host, thread);
        var progress = CardWords.Of(await CardAsync(CardKind.Progress));
        progress.ShouldContain("Detective investigates lab-role");
        progress.ShouldContain(DetectiveWorld.RoleArn);
        progress.ShouldContain("widened to 3 hours, the least Detective investigates");

        var pauses = new List<double>();
        for (var look = 0; look < 12; look++) pauses.Add((await world.LookAgainAsync(host)).TotalSeconds);
        pauses[0].ShouldBe(30);
        pauses[11].ShouldBeInRange(60, 300);
        pauses.ShouldBeInOrder(SortDirection.Ascending, "it is asked less and less often");
        await CardAsync(CardKind.Progress);

        var investigation = Investigations.ShouldHaveSingleItem();
        (investigation.EntityArn, investigation.From, investigation.To).ShouldBe((DetectiveWorld.RoleArn, From, From.AddHours(3)));
        investigation.Finish("CRITICAL", AllKinds);
        await world.LookAgainAsync(host);
        var told = CardWords.Of(await CardAsync(CardKind.Detective));
        foreach (var words in new[] { "CRITICAL", "1 tactic", "Credential Access", "GetParameters", "1 impossible travel", "Dublin, Ireland", "1 flagged address", "203.0.113.200", "1 new geolocation", "Lagos, Nigeria", "1 new network", "Example Hosting Ltd", "1 new user agent", "curl/8.0", "1 related finding", "1 finding group", "ca6104bc-a315-4b15-bf88-1c1e60998f83", "None of its indicators carries a time" })
            told.ShouldContain(words);
        (await DetectiveWorld.WaitingAsync(host)).ShouldBeEmpty();
        Starts.ShouldBe(1);
    }

    [Fact]
    public async Task Five_minutes_is_the_longest_pause_and_six_hours_the_longest_wait_and_what_runs_on_is_taken_up_again()
    {
        await world.AskAsync(host, thread);
        var pause = TimeSpan.Zero;
        for (var looks = 0; looks < 200 && (await DetectiveWorld.WaitingAsync(host)).Count > 0; looks++) pause = await world.LookAgainAsync(host);
        pause.ShouldBe(TimeSpan.FromMinutes(5));
        CardWords.Of(await CardAsync(CardKind.Refusal)).ShouldContain("Detective is still at work, 6 hours after it was asked. Ask again later: what is under way is taken up again.");

        Investigations.Single().Finish("LOW");
        await world.AskAsync(host, thread);
        (await DetectiveWorld.CardsAsync(host, thread))[1].Kind.ShouldBe(CardKind.Detective);
        Starts.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_fails_ends_with_words_for_all_who_wait_and_asking_again_starts_another()
    {
        await world.AskAsync(host, thread);
        await world.AskAsync(host, thread);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Investigations.Single().Fail();
        await world.LookAgainAsync(host);
        await world.RestAsync(host);
        (await DetectiveWorld.CardsAsync(host, thread)).Select(static card => card.Kind).ShouldBe([CardKind.Refusal, CardKind.Refusal]);
        CardWords.Of((await DetectiveWorld.CardsAsync(host, thread))[1]).ShouldContain("Detective ended the investigation as failed and does not say why. Ask again to start another one.");
        Starts.ShouldBe(1);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.AskAsync(host, thread);
        Starts.ShouldBe(2);
    }

    [Fact]
    public async Task Asked_twice_while_it_runs_it_is_one_and_both_cards_come_to_their_end()
    {
        await world.AskAsync(host, thread);
        await world.AskAsync(host, thread);
        Investigations.Single().Finish("LOW", AwsIndicator.FlaggedIp("203.0.113.200"));
        while ((await DetectiveWorld.WaitingAsync(host)).Count > 0) await world.LookAgainAsync(host);
        (await DetectiveWorld.CardsAsync(host, thread)).Select(static card => card.Kind).ShouldBe([CardKind.Detective, CardKind.Detective]);

        var calls = world.Aws.Calls.Count(static call => call.Operation is "StartInvestigation" or "GetInvestigation" or "ListIndicators");
        await world.AskAsync(host, thread);
        CardWords.Of((await DetectiveWorld.CardsAsync(host, thread))[2]).ShouldContain("used again for the same entity and scope");
        world.Aws.Calls.Count(static call => call.Operation is "StartInvestigation" or "GetInvestigation" or "ListIndicators").ShouldBe(calls);
        Starts.ShouldBe(1);
    }

    [Fact]
    public async Task Two_scopes_are_two_investigations()
    {
        await world.AskAsync(host, thread);
        await world.AskAsync(host, thread, "detective 2024-08-01 00:00..09:00");
        Investigations.Select(static one => (one.To - one.From).TotalHours).ShouldBe([3, 9]);
    }

    [Theory]
    [InlineData("ListGraphs")]
    [InlineData("ListInvestigations")]
    [InlineData("StartInvestigation")]
    [InlineData("GetInvestigation")]
    public async Task What_is_denied_is_named_in_the_card(string operation)
    {
        world.Aws.Deny($"detective:{operation}");
        world.Time.Advance(TimeSpan.FromMinutes(6));
        await world.AskAsync(host, thread);
        var words = CardWords.Of(await CardAsync(CardKind.Refusal));
        words.ShouldContain($"allow detective:{operation} in the policy of the role used there");
        words.ShouldNotContain("..");
    }

    [Fact]
    public async Task Throttled_for_long_it_says_so_and_comes_to_an_end()
    {
        world.Aws.Next("detective", "ListInvestigations").Throttle(AwsTroublePlan.Always);
        await world.AskAsync(host, thread);
        CardWords.Of(await CardAsync(CardKind.Progress)).ShouldContain("Not learned yet: detective:ListInvestigations");
        world.Time.Advance(TimeSpan.FromHours(6));
        await world.RestAsync(host);
        CardWords.Of(await CardAsync(CardKind.Refusal)).ShouldContain("throttled, also after retries");
        (await DetectiveWorld.WaitingAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_graph_deleted_in_the_middle_ends_it_with_words()
    {
        await world.AskAsync(host, thread);
        world.Aws.Next("detective", "GetInvestigation").Fail(404, "ResourceNotFoundException", "The request refers to a nonexistent resource.");
        await world.LookAgainAsync(host);
        CardWords.Of(await CardAsync(CardKind.Refusal)).ShouldContain("was Detective switched off there, or the graph deleted?");
    }

    [Fact]
    public async Task A_host_killed_between_start_and_record_leaves_one_investigation_to_the_next_host()
    {
        var hold = world.Aws.Next("detective", "StartInvestigation").AcceptThenHold();
        await host.SayAsync(thread, "@bot detective");
        await hold.Reached;
        await host.DisposeAsync();
        hold.Release();

        host = await world.HostAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.RestAsync(host);
        Investigations.ShouldHaveSingleItem().Finish("LOW");
        await world.LookAgainAsync(host);
        await CardAsync(CardKind.Detective);
        Starts.ShouldBe(1);
    }

    [Fact]
    public async Task The_ARN_with_its_path_is_the_one_that_IAM_tells()
    {
        world.Aws.Iam().Role("lab-role", "AROAEXAMPLEROLE000001", path: "/garden/");
        await world.AskAsync(host, thread);
        Investigations.Single().EntityArn.ShouldBe("arn:aws:iam::111122223333:role/garden/lab-role");
        CardWords.Of(await CardAsync(CardKind.Progress)).ShouldNotContain("The ARN is made of account and name");
    }

    [Fact]
    public async Task Where_nobody_tells_the_ARN_it_is_made_and_the_card_says_so()
    {
        world.Aws.Deny("iam:GetRole");
        await world.AskAsync(host, thread);
        CardWords.Of(await CardAsync(CardKind.Progress)).ShouldContain("The ARN is made of account and name");
    }

    [Fact]
    public async Task Related_findings_get_their_times_from_the_ledger_else_from_GuardDuty()
    {
        var elsewhere = SomeFinding.Json(7, "Recon:IAMUser/ResourcePermissions");
        world.Aws.GuardDuty().Put(elsewhere.ToJsonString());
        await world.AskAsync(host, thread);
        Investigations.Single().Finish(
            "LOW",
            AwsIndicator.RelatedFinding(SomeFinding.Json()["arn"]!.ToString(), "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom", "198.51.100.23"),
            AwsIndicator.RelatedFinding(elsewhere["arn"]!.ToString(), "Recon:IAMUser/ResourcePermissions", "198.51.100.23"),
            AwsIndicator.RelatedFinding("arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/00000000000000000000000000000bad", "Gone", "198.51.100.23"));
        await world.LookAgainAsync(host);

        var rows = (await CardAsync(CardKind.Detective)).Sections.OfType<CardTable>().Single(static table => table.Caption == "Related findings").Rows.Select(static row => row.Select(CardWords.Of).ToList()).ToList();
        rows.Select(static row => row[4]).ShouldBe(["our ledger", "GuardDuty", "Detective only"]);
        rows[1][1].ShouldContain("1 Mar 2026 09:00");
    }

    [Fact]
    public async Task An_address_it_names_is_told_by_the_span_card_and_by_the_report()
    {
        const string Sentence = "Detective also names this address in its investigation of role lab-role, scope 31 Jul 2024 23:00 – 1 Aug 2024 02:00 UTC: flagged by threat intelligence. It gives no times.";
        await world.AskAsync(host, thread);
        Investigations.Single().Finish("LOW", AwsIndicator.FlaggedIp("198.51.100.23"));
        await world.LookAgainAsync(host);

        await host.SayAsync(thread, "@bot span ip 198.51.100.23");
        await DetectiveWorld.UntilAsync(async () => (await host.ThreadAsync(thread)).Messages.Any(static message => message.Text.Contains(Sentence, StringComparison.Ordinal)));
        (await host.Room.GetStringAsync($"/api/v1/threads/{thread}/report?format=md")).ShouldContain("Detective also names this address");
    }

    private static AwsIndicator[] AllKinds =>
    [
        AwsIndicator.Ttp("Credential Access", "T1552", "Unsecured Credentials", "198.51.100.23", "GetParameters", 1, 41),
        AwsIndicator.ImpossibleTravel("192.0.2.80", "198.51.100.23", "Dublin, Ireland", "Ashburn, United States", 1),
        AwsIndicator.FlaggedIp("203.0.113.200"),
        AwsIndicator.NewGeolocation("Lagos, Nigeria", "203.0.113.201", true),
        AwsIndicator.NewAso("Example Hosting Ltd"),
        AwsIndicator.NewUserAgent("curl/8.0"),
        AwsIndicator.RelatedFinding(SomeFinding.Json()["arn"]!.ToString(), "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom", "198.51.100.23"),
        AwsIndicator.RelatedFindingGroup("ca6104bc-a315-4b15-bf88-1c1e60998f83"),
    ];

    private IReadOnlyList<AwsInvestigation> Investigations => world.Aws.Detective().Investigations;

    private int Starts => world.Aws.Calls.Count(static call => call.Operation == "StartInvestigation");

    /// <summary>The one card there is: it was edited, never repeated.</summary>
    private async Task<Card> CardAsync(CardKind kind)
    {
        var card = (await DetectiveWorld.CardsAsync(host, thread)).ShouldHaveSingleItem();
        card.Kind.ShouldBe(kind, CardWords.Of(card));
        return card;
    }
}
