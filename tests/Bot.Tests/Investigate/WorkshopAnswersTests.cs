using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>What logs tell of the bundled day, with the workshop's figures, asked of the real host.</summary>
public sealed class WorkshopAnswersTests(WorkshopDayTests.PlayedDay day) : IClassFixture<WorkshopDayTests.PlayedDay>
{
    private const string Instance = "i-0c79413d9f0d9941e";
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Fact]
    public async Task The_flow_of_the_instance_names_the_spike_and_leads_to_its_activity_in_two_clicks()
    {
        var thread = await InstanceThreadAsync();

        var flow = (await day.AskAsync("@bot flow", thread)).Single();
        var words = CardWords.Of(flow);
        words.ShouldContain("Scope 1 Aug 2024 00:00 – 19:00 UTC");
        words.ShouldContain("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).");
        words.ShouldContain("1,600 addresses contacted at 16:00 (usual 700)");
        words.ShouldContain("Shown until 18:55 UTC.");
        words.ShouldContain("Taken at eni-");
        flow.IsSample.ShouldBeTrue();
        flow.Buttons.Select(static button => button.Label).ShouldContain("Set interval 16:00 – 17:00");

        var set = await PressAsync(thread, flow, "Set interval 02:00 – 03:00");
        CardWords.Of(set).ShouldStartWith("Interval set to 1 Aug 2024 02:00 – 03:00 UTC by Ana");
        var activity = await PressAsync(thread, set, "Activity table");
        words = CardWords.Of(activity);
        words.ShouldContain("Scope 1 Aug 2024 02:00 – 03:00 UTC · interval set by Ana");
        words.ShouldContain("254.9 MB in");
        words.ShouldContain("led by 203.0.113.200 with 250.8 MB in.");
        words.ShouldContain("- 203.0.113.200: 250.8 MB in");
        activity.Links.Single().Url!.OriginalString.ShouldContain("scopeStart=1722477600&scopeEnd=1722481200");

        CardWords.Of((await day.AskAsync("@bot calls", thread)).Single()).ShouldContain("Scope 1 Aug 2024 02:00 – 03:00 UTC · interval set by Ana");
        await day.AskAsync("@bot interval reset", thread);
    }

    [Fact]
    public async Task Without_an_interval_the_activity_is_that_of_the_spike()
    {
        var thread = await RoleThreadAsync();

        var words = CardWords.Of((await day.AskAsync($"@bot activity instance {Instance}", thread)).Single());

        words.ShouldContain("No interval is set: the hour of the highest spike is shown.");
        words.ShouldContain("Scope 1 Aug 2024 02:00 – 03:00 UTC, the hour that stands out");
        words.ShouldContain("203.0.113.200 | ");
        words.ShouldContain(" | 443 | ");
        words.ShouldContain(" | TCP | both | accept");
        words.ShouldContain(" | TCP | in | reject");
    }

    [Fact]
    public async Task The_calls_of_an_hour_are_those_of_the_console()
    {
        var thread = await RoleThreadAsync();

        var words = CardWords.Of((await day.AskAsync("@bot calls ip 198.51.100.23 2024-08-01 11:00..12:00", thread)).Single());

        words.ShouldContain("212 successful · 180 failed; usual at this hour 0 and 0.");
        words.ShouldContain("Successful: ssm 152: DescribeParameters 60, GetParameters 60, UpdateInstanceInformation 14, UpdateInstanceAssociationStatus 8, ListInstanceAssociations 6, PutComplianceItems 2, PutInventory 2 · s3 ListBuckets 60");
        words.ShouldContain("Failed: iam CreateUser 60, iam GetUser 60, dynamodb ListTables 60 (AccessDenied)");
        words.ShouldContain("All of them by lab-GeneralInstanceRole [Open here]");
        words.ShouldContain("198.51.100.23 is an instance's own public address");
    }

    [Fact]
    public async Task The_calls_of_the_day_succeed_in_54_percent()
    {
        var card = (await day.AskAsync("@bot calls ip 198.51.100.23", await RoleThreadAsync())).Single();

        CardWords.Of(card).ShouldContain("3,914 successful · 3,321 failed");
        CardWords.Of(card).ShouldContain("54.1 % of the calls succeed.");
        CardWords.Of(card).ShouldContain("19 of 19 hours are far above the usual.");
        card.Buttons.Where(static button => button.Action.Verb == Verb.Interval).Select(static button => button.Label)
            .ShouldBe(["Set interval 01:00 – 02:00", "Set interval 02:00 – 03:00", "Set interval 03:00 – 04:00", "Set interval to…", "Narrow", "Widen"]);
        card.Buttons.ShouldContain(static button => button.Label == "Ask again");
    }

    [Fact]
    public async Task The_calls_of_the_role_are_told_by_address()
    {
        var words = CardWords.Of((await day.AskAsync("@bot calls", await RoleThreadAsync())).Single());

        words.ShouldContain("- 198.51.100.23: 7,235 calls, 3,321 failed: ");
        words.ShouldContain("+6 more");
        words.ShouldContain(": 54 calls: ssm 54: UpdateInstanceInformation 23, UpdateInstanceAssociationStatus 12, ListInstanceAssociations 10, PutInventory 5, PutComplianceItems 3, GetParameter 1");
    }

    [Fact]
    public async Task New_for_the_role_is_what_the_console_calls_new()
    {
        var words = CardWords.Of((await day.AskAsync("@bot new", await RoleThreadAsync())).Single());

        words.ShouldContain("New for this role in the 21 days we hold: iam CreateUser, iam GetUser, dynamodb ListTables, s3 ListBuckets, 1 more.");
        words.ShouldContain("iam CreateUser | call | 1,107 | 0 % | 00:20 UTC | 18:53 UTC | no");
        words.ShouldContain("ssm GetParameters | call | 1,108 | 100 %");
        words.ShouldContain("198.51.100.23 United States, AS64500 Example Hosting | address | 7,235 | 54 %");
        words.ShouldContain("Not known: Kubernetes audit: not asked, no source configured");
    }

    [Fact]
    public async Task The_role_may_do_more_than_it_did_and_tried_more_than_it_may()
    {
        var thread = await RoleThreadAsync();
        var card = (await day.AskAsync("@bot permissions", thread)).Single();

        var words = CardWords.Of(card);
        words.ShouldStartWith("What lab-GeneralInstanceRole may do");
        words.ShouldContain("- ssm: every action (ssm:*), on every resource");
        words.ShouldContain("ssm:* | ssm:GetParameters | yes | 1,108 | 0");
        words.ShouldContain("s3:ListAllMyBuckets | s3:ListAllMyBuckets | yes | 1,108 | 0");
        words.ShouldContain("Tried and refused, not granted: dynamodb:ListTables 1,107, iam:CreateUser 1,107, iam:GetUser 1,107.");
        words.ShouldContain("Can be narrowed to 9 actions: s3:ListAllMyBuckets, ssm:DescribeParameters, ssm:GetParameter, ssm:GetParameters, ssm:ListInstanceAssociations, ");
        words.ShouldContain("Source: IAM; API calls (CloudTrail)");
        card.IsSample.ShouldBeTrue();

        CardWords.Of((await day.AskAsync("@bot permissions 2024-08-01 11:00..12:00", thread)).Single()).ShouldContain("iam:CreateUser 60, iam:GetUser 60.");
        (await day.Host.Get<ReportDesk>().MakeAsync(thread, default))!.Markdown.ShouldContain("## Roles and what should be scoped down");
    }

    [Fact]
    public async Task All_about_a_role_holds_what_it_may_do_and_its_pivot_offers_it()
    {
        var answer = await day.AskAsync("/investigate role lab-GeneralInstanceRole");
        answer.ShouldContain(static card => card.Kind == CardKind.Permissions);

        var thread = (await day.TakeAsync("/investigate RegisterManagedInstance")).Thread!.Value;
        await day.SettleAsync(thread);
        var pivots = (await MessagesAsync(thread)).First(static message => message.Card.Kind == CardKind.Pivots).Card;
        pivots.Sections.OfType<CardList>().Single().Items.Single(static item => CardWords.Of(item.Text).StartsWith("Role lab", StringComparison.Ordinal))
            .Buttons.Select(static button => button.Label).ShouldBe(["Open here", "Calls by hour", "What it may do", "Ask Detective"]);
        CardWords.Of((await day.AskAsync("@bot permissions", thread)).Single()).ShouldStartWith("What lab-GeneralInstanceRole may do");
    }

    [Fact]
    public async Task The_addresses_of_the_instance_are_its_private_one_from_flows_and_its_public_one_from_findings()
    {
        var words = CardWords.Of((await day.AskAsync($"@bot addresses instance {Instance}", await RoleThreadAsync())).Single());

        words.ShouldContain("10.0.0.144 | eni-0b6f14a2c93d58e07 | 00:00 UTC | 18:5");
        words.ShouldContain(" records | flow logs");
        words.ShouldContain("198.51.100.23 | eni-0b6f14a2c93d58e07 | 00:17 UTC | 18:42 UTC | 25 findings | findings (public)");
    }

    [Fact]
    public async Task The_address_dealt_with_one_role_and_no_instance_talked_to_it()
    {
        var words = CardWords.Of((await day.AskAsync("@bot interaction ip 198.51.100.23", await RoleThreadAsync())).Single());

        words.ShouldContain("lab-GeneralInstanceRole | 111122223333 | 3,914 | 3,321 | 00:19 UTC | 18:53 UTC");
        words.ShouldContain("198.51.100.23 is the public address of i-0c79413d9f0d9941e itself");
    }

    [Fact]
    public async Task Kubernetes_is_not_asked_and_no_card_offers_it()
    {
        var thread = await RoleThreadAsync();

        CardWords.Of((await day.AskAsync("@bot kubernetes ip 198.51.100.23", thread)).Single()).ShouldContain("Not known: Kubernetes audit: not asked, no source configured");
        (await MessagesAsync(thread)).SelectMany(static message => CardButtons.Of(message.Card)).ShouldNotContain(static button => button.Action.Verb == Verb.Kubernetes && button.Label != "Ask again");
    }

    [Theory]
    [InlineData("flow", "flow logs do not name roles")]
    [InlineData("activity role x", "flow logs do not name roles")]
    [InlineData("addresses bucket b", "flow logs do not name buckets")]
    [InlineData("permissions user bo", "policies are looked up of roles only")]
    [InlineData("calls interface eni-0123456789abcdef0", "CloudTrail does not tell calls by network interfaces")]
    [InlineData("flow ip 198.51.100.23 2024-08-01 05:00..04:00", "ends before it starts")]
    [InlineData("calls ip 300.1.1.1", "is not one IPv4 or IPv6 address")]
    [InlineData("new interface x", "is not a network interface")]
    public async Task What_cannot_be_asked_is_refused_with_what_would_work(string typed, string why)
    {
        var receipt = await day.TakeAsync($"@bot {typed}", await RoleThreadAsync());

        receipt.Thread.ShouldBeNull();
        receipt.Text.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public async Task Outside_of_a_thread_a_question_opens_the_entity_s_own()
    {
        var answer = await day.AskAsync("/calls ip 198.51.100.23 2024-08-01 11:00..12:00");

        CardWords.Of(answer.Single()).ShouldContain("Scope 1 Aug 2024 11:00 – 12:00 UTC, as asked");
        (await day.TakeAsync("/flow ip 198.51.100.23")).Thread.ShouldBe((await day.TakeAsync("/investigate ip 198.51.100.23")).Thread);
        (await day.TakeAsync("/calls MaliciousIPCaller.Custom")).Choices.Count.ShouldBe(20);
    }

    [Fact]
    public async Task In_a_finding_s_thread_each_verb_knows_whom_it_is_about()
    {
        var thread = (await day.TakeAsync("/investigate RegisterManagedInstance")).Thread!.Value;
        await day.SettleAsync(thread);

        CardWords.Of((await day.AskAsync("@bot calls", thread)).Single()).ShouldStartWith("API calls of 198.51.100.23");
        CardWords.Of((await day.AskAsync("@bot addresses", thread)).Single()).ShouldStartWith("Addresses of i-0c79413d9f0d9941e");
        var root = (await MessagesAsync(thread))[0].Card;
        root.Buttons.Select(static button => button.Label).ShouldBe(["Investigate", "I'm on it", "Assign…", "Contained", "Snooze", "Close…", "Calls by hour", "Flow", "Set interval", "Report"]);
        var pivots = (await MessagesAsync(thread)).First(static message => message.Card.Kind == CardKind.Pivots).Card;
        pivots.Sections.OfType<CardList>().Single().Items.Single(static item => CardWords.Of(item.Text).Contains("EC2 instance", StringComparison.Ordinal))
            .Buttons.Select(static button => button.Label).ShouldBe(["Open here", "Flow", "New"]);
    }

    [Fact]
    public async Task The_report_holds_the_answers_with_their_charts()
    {
        var thread = (await day.TakeAsync("/investigate ip 192.0.2.67")).Thread!.Value;
        await day.SettleAsync(thread);
        await day.AskAsync($"@bot flow instance {Instance}", thread);
        await day.AskAsync("@bot calls ip 198.51.100.23 2024-08-01 11:00..12:00", thread);

        var report = (await day.Host.Get<ReportDesk>().MakeAsync(thread, default)).ShouldNotBeNull();

        report.Markdown.ShouldContain("## Other answers from logs");
        report.Markdown.ShouldContain("62 times the usual 4.1 MB");
        report.Markdown.ShouldContain("212 successful · 180 failed");
        report.Markdown.ShouldContain("Scope 1 Aug 2024 11:00 – 12:00 UTC, as asked");
        report.Markdown.ShouldContain("Source: network flows");
        System.Text.RegularExpressions.Regex.Count(report.Html, "data:image/svg").ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Every_verb_is_completed_and_helped()
    {
        foreach (var verb in EvidenceReach.Verbs)
        {
            (await day.Host.Get<CommandDesk>().CompleteAsync(new TypedCommand(ChannelRef.Web("security"), await RoleThreadAsync(), Ana, $"@bot {verb}"), default))
                .ShouldContain(one => one.Insert == $"@bot {verb} ");
            (await day.Host.Get<CommandDesk>().CompleteAsync(new TypedCommand(ChannelRef.Web("security"), null, Ana, $"/{verb} ip 198"), default))
                .ShouldContain(one => one.Insert == $"/{verb} ip 198.51.100.23");
            CardWords.Of(HelpCard.Of()).ShouldContain($"{verb} [entity] [window]");
        }
    }

    private async Task<ThreadId> InstanceThreadAsync() => await ThreadAsync($"/investigate instance {Instance}");

    private async Task<ThreadId> RoleThreadAsync() => await ThreadAsync("/investigate role lab-GeneralInstanceRole");

    private async Task<ThreadId> ThreadAsync(string typed)
    {
        var thread = (await day.TakeAsync(typed)).Thread!.Value;
        await day.SettleAsync(thread);
        return thread;
    }

    private async Task<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId thread) => await day.Host.Get<IThreadStore>().MessagesAsync(thread, default);

    /// <summary>Presses a button of a card and reads what it brought.</summary>
    private async Task<Card> PressAsync(ThreadId thread, Card card, string label)
    {
        var button = card.Buttons.Single(button => button.Label == label);
        (await day.Host.Get<CommandDesk>().TakeAsync(new PressedButton(thread, Ana, button.Id!, null), default)).Thread.ShouldBe(thread);
        await day.SettleAsync(thread);
        return (await MessagesAsync(thread))[^1].Card;
    }
}
