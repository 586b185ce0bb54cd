using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using static ChatOps.Bot.Alerts.Routing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

public sealed class RouteElsewhereTests
{
    private const string Why = "Routed here: pager:T1/ops cannot be spoken in (is_archived). Repair it, then resend one of its messages on the operator's page.";

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_of_a_channel_that_is_gone_are_told_in_its_chat_s_fallback_and_why(StoreKind kind)
    {
        await using var routing = await StartAsync(kind);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1, 2);
        await routing.DrainAsync();
        routing.Pager.RootsIn(General).ShouldBe(["Finding 1", "Finding 2"]);

        await routing.TakeAsync(3); // it is stopped already
        await routing.DrainAsync();

        routing.Pager.RootsIn(General).ShouldBe(["Finding 1", "Finding 2", "Finding 3"]);
        foreach (var thread in await routing.ThreadsAsync(General)) (await routing.WordsAsync(thread))[1].ShouldBe(Why);
        (await routing.FindingsAsync(Room)).ShouldBeEmpty();
        (await routing.ThreadsAsync(Ops)).Select(static thread => thread.RoutedTo).ShouldBe((await routing.ThreadsAsync(General)).Select(static thread => (ThreadId?)thread.Id), ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_even_the_fallback_cannot_tell_ends_in_the_room_each_finding_once(StoreKind kind)
    {
        await using var routing = await StartAsync(kind);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1);
        await routing.DrainAsync();
        routing.Pager.Gone[General] = DeliveryFailure.CredentialRevoked;
        await routing.TakeAsync(2, 3); // by way of general
        await routing.DrainAsync();
        await routing.TakeAsync(4); // general is stopped too
        await routing.DrainAsync();

        (await routing.FindingsAsync(Room)).ShouldBe(["Finding 2", "Finding 3", "Finding 4"]);
        var words = new Dictionary<string, string>();
        foreach (var thread in await routing.ThreadsAsync(Room)) words[thread.Title] = (await routing.WordsAsync(thread))[1];
        words["Finding 3"].ShouldStartWith("Routed here: pager:T1/general cannot be spoken in (token_revoked).");
        words["Finding 4"].ShouldBe(Why);

        routing.Pager.Gone.Remove(General); // a good token, while ops is still gone
        await routing.ResendAsync(General);
        await routing.TakeAsync(5);
        await routing.DrainAsync();
        routing.Pager.RootsIn(General).ShouldBe(["Finding 1", "Finding 2", "Finding 3", "Finding 5"]);
        (await routing.FindingsAsync(Room)).Count.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repaired_channel_is_told_what_waited_for_it_and_nothing_more_is_routed(StoreKind kind)
    {
        await using var routing = await StartAsync(kind);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1, 2);
        await routing.DrainAsync();

        routing.Pager.Gone.Clear();
        await routing.ResendAsync(Ops);
        await routing.TakeAsync(3);
        await routing.DrainAsync();

        routing.Pager.RootsIn(Ops).ShouldBe(["Finding 1", "Finding 2", "Finding 3"]);
        routing.Pager.RootsIn(General).ShouldBe(["Finding 1", "Finding 2"]);
        (await routing.ThreadsAsync(General)).ShouldAllBe(static thread => thread.State == ThreadState.Open);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_runs_again_routes_nothing_twice(StoreKind kind)
    {
        await using var routing = await StartAsync(kind);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1, 2);
        await routing.DrainAsync();
        var job = new ClaimedJob(1, RouteElsewherePayload.Job(Ops, routing.Store.Time.GetUtcNow()), 2, routing.Store.Time.GetUtcNow());

        (await routing.Route.RunAsync(job, default)).ShouldBe(new JobDone());
        await routing.ResendAsync(Ops); // it is gone still
        await routing.DrainAsync();

        (await routing.FindingsAsync(General)).ShouldBe(["Finding 1", "Finding 2"]);
        routing.Pager.Taken.Count.ShouldBe(4, "two roots, two sentences");
        (await routing.FindingsAsync(Room)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_routed_once_the_channel_is_repaired()
    {
        await using var routing = await StartAsync();
        await routing.TakeAsync(1);
        var job = new ClaimedJob(1, RouteElsewherePayload.Job(Ops, routing.Store.Time.GetUtcNow()), 1, routing.Store.Time.GetUtcNow());

        (await routing.Route.RunAsync(job, default)).ShouldBe(new JobDone());

        (await routing.FindingsAsync(General)).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_one_run_holds_are_all_routed()
    {
        await using var routing = await StartAsync();
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(Enumerable.Range(1, (RouteElsewhere.Most * 2) + 5));

        await routing.DrainAsync();

        routing.Pager.RootsIn(General).Count.ShouldBe((RouteElsewhere.Most * 2) + 5);
        routing.Pager.RootsIn(General).ShouldBeUnique();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_storm_stays_one_where_it_is_routed_and_its_summary_says_why_it_is_here(StoreKind kind)
    {
        await using var routing = await StartAsync(kind, storm: 3);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(Enumerable.Range(1, 8)); // of which five are in a summary nobody sees

        await routing.DrainAsync();

        var threads = await routing.ThreadsAsync(General);
        threads.Count(static thread => thread.Finding is not null).ShouldBe(8);
        threads.Count(static thread => thread.Finding is not null && thread.State == ThreadState.Open).ShouldBe(3);
        var summary = threads.Single(static thread => thread.Finding is null);
        threads.Where(static thread => thread.State == ThreadState.Summarised).ShouldAllBe(thread => thread.SummarisedIn == summary.Id);
        (await routing.WordsAsync(summary)).ShouldBe([(await routing.WordsAsync(summary))[0], Why]);
        (await routing.WordsAsync(summary))[0].ShouldContain("5 new findings");
        routing.Pager.RootsIn(General).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("Findings:Source=sample", 1, 0)]
    [InlineData("Alerts:ApiKey=0123456789abcdef", 0, 1)]
    public async Task The_sample_day_is_routed_to_the_room_unless_it_was_asked_for_in_chats(string option, int inGeneral, int inRoom)
    {
        await using var routing = await StartAsync(options: option);
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(SampleReplay.SourceName, [1]);
        if ((await routing.ThreadsAsync(Ops)).Count == 0) await BegunByHandAsync(routing);

        await routing.DrainAsync();

        (await routing.FindingsAsync(General)).Count.ShouldBe(inGeneral);
        (await routing.FindingsAsync(Room)).Count.ShouldBe(inRoom);
    }

    [Fact]
    public async Task A_finding_that_is_told_in_the_fallback_already_is_left_as_it_is()
    {
        await using var routing = await StartAsync(options: "Routes:0:Channel=pager:T1/ops,pager:T1/general");
        routing.Pager.Gone[Ops] = DeliveryFailure.DestinationGone;
        await routing.TakeAsync(1);

        await routing.DrainAsync();

        (await routing.WordsAsync((await routing.ThreadsAsync(General)).ShouldHaveSingleItem())).ShouldHaveSingleItem();
        (await routing.ThreadsAsync(Ops)).ShouldHaveSingleItem().RoutedTo.ShouldNotBeNull();
        (await routing.FindingsAsync(Room)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chat_that_is_configured_no_more_sends_its_findings_to_the_room()
    {
        await using var routing = await StartAsync(options: "Routes:0:Channel=gone:T1/ops");
        await routing.TakeAsync(1);

        await routing.DrainAsync();

        var thread = (await routing.ThreadsAsync(Room)).ShouldHaveSingleItem();
        (await routing.WordsAsync(thread))[1].ShouldStartWith("Routed here: gone:T1/ops cannot be spoken in (no gone is configured).");
    }

    /// <summary>A finding of the sample day somebody asked for in a chat it would not have come to.</summary>
    private static Task BegunByHandAsync(Routing routing) => routing.Store.WriteAsync(async work =>
    {
        var finding = SomeFinding.Item(SomeFinding.Json(1)).Finding;
        var now = routing.Store.Time.GetUtcNow();
        var thread = new InvestigationThread { Id = new ThreadId("asked"), Channel = Ops, Finding = finding.Id, Title = finding.Title, State = ThreadState.Open, IsSample = true, CreatedAt = now, UpdatedAt = now };
        await routing.Store.Threads.SaveAsync(work, thread);
        await routing.Store.Threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, Persistence.SomeThread.Card(finding.Title));
    });
}
