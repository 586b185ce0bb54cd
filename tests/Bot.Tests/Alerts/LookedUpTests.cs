using System.Text.Json.Nodes;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Alerts;

/// <summary>What somebody looked up is kept and alerts nobody; its alert, whenever it comes, is told once.</summary>
public sealed class LookedUpTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_finding_looked_up_first_posts_its_alert_once(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind);
        await routing.TakeAsync(AlertIntake.LookedUp, State("10:00"));
        (await routing.ThreadsAsync(Routing.Ops)).ShouldBeEmpty();

        await routing.TakeAsync("sqs", State("10:00"));
        await routing.TakeAsync("sqs", State("10:00"));
        await routing.TakeAsync("guardduty", State("10:00"));
        await routing.TakeAsync(AlertIntake.LookedUp, State("10:00"));
        await routing.DrainAsync();

        (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem();
        routing.Pager.Taken.Count.ShouldBe(1);
        (await routing.Store.Lookup.DeliveriesAsync(Finding, default)).ShouldHaveSingleItem().Source.ShouldBe("sqs");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_finding_alerted_first_and_looked_up_later_posts_nothing(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind);
        await routing.TakeAsync("sqs", State("10:00"));
        await routing.DrainAsync();

        await routing.TakeAsync(AlertIntake.LookedUp, State("10:00"));
        await routing.DrainAsync();
        routing.Pager.Taken.Count.ShouldBe(1);

        await routing.TakeAsync(AlertIntake.LookedUp, State("11:00", count: 7));
        await routing.TakeAsync("sqs", State("11:00", count: 7));
        await routing.DrainAsync();
        var thread = (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem();
        thread.Count.ShouldBe(7);
        routing.Pager.RootsIn(Routing.Ops).Count.ShouldBe(2, "the root is edited once");
        routing.Pager.Taken[^1].Message.ExternalId.ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_alert_that_comes_after_a_newer_state_was_looked_up_is_told_in_the_newer_state(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind);
        await routing.TakeAsync(AlertIntake.LookedUp, State("11:00", count: 7));
        await routing.TakeAsync("sqs", State("10:00", count: 2));
        await routing.TakeAsync("sqs", State("11:00", count: 7));
        await routing.DrainAsync();

        var thread = (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem();
        thread.Count.ShouldBe(7);
        routing.Pager.Taken.Count.ShouldBe(1);
        (await routing.Store.Lookup.FindAsync(Finding, default))!.Count.ShouldBe(7);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_finding_that_became_worth_an_alert_is_alerted_though_it_was_looked_up_in_between(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind, null, "Routes:0:MinSeverity=7");
        await routing.TakeAsync("sqs", State("10:00", severity: 3));
        await routing.TakeAsync(AlertIntake.LookedUp, State("11:00", severity: 8));
        (await routing.ThreadsAsync(Routing.Ops)).ShouldBeEmpty();

        await routing.TakeAsync("sqs", State("11:00", severity: 8));
        await routing.TakeAsync("sqs", State("10:00", severity: 3));
        await routing.DrainAsync();

        (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem().Severity!.Value.Value.ShouldBe(8);
        routing.Pager.Taken.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_alert_of_an_older_state_says_nothing_that_goes_back(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind);
        await routing.TakeAsync("sqs", State("09:00", count: 1));
        await routing.TakeAsync(AlertIntake.LookedUp, State("10:00", count: 2));
        await routing.TakeAsync("sqs", State("11:00", count: 7, severity: 8));
        await routing.DrainAsync();
        var thread = (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem();
        var told = await routing.WordsAsync(thread);

        await routing.TakeAsync("sqs", State("10:00", count: 2));
        await routing.DrainAsync();
        (await routing.WordsAsync(thread)).ShouldBe(told);
        (await routing.ThreadsAsync(Routing.Ops)).ShouldHaveSingleItem().Count.ShouldBe(7);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Roads_that_bring_it_at_once_begin_one_thread(StoreKind kind)
    {
        await using var routing = await Routing.StartAsync(kind);
        await Task.WhenAll(Enumerable.Range(1, 8).SelectMany(number => new[] { AlertIntake.LookedUp, "sqs", "guardduty" }.Select(source => Task.Run(() => routing.TakeAsync(source, State("10:00", number: number))))));
        await routing.DrainAsync();

        (await routing.FindingsAsync(Routing.Ops)).ShouldBe([.. Enumerable.Range(1, 8).Select(static number => $"Finding {number}")]);
        routing.Pager.Taken.Count.ShouldBe(8);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Marks_never_go_back_and_a_search_is_kept_by_channel(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var marks = new PollingMarks(store.Database);
        var at = store.Time.GetUtcNow();
        (await marks.FindAsync("own/us-east-1", default)).ShouldBeNull();
        foreach (var minutes in new[] { 10, 20, 5 }) await store.WriteAsync(work => marks.MoveAsync(work, "own/us-east-1", at.AddMinutes(minutes)));
        await store.WriteAsync(work => marks.MoveAsync(work, "own/eu-west-1", at));
        (await marks.FindAsync("own/us-east-1", default)).ShouldBe(at.AddMinutes(20));

        var searches = new FindingSearches();
        var (one, other) = (ThreadId.New(at), ThreadId.New(at));
        await store.WriteAsync(work => searches.KeepAsync(work, Routing.Ops, "//f1", one));
        await store.WriteAsync(work => searches.KeepAsync(work, Routing.Ops, "//f1", other));
        (await store.WriteAsync(work => searches.FindAsync(work, Routing.Ops, "//f1"))).ShouldBe(other);
        (await store.WriteAsync(work => searches.FindAsync(work, Routing.General, "//f1"))).ShouldBeNull();
    }

    private static Investigation.Findings.FindingId Finding => SomeFinding.Item(State("10:00")).Finding.Id;

    private static JsonObject State(string at, int count = 1, double severity = 5, int number = 1) => SomeFinding.Json(number, severity: severity, count: count, updatedAt: $"2026-03-01T{at}:00Z");
}
