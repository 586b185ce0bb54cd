using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;
using static ChatOps.Bot.Cases.SomeCase;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

/// <summary>What alerts do to cases: what was closed comes again, what sleeps wakes, storms.</summary>
public sealed class CaseAlertTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, CaseState.Investigating, ThreadState.Investigating)]
    [InlineData(false, CaseState.New, ThreadState.Open)]
    internal async Task What_comes_again_after_it_was_closed_opens_its_case_in_every_thread(bool hasSomebody, CaseState state, ThreadState threads)
    {
        var time = new ManualTime(Noon);
        await using var host = await CaseTalk.StartAsync(time);
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        if (hasSomebody) await host.DoAsync(here, Ana, "@bot take");
        await host.DoAsync(here, Ana, "@bot close false-positive our own scanner");
        var before = (await host.ToldAsync(there)).Count;

        await host.AlertAsync(SomeFinding.Json(1, count: 2, updatedAt: "2026-03-01T11:59:00Z"));
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.Closed);
        await host.AlertAsync(SomeFinding.Json(1, count: 3, severity: 8, updatedAt: "2026-03-01T12:01:00Z"));
        await host.AlertAsync(SomeFinding.Json(1, count: 3, severity: 8, updatedAt: "2026-03-01T12:01:00Z"));

        var one = await host.CaseAsync(here);
        (one.State, one.Verdict, one.ClosedAt, one.Assignee?.Name).ShouldBe((state, null, null, hasSomebody ? "Ana" : null));
        one.Severity!.Value.Value.ShouldBe(8);
        foreach (var thread in new[] { here, there })
        {
            (await host.NowAsync(thread)).State.ShouldBe(threads);
            (await host.ToldAsync(thread)).Skip(before).ShouldBe(["It came again at 1 Mar 2026 12:01 UTC after it was closed as false positive by Ana, as of 1 Mar 2026 12:00 UTC\nReason: our own scanner"]);
            (await host.StandingAsync(thread)).ShouldStartWith(hasSomebody ? $"Case {here.Case} · investigating, Ana since" : $"Case {here.Case} · new, nobody has it");
            (await RootAsync(host, thread)).ShouldContain("3 occurrences");
        }

        (await host.EventsAsync(here))[^1].ShouldBe("- came again at 1 Mar 2026 12:01 UTC after it was closed as false positive by Ana");
        (await host.EventsAsync(here)).Count(static happened => happened.Contains("came again", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_finding_of_the_sample_day_is_closed_by_the_clock_of_the_day()
    {
        await using var host = await RunningHost.StartAsync("--Findings:Source=sample", "--Findings:Replay=instant");
        await host.QuietAsync();
        var thread = (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items[0];
        (await host.DoAsync(thread, Ana, "@bot close benign +archive")).ShouldBeNull();
        var one = await host.CaseAsync(thread);
        one.ClosedAsOf.ShouldBe(SampleDay.End);
        one.ClosedAt!.Value.ShouldBeGreaterThan(SampleDay.End.AddDays(1));
        await host.QuietAsync();
        (await host.ThreadAsync(thread.Id.Value)).Root.ShouldContain("Archived in GuardDuty");
    }

    [Fact]
    public async Task Closed_again_it_is_measured_from_the_second_closing()
    {
        var time = new ManualTime(Noon);
        await using var host = await CaseTalk.StartAsync(time);
        var (here, _) = await host.AlertAsync(SomeFinding.Json(1));
        await host.DoAsync(here, Ana, "@bot close benign");
        await host.AlertAsync(SomeFinding.Json(1, count: 2, updatedAt: "2026-03-01T12:01:00Z"));
        time.Advance(TimeSpan.FromHours(1));
        (await host.DoAsync(here, Ana, "@bot close benign")).ShouldBeNull();
        await host.AlertAsync(SomeFinding.Json(1, count: 3, updatedAt: "2026-03-01T12:59:00Z"));
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.Closed);
        await host.AlertAsync(SomeFinding.Json(1, count: 4, updatedAt: "2026-03-01T13:01:00Z"));
        (await host.CaseAsync(here)).State.ShouldBe(CaseState.New);
    }

    [Fact]
    public async Task A_case_that_sleeps_is_kept_up_to_date_and_says_nothing_until_it_wakes()
    {
        await using var host = await CaseTalk.StartAsync(new ManualTime(Noon));
        var (here, there) = await host.AlertAsync(SomeFinding.Json(1));
        await host.DoAsync(here, Ana, "@bot snooze 4h");
        await host.AlertAsync(SomeFinding.Json(1, count: 2, severity: 8, updatedAt: "2026-03-01T12:01:00Z"));

        (await RootAsync(host, there)).ShouldContain("2 occurrences");
        (await ChangesAsync(host, there)).ShouldBe(0);
        (await host.NowAsync(there)).State.ShouldBe(ThreadState.Snoozed);

        await host.DoAsync(here, Ana, "@bot snooze change");
        await host.AlertAsync(SomeFinding.Json(1, count: 3, severity: 8, updatedAt: "2026-03-01T12:02:00Z"));
        (await host.NowAsync(there)).State.ShouldBe(ThreadState.Snoozed, "only the count has changed");
        await host.AlertAsync(SomeFinding.Json(1, count: 4, severity: 4, updatedAt: "2026-03-01T12:03:00Z"));

        (await host.NowAsync(there)).State.ShouldBe(ThreadState.Open);
        (await host.ToldAsync(there))[^1].ShouldBe("The case woke: something changed");
        (await ChangesAsync(host, there)).ShouldBe(1);
        (await host.EventsAsync(there))[^1].ShouldBe("- woke: something changed");
    }

    [Fact]
    public async Task A_snooze_outlives_the_host()
    {
        using var folder = new TemporaryFolder();
        string[] options = [$"--Data:Path={folder.Path}"];
        InvestigationThread thread;
        await using (var host = await CaseTalk.StartAsync(new ManualTime(Noon), options))
        {
            (thread, _) = await host.AlertAsync(SomeFinding.Json(1));
            (await host.DoAsync(thread, Ana, "@bot snooze 1h")).ShouldBeNull();
        }

        await using (var early = await CaseTalk.StartAsync(new ManualTime(Noon.AddMinutes(59)), options)) (await early.NowAsync(thread)).State.ShouldBe(ThreadState.Snoozed);
        await using var late = await CaseTalk.StartAsync(new ManualTime(Noon.AddMinutes(61)), options);
        await late.QuietAsync();
        (await late.NowAsync(thread)).State.ShouldBe(ThreadState.Open);
        (await late.ToldAsync(thread)).ShouldBe(["Ana snoozed the case until 1 Mar 2026 13:00 UTC", "The case woke: its time was up"]);
    }

    [Fact]
    public async Task In_a_storm_each_finding_has_its_case_without_messages_and_begins_where_it_stands_when_asked_for()
    {
        const int Most = 2;
        var pager = new Pager(Most);
        await using var host = await RunningHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(new ManualTime(Noon));
                builder.Services.AddSingleton<IChatChannel>(pager);
            },
            "--Routes:0:Channel=pager:T1/ops");
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray([.. Enumerable.Range(1, 300).Select(static number => (JsonNode)SomeFinding.Json(number))]))).EnsureSuccessStatusCode();
        var threads = (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Limit: 1000), default)).Items;
        threads.Where(static thread => thread.Finding is not null).Select(static thread => thread.Case).Distinct().Count().ShouldBe(300);
        threads.Single(static thread => thread.Finding is null).Case.ShouldBeNull();
        var summarised = threads.Where(static thread => thread.State == ThreadState.Summarised).ToList();
        summarised.Count.ShouldBe(300 - Most);

        var lead = threads.First(static thread => thread.State == ThreadState.Open && thread.Finding is not null);
        (await host.DoAsync(lead, Ana, $"@bot lead {string.Join(", ", summarised.Take(40).Select(static thread => thread.Case))}")).ShouldBeNull();
        (await host.DoAsync(lead, Ana, $"@bot lead {string.Join(' ', summarised.Skip(40).Take(20).Select(static thread => thread.Case))}"))!.ShouldContain("A case leads 50 others at most, and this would be 60");
        await host.DoAsync(lead, Ana, "@bot close benign a load test");
        (await host.PressAsync(lead, Ana, "Close the 40 cases it leads as well")).ShouldBeNull();

        (await host.CaseAsync(summarised[0])).State.ShouldBe(CaseState.Closed);
        (await host.CaseAsync(summarised[40])).State.ShouldBe(CaseState.New);
        (await host.NowAsync(summarised[0])).State.ShouldBe(ThreadState.Summarised);
        (await host.Get<IThreadStore>().MessagesAsync(summarised[0].Id, default)).ShouldBeEmpty();
        (await host.EventsAsync(summarised[0])).ShouldBe([$"Ana put it under the lead of case {lead.Case}", "Ana closed it as benign: a load test"]);
        (await host.ToldAsync(lead))[^1].ShouldContain("and 32 more as well");

        await host.Get<CommandDesk>().TakeAsync(new TypedCommand(summarised[0].Channel, null, Ana, $"/investigate {summarised[0].Finding}"), default);
        (await host.NowAsync(summarised[0])).State.ShouldBe(ThreadState.Closed);
        (await host.StandingAsync(summarised[0])).ShouldBe($"Case {summarised[0].Case} · closed as benign by Ana: a load test · led by case {lead.Case}");
    }

    [Fact]
    public async Task A_routed_finding_is_of_one_case_in_both_channels()
    {
        await using var routing = await Routing.StartAsync();
        routing.Pager.Gone[Routing.Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1);
        await routing.DrainAsync();
        var from = (await routing.ThreadsAsync(Routing.Ops)).Single();
        var to = (await routing.ThreadsAsync(Routing.General)).Single();
        to.Case.ShouldNotBeNull().ShouldBe(from.Case!.Value);
        (await routing.WordsAsync(to))[0].ShouldContain($"Case {to.Case} · new, nobody has it");
    }

    private static async Task<string> RootAsync(RunningHost host, InvestigationThread thread) =>
        CardWords.Of((await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Single(static message => message.Kind == MessageKind.Root).Card);

    private static async Task<int> ChangesAsync(RunningHost host, InvestigationThread thread) =>
        (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Count(static message => message.Card.Kind == CardKind.Changed);
}
