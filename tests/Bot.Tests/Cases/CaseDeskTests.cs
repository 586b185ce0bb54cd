using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Cases.CaseTalk;
using static ChatOps.Bot.Cases.SomeCase;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

/// <summary>What people do to cases, told in every thread of theirs, in the real host.</summary>
public sealed class CaseDeskTests
{
    [Fact]
    public async Task A_thread_that_a_question_of_any_kind_opens_gets_the_notes_of_the_case()
    {
        await using var quiet = await RunningHost.StartAsync();
        var (first, _) = await quiet.AlertAsync(SomeFinding.Json(1));
        await quiet.DoAsync(first, Ana, "@bot note isolated the instance");
        var asked = await quiet.Get<CommandDesk>().TakeAsync(new TypedCommand(Ops, null, Cat, $"@bot findings {first.FindingArn}"), default);
        await quiet.QuietAsync();

        var opened = asked.Thread.ShouldNotBeNull();
        opened.ShouldNotBe(first.Id);
        (await quiet.Get<IThreadStore>().MessagesAsync(opened, default)).Where(static message => message.Card.Kind == Cards.CardKind.Note).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_case_goes_its_way_from_one_channel_to_the_other_and_is_the_same_in_both()
    {
        await using var host = await StartAsync();
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        here.Case.ShouldBe(there.Case);
        (await host.StandingAsync(here)).ShouldBe($"Case {here.Case} · new, nobody has it");

        (await host.DoAsync(here, Ana, "@bot take")).ShouldBeNull();
        (await host.DoAsync(there, Cat, "@bot take")).ShouldBe($"Ana has case {here.Case}. To take it from them: @bot take over");
        (await host.DoAsync(there, Cat, "@bot take over")).ShouldBeNull();
        (await host.DoAsync(there, Cat, "@bot contain isolated the host")).ShouldBeNull();
        (await host.NowAsync(here)).State.ShouldBe(ThreadState.Investigating);
        (await host.DoAsync(here, Ana, "@bot close false-positive our own scanner")).ShouldBeNull();

        foreach (var thread in new[] { here, there })
        {
            (await host.ToldAsync(thread)).Select(static told => told.Split("\n[")[0]).ShouldBe(
                ["Ana took the case", "Cat took the case over from Ana", "Cat marked the case as contained\nReason: isolated the host", "Ana closed the case as false positive\nReason: our own scanner"]);
            (await host.StandingAsync(thread)).ShouldBe($"Case {here.Case} · closed as false positive by Ana: our own scanner");
            (await host.NowAsync(thread)).State.ShouldBe(ThreadState.Closed);
        }

        (await host.DoAsync(there, Cat, "@bot take over")).ShouldBe($"Case {here.Case} is closed as false positive by Ana. Reopen it first: @bot reopen");
        (await host.PressAsync(there, Cat, "Reopen")).ShouldBeNull();
        (await host.NowAsync(here)).State.ShouldBe(ThreadState.Investigating);
        (await host.StandingAsync(here)).ShouldStartWith($"Case {here.Case} · investigating, Cat since");
        (await host.EventsAsync(here)).ShouldBe(["Ana took the case", "Cat took the case over from Ana", "Cat contained it: isolated the host", "Ana closed it as false positive: our own scanner", "Cat reopened it"]);
    }

    [Fact]
    public async Task A_thread_that_begins_later_begins_where_the_case_stands()
    {
        await using var host = await StartAsync();
        var (here, _) = await host.AlertAsync(SomeFinding.Json(1));
        await host.DoAsync(here, Ana, "@bot close benign a drill");
        var opened = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(ChannelRef.Web("elsewhere"), null, Ana, $"/investigate {here.Finding}"), default);
        var there = (await host.Get<IThreadStore>().FindAsync(opened.Thread!.Value, default))!;
        (there.Case, there.State).ShouldBe((here.Case, ThreadState.Closed));
        (await host.StandingAsync(there)).ShouldBe($"Case {here.Case} · closed as benign by Ana: a drill");
    }

    [Fact]
    public async Task Told_twice_it_is_done_once()
    {
        await using var host = await StartAsync();
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        foreach (var text in new[] { "@bot take", "@bot snooze 4h", "@bot close benign" })
        {
            for (var time = 0; time < 2; time++) (await host.DoAsync(here, Ana, text, $"once {text}")).ShouldBeNull();
        }

        (await host.ToldAsync(there)).Count.ShouldBe(3);
        (await host.EventsAsync(there)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Assigned_by_mention_by_name_or_by_the_name_alone()
    {
        await using var host = await StartAsync();
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        (await host.DoAsync(here, Ana, "@bot assign @Ben", null, Ben)).ShouldBeNull();
        (await host.CaseAsync(here)).Assignee!.ToString().ShouldBe("slack:U2");
        (await host.DoAsync(here, Ana, "@bot assign dora")).ShouldBeNull();
        (await host.CaseAsync(here)).Assignee!.ToString().ShouldBe("web:dora");
        await host.DoAsync(there, Cat, "@bot take over");
        (await host.DoAsync(here, Ana, "@bot assign CAT")).ShouldBe($"Cat has case {here.Case} already. Assign it to somebody else, or take it: @bot take over");
        (await host.DoAsync(here, Ana, "@bot assign me")).ShouldBeNull();
        (await host.DoAsync(here, Ana, "@bot assign")).ShouldBe("Whom? Write @bot assign and a mention, or a name");
        (await host.ToldAsync(there)).ShouldBe(["Ana assigned the case to Ben", "Ana handed the case over to dora", "Cat took the case over from dora", "Ana took the case over from Cat"]);
        var called = (await host.Get<IThreadStore>().MessagesAsync(there.Id, default)).SelectMany(static message => message.Card.Title.Runs.OfType<Someone>());
        called.Select(static one => one.Id).ShouldBe(["U2", "dora"]);
    }

    [Theory]
    [InlineData("take")]
    [InlineData("assign ana")]
    [InlineData("contain")]
    [InlineData("snooze 4h")]
    [InlineData("close benign")]
    [InlineData("reopen")]
    [InlineData("lead 1")]
    public async Task Outside_of_cases_the_refusal_says_where_it_works_and_is_written_down(string text)
    {
        await using var host = await StartAsync();
        var outside = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(Security, null, Ana, $"/{text}"), default);
        outside.Text!.ShouldContain("works inside the thread of a finding or an entity. Open one with /investigate");
        var summary = new InvestigationThread { Id = new ThreadId("s1"), Channel = Security, Title = "many", State = ThreadState.Open, CreatedAt = Now, UpdatedAt = Now };
        await host.Get<IUnitOfWork>().WriteAsync(
            async work =>
            {
                await host.Get<IThreadStore>().SaveAsync(work, summary);
                return true;
            },
            default);
        (await host.DoAsync(summary, Ana, $"@bot {text}"))!.ShouldContain("This thread is no case");
        (await host.Get<IAuditLog>().ListAsync(10, default)).Count(entry => entry.Verb == text.Split(' ')[0]).ShouldBe(2);
    }

    [Theory]
    [InlineData("@bot take care of it", "take stands alone")]
    [InlineData("@bot snooze a while", "snooze until 2026-11-24 08:00")]
    [InlineData("@bot close", "Closed as what?")]
    [InlineData("@bot close duplicate 99", "There is no case 99")]
    [InlineData("@bot close led", "close it first")]
    [InlineData("@bot lead", "Lead of which cases?")]
    [InlineData("@bot lead everything", "lead 18, 19")]
    [InlineData("@bot lead 99", "There is no case 99")]
    [InlineData("@bot lead off", "leads no other, and none leads it")]
    [InlineData("@bot reopen", "is not closed")]
    public async Task What_cannot_be_says_what_would_work_and_changes_nothing(string text, string why)
    {
        await using var host = await StartAsync();
        var (here, _) = await host.AlertAsync(SomeFinding.Json(1));
        (await host.DoAsync(here, Ana, text))!.ShouldContain(why);
        (await host.EventsAsync(here)).ShouldBeEmpty();
        (await host.ToldAsync(here)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Duplicates_do_not_go_round_in_circles()
    {
        await using var host = await StartAsync();
        var (one, _) = await host.AlertAsync(SomeFinding.Json(1));
        var (two, _) = await host.AlertAsync(SomeFinding.Json(2));
        var (three, _) = await host.AlertAsync(SomeFinding.Json(3));
        (await host.DoAsync(one, Ana, $"@bot close duplicate {one.Case}"))!.ShouldContain("cannot be a duplicate of itself");
        (await host.DoAsync(one, Ana, $"@bot close duplicate of case {two.Case}")).ShouldBeNull();
        (await host.DoAsync(two, Ana, $"@bot close duplicate {three.Case} same host")).ShouldBeNull();
        (await host.DoAsync(three, Ana, $"@bot close duplicate {one.Case}"))!.ShouldContain($"is a duplicate of case {three.Case}");
        (await host.StandingAsync(two)).ShouldBe($"Case {two.Case} · closed as duplicate of case {three.Case} by Ana: same host");
    }

    [Fact]
    public async Task Buttons_do_what_they_say()
    {
        await using var host = await StartAsync();
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        await host.PressAsync(here, Ana, "I'm on it");
        await host.PressAsync(there, Ana, "Assign…", "dora");
        await host.PressAsync(here, Ana, "Snooze", "change");
        (await host.NowAsync(there)).State.ShouldBe(ThreadState.Snoozed);
        await host.PressAsync(there, Cat, "Wake up");
        await host.PressAsync(there, Cat, "Contained");
        await host.PressAsync(here, Cat, "Close…", "true-positive keys were stolen");
        (await host.EventsAsync(here)).ShouldBe(
            ["Ana took the case", "Ana handed over the case to dora", "Ana snoozed it until something changes", "Cat woke it", "Cat contained it", "Cat closed it as true positive: keys were stolen"]);
        await host.PressAsync(here, Cat, "Reopen");
        await host.PressAsync(here, Ana, "Take over");
        (await host.CaseAsync(there)).Assignee!.Name.ShouldBe("Ana");
    }

    [Fact]
    public async Task A_hostile_reason_stays_text_and_a_long_one_is_refused()
    {
        await using var host = await StartAsync();
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        (await host.DoAsync(here, Ana, $"@bot close benign {new string('x', 10_000)}"))!.ShouldContain("1,000 characters at most");
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.New);
        const string Hostile = "<!channel> *bold* [x](https://example.com) <at>all</at>";
        (await host.DoAsync(here, Ana with { Name = "<!here>" }, $"@bot close benign {Hostile}")).ShouldBeNull();
        var cards = (await host.Get<IThreadStore>().MessagesAsync(there.Id, default)).Select(static message => message.Card).Where(card => CardWords.Of(card).Contains("<!channel>", StringComparison.Ordinal)).ToList();
        cards.Select(static card => card.Kind).ShouldBe([CardKind.Finding, CardKind.Case]);
        cards.SelectMany(Texts).SelectMany(static text => text.Runs).Where(static run => run is Words or Strong).Select(CardTextOf).ShouldAllBe(static text => !text.Contains('<', StringComparison.Ordinal) && !text.Contains("bold", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Closed_with_archive_and_feedback_GuardDuty_is_told()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Settings().UseHere();
        await using var host = await StartAsync(aws.Settings().Options);
        var finding = SomeFinding.Json(1);
        finding["accountId"] = AwsDouble.Account;
        aws.GuardDuty(AwsDouble.Account).Put(finding.ToJsonString());
        var (here, there) = await host.AlertAsync(finding);

        (await host.DoAsync(here, Ana, "@bot close benign +archive +not-useful a drill")).ShouldBeNull();
        await host.QuietAsync();

        aws.GuardDuty().Feedback.ShouldHaveSingleItem().Feedback.ShouldBe("NOT_USEFUL");
        var told = await host.ThreadAsync(there.Id.Value);
        told.Root.ShouldContain("Archived in GuardDuty");
        told.Root.ShouldContain($"Case {here.Case} · closed as benign by Ana: a drill");
        told.Card("closed the case as benign").ShouldEndWith("[Report]");
        (await host.Get<IAuditLog>().ListAsync(10, default)).Select(static entry => entry.Verb).Order(StringComparer.Ordinal).ShouldBe([Verb.Archive, Verb.Close, Verb.Feedback]);

        var another = SomeFinding.Json(2);
        another["accountId"] = AwsDouble.Account;
        var (other, _) = await host.AlertAsync(another);
        await host.DoAsync(other, Ana, "@bot close benign");
        (await host.ToldAsync(other)).Single().ShouldEndWith("[Report] [Feedback] [Archive]");
    }

    [Fact]
    public async Task Who_may_close_but_not_archive_closes_and_is_told_why_the_rest_was_not_done()
    {
        using var folder = new TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, """{ "default": "responder", "verbs": { "archive": "admin" } }""");
        await using var aws = await AwsDouble.StartAsync();
        aws.Settings().UseHere();
        await using var host = await StartAsync([.. aws.Settings().Options, $"--Policy:File={policy}"]);
        var (here, _) = await host.AlertAsync(SomeFinding.Json(1));
        (await host.DoAsync(here, Ana, "@bot close benign +archive"))!.ShouldStartWith("The case is closed. Not archived: “archive” is for");
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.Closed);
        foreach (var state in new[] { JobState.Pending, JobState.Sent }) (await host.Get<IJobQueue>().ListAsync(state, 100, default)).ShouldNotContain(static job => job.Job.Kind == ThreadJobs.ChangeFinding);
        (await host.Get<IAuditLog>().ListAsync(10, default)).Select(static entry => (entry.Verb, entry.Allowed)).ShouldBe([(Verb.Close, true), (Verb.Archive, false)], ignoreOrder: true);
    }

    [Fact]
    public async Task Where_GuardDuty_cannot_be_told_the_case_is_closed_all_the_same()
    {
        await using var host = await StartAsync();
        var (here, _) = await host.AlertAsync(SomeFinding.Json(1));
        (await host.DoAsync(here, Ana, "@bot close benign +archive"))!.ShouldBe("The case is closed. Not archived: GuardDuty is not asked in us-east-1; add the region to Aws:Accounts:<n>:Regions, then @bot archive.");
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.Closed);
    }

    [Fact]
    public async Task A_closed_entity_asked_for_again_gets_a_new_thread_and_case_and_the_old_one_stays_closed_meanwhile()
    {
        await using var host = await StartAsync();
        async Task<InvestigationThread> AskAsync(ChannelRef channel)
        {
            var receipt = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(channel, null, Ana, "/investigate ip 198.51.100.23"), default);
            return (await host.Get<IThreadStore>().FindAsync(receipt.Thread!.Value, default))!;
        }

        var first = await AskAsync(Security);
        var elsewhere = await AskAsync(Ops);
        elsewhere.Case.ShouldBe(first.Case);
        await host.DoAsync(first, Ana, "@bot close benign");
        (await host.NowAsync(elsewhere)).State.ShouldBe(ThreadState.Closed);

        var again = await AskAsync(Security);
        again.Id.ShouldNotBe(first.Id);
        again.Case.ShouldNotBe(first.Case);
        (await host.DoAsync(elsewhere, Ana, "@bot reopen")).ShouldBe($"Case {again.Case} is open for the same entity: go on there, or close it first");
        await host.DoAsync(again, Ana, "@bot close duplicate 1 the same");
        (await host.DoAsync(elsewhere, Ana, "@bot reopen")).ShouldBeNull();
        (await host.NowAsync(first)).State.ShouldBe(ThreadState.Open);
        (await AskAsync(Security)).Id.ShouldBe(first.Id);
    }

    private static IEnumerable<CardText> Texts(Card card) => card.Sections.OfType<CardParagraph>().Select(static paragraph => paragraph.Text).Prepend(card.Title);

    private static string CardTextOf(CardRun run) => CardWords.Of(CardText.Of(run));
}
