using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using static ChatOps.Bot.Persistence.SomeThread;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Persistence;

public sealed class ThreadStoreTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_root_is_awaited_until_the_chat_has_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        var before = store.Time.GetUtcNow();
        await SaveAsync(store, thread);
        (await store.Threads.AwaitsRootAsync(thread.Channel, before, default)).ShouldBeTrue();
        (await store.Threads.AwaitsRootAsync(thread.Channel, before.AddSeconds(1), default)).ShouldBeFalse();
        (await store.Threads.AwaitsRootAsync(ChannelRef.Web("other"), before, default)).ShouldBeFalse();
        await SaveAsync(store, thread with { State = ThreadState.Summarised });
        (await store.Threads.AwaitsRootAsync(thread.Channel, before, default)).ShouldBeFalse();
        await SaveAsync(store, thread with { ExternalId = "1.1" });
        (await store.Threads.AwaitsRootAsync(thread.Channel, before, default)).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_nobody_has_seen_in_a_channel_are_found_newest_first(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        InvestigationThread Next(string id, string channel = "security")
        {
            store.Time.Advance(TimeSpan.FromSeconds(1));
            return About(id, id, store.Time, channel);
        }

        var seen = In("security", "s1", store.Time) with { ExternalId = "1.1" };
        var unseen = In("security", "s2", store.Time);
        await SaveAsync(store, seen);
        await SaveAsync(store, unseen); // a summary, and so no finding
        await SaveAsync(store, Next("open"));
        await SaveAsync(store, Next("investigating") with { State = ThreadState.Investigating });
        await SaveAsync(store, Next("summarised") with { State = ThreadState.Summarised, SummarisedIn = unseen.Id });
        await SaveAsync(store, Next("told") with { State = ThreadState.Summarised, SummarisedIn = seen.Id });
        await SaveAsync(store, Next("closed") with { State = ThreadState.Closed });
        await SaveAsync(store, Next("posted") with { ExternalId = "1.2" });
        await SaveAsync(store, Next("routed") with { RoutedTo = new ThreadId("t9") });
        await SaveAsync(store, Next("other", "other"));

        (await store.Threads.UnseenAsync(ChannelRef.Web("security"), 50, default)).Select(static thread => thread.Id.Value).ShouldBe(["summarised", "investigating", "open"]);
        (await store.Threads.UnseenAsync(ChannelRef.Web("security"), 2, default)).Select(static thread => thread.Id.Value).ShouldBe(["summarised", "investigating"]);

        var routed = (await store.Threads.FindAsync(new ThreadId("routed"), default)).ShouldNotBeNull();
        await SaveAsync(store, routed with { RoutedTo = null, Title = "by a late save" });
        (await store.Threads.UnseenAsync(ChannelRef.Web("security"), 50, default)).Count.ShouldBe(3);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thread_comes_back_as_it_was_saved(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var now = store.Time.GetUtcNow();
        var thread = About("f1", "t1", store.Time) with
        {
            Title = "hostile 🟠 <!channel> \u202E",
            State = ThreadState.Summarised,
            Count = 41,
            Interval = new ScopeTime(new TimeWindow(now, now.AddHours(2)), ScopeOrigin.SetByAnalyst, "Ana"),
            SummarisedIn = new ThreadId("t0"),
            RoutedTo = new ThreadId("t9"),
            Group = new SummaryGroup("Recon:EC2/Portscan", "i-1"),
            IsSample = true,
            ExternalId = "1722513600.000100",
        };
        await SaveAsync(store, thread);
        (await store.Threads.FindAsync(thread.Id, default)).ShouldBe(thread);

        var entity = In("security", "t2", store.Time) with { Entity = new EntityRef(EntityKind.Role, "a/b", "111122223333"), Channel = new ChannelRef("slack", "T1", "C1") };
        await SaveAsync(store, entity);
        (await store.WriteAsync(work => store.Threads.FindAsync(work, entity.Id))).ShouldBe(entity);
        (await store.Threads.FindAsync(new ThreadId("none"), default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_save_does_not_forget_what_the_vendor_calls_the_thread(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("x"), MessageKind.Root);
        await store.WriteAsync(work => store.Threads.RecordDeliveryAsync(work, root.Id, 1, "ts1"));

        await SaveAsync(store, thread with { Title = "new title" });

        var kept = (await store.Threads.FindAsync(thread.Id, default)).ShouldNotBeNull();
        (kept.Title, kept.ExternalId).ShouldBe(("new title", "ts1"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Threads_are_listed_newest_update_first_in_pages_that_meet(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        for (var n = 0; n < 25; n++)
        {
            await SaveAsync(store, About($"f{n}", $"t{n:D2}", store.Time, n % 5 == 0 ? "other" : "security") with { State = n % 2 == 0 ? ThreadState.Open : ThreadState.Closed });
            if (n % 3 == 0) store.Time.Advance(TimeSpan.FromSeconds(1)); // some share their time
        }

        var seen = new List<string>();
        ThreadCursor? cursor = null;
        do
        {
            var page = await store.Threads.ListAsync(new ThreadFilter(Limit: 4, Cursor: cursor), default);
            seen.AddRange(page.Items.Select(static thread => thread.Id.Value));
            cursor = page.Next is { } next ? ThreadCursor.Parse(next.ToString()) : null;
        }
        while (cursor is not null);

        seen.Count.ShouldBe(25);
        seen.ShouldBe(seen.OrderDescending(StringComparer.Ordinal));
        (await store.Threads.ListAsync(new ThreadFilter(FindingArn: "arn:f7"), default)).Items.ShouldHaveSingleItem().Id.Value.ShouldBe("t07");
        (await store.Threads.ListAsync(new ThreadFilter(Vendor: "slack"), default)).Items.ShouldBeEmpty();
        (await store.Threads.ListAsync(new ThreadFilter(Channel: "other", State: ThreadState.Open), default)).Items.Count.ShouldBe(3);
        (await store.Threads.ChannelsAsync("web", default)).ShouldBe([new ChannelCount(ChannelRef.Web("other"), 5, 3), new ChannelCount(ChannelRef.Web("security"), 20, 10)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_finding_has_one_thread_in_each_channel(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await SaveAsync(store, About("f1", "t1", store.Time));
        await SaveAsync(store, About("f1", "t2", store.Time, "other"));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => SaveAsync(store, About("f1", "t3", store.Time)));

        var threads = await store.WriteAsync(work => store.Threads.OfFindingAsync(work, new FindingId(SomeDelivery.Account, SomeDelivery.Region, "f1")));
        threads.Select(static thread => thread.Id.Value).ShouldBe(["t1", "t2"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_has_one_thread_that_is_not_closed(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var entity = new EntityRef(EntityKind.UserAgent, new string('x', 9000));
        var thread = In("security", "t1", store.Time) with { Entity = entity };
        ValueTask<InvestigationThread?> Find(IWork work) => store.Threads.OfEntityAsync(work, entity, thread.Channel);
        (await store.WriteAsync(Find)).ShouldBeNull();
        await SaveAsync(store, thread);
        (await store.WriteAsync(Find)).ShouldBe(thread);
        await SaveAsync(store, thread with { State = ThreadState.Closed });
        (await store.WriteAsync(Find)).ShouldBeNull();
        await SaveAsync(store, thread with { Id = new ThreadId("t2") });
        (await store.WriteAsync(Find)).ShouldNotBeNull().Id.Value.ShouldBe("t2");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_is_posted_once_and_edited_under_its_key(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("one"), MessageKind.Root);
        (root.Version, root.SentVersion, root.EditedAt, root.Delivery).ShouldBe((1, 0, null, MessageDelivery.Pending));
        var job = (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem().Job;
        (job.Lane, job.Order, job.Kind, job.Priority, job.Coalesce).ShouldBe(("web:security", "t1", "deliver-message", JobPriority.Root, root.Id.Value));
        JsonSerializer.Deserialize(job.Payload, ThreadJobsJson.Default.DeliverMessagePayload)!.Message.ShouldBe(root.Id.Value);

        store.Time.Advance(TimeSpan.FromMinutes(1));
        (await PutAsync(store, thread, "root", Card("one"), MessageKind.Root)).Version.ShouldBe(1, "nothing changed");
        var edited = await PutAsync(store, thread, "root", Card("two"), MessageKind.Root);
        (edited.Id, edited.Version, edited.EditedAt).ShouldBe((root.Id, 2, store.Time.GetUtcNow()));
        (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem("the waiting job stands for the edit");

        var reply = await PutAsync(store, thread, "pivots", Card("three"));
        (await store.Threads.MessagesAsync(thread.Id, default)).Select(static message => message.Key).ShouldBe(["root", "pivots"]);
        (await store.Threads.FindMessageAsync(reply.Id, default)).ShouldNotBeNull().Kind.ShouldBe(MessageKind.Card);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Once_sent_a_message_is_edited_with_the_priority_of_an_edit(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("one"), MessageKind.Root);
        await store.DrainAsync(static _ => new JobDone());
        await store.WriteAsync(work => store.Threads.RecordDeliveryAsync(work, root.Id, 1, "ts1"));
        var sent = (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull();
        (sent.Delivery, sent.SentVersion, sent.ExternalId).ShouldBe((MessageDelivery.Sent, 1, "ts1"));
        (await store.Threads.FindAsync(thread.Id, default)).ShouldNotBeNull().ExternalId.ShouldBe("ts1");

        await PutAsync(store, thread, "root", Card("two"), MessageKind.Root);
        (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem().Job.Priority.ShouldBe(JobPriority.Edit);
        (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull().Delivery.ShouldBe(MessageDelivery.Pending);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thread_whose_root_was_posted_anew_is_found_by_the_old_one_too(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("one"), MessageKind.Root);
        foreach (var ts in new[] { "ts1", "ts1", "ts2", "ts3" }) await store.WriteAsync(work => store.Threads.RecordDeliveryAsync(work, root.Id, 1, ts));

        foreach (var ts in new[] { "ts1", "ts2", "ts3" }) (await store.Threads.FindAsync(thread.Channel, ts, default)).ShouldNotBeNull().ExternalId.ShouldBe("ts3");
        (await store.Threads.FindAsync(thread.Channel with { Channel = "other" }, "ts1", default)).ShouldBeNull();
        (await store.Threads.FindAsync(thread.Channel, "ts4", default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_late_record_of_an_older_version_does_not_hide_that_an_edit_waits(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("one"), MessageKind.Root);
        await PutAsync(store, thread, "root", Card("two"), MessageKind.Root);
        await store.WriteAsync(work => store.Threads.RecordDeliveryAsync(work, root.Id, 1, "ts1"));

        var kept = (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull();
        (kept.Version, kept.SentVersion, kept.Delivery).ShouldBe((2, 1, MessageDelivery.Pending));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_whose_job_died_is_dead_until_it_is_resent(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var root = await PutAsync(store, thread, "root", Card("one"), MessageKind.Root);
        await store.DrainAsync(static _ => new JobDead("invalid_blocks"));
        (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull().Delivery.ShouldBe(MessageDelivery.Dead);

        await store.Queue.ResendAsync((await store.Queue.ListAsync(JobState.Dead, 1, default))[0].Id, default);
        (await store.Threads.MessagesAsync(thread.Id, default)).ShouldHaveSingleItem().Delivery.ShouldBe(MessageDelivery.Pending);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Buttons_get_ids_nobody_can_guess_and_keep_them_while_they_stay_the_same(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread);
        var list = new CardList([new CardItem("first", Button("Open", argument: "one")), new CardItem("none"), new CardItem("second", Button("Open", argument: "two"))]);
        var card = Card("x", Button("Investigate"), Button("Investigate")) with { Sections = [list] };
        var before = CardButtons.Of((await PutAsync(store, thread, "root", card)).Card).Select(static button => button.Id!).ToList();
        before.Distinct().Count().ShouldBe(4);
        before.ShouldAllBe(static id => id.Length == 32);

        var after = await PutAsync(store, thread, "root", card with { Buttons = [Button("Investigate"), Button("Close", "interval")], Title = "changed" });

        var ids = CardButtons.Of(after.Card).Select(static button => button.Id!).ToList();
        before.ShouldContain(ids[0]);
        before.ShouldNotContain(ids[1]);
        ids[2..].ShouldBe(before[2..]);
        var pressed = (await store.Threads.FindButtonAsync(ids[3], default)).ShouldNotBeNull();
        (pressed.Thread, pressed.Message, pressed.Button.Action).ShouldBe((thread.Id, after.Id, new CardAction("investigate", "two")));
        (await store.Threads.FindButtonAsync(before[1], default)).ShouldNotBeNull("somebody may press it before the edit arrives");
        (await store.Threads.FindButtonAsync("00000000000000000000000000000000", default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_text_comes_back_as_it_was_written(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = In("security", "t1", store.Time);
        await SaveAsync(store, thread with { Title = "a\0b\uD83D<script>" });
        (await store.Threads.FindAsync(thread.Id, default)).ShouldNotBeNull().Title.ShouldBe("ab\uFFFD<script>");

        foreach (var text in new[] { "<!channel> <script>alert(1)</script> [x](javascript:y) \u202E\u2066 '\"; --", "👩‍👩‍👧‍👦 🟠 é ﷽", new string('ß', 1_000_000) })
        {
            var card = new Card(CardKind.Finding, CardText.Of(new Literal(text))) { Buttons = [Button(text.Length > 1000 ? "long" : text, argument: text)] };
            var kept = await PutAsync(store, thread, $"key {text}", card);
            kept.Card.Title.Runs.ShouldHaveSingleItem().ShouldBe(new Literal(text));
            (await store.Threads.FindButtonAsync(kept.Card.Buttons[0].Id!, default)).ShouldNotBeNull().Button.Action.Argument.ShouldBe(text);
            (await PutAsync(store, thread, $"key {text}", card)).Version.ShouldBe(1, "the same card again is no change");
        }

        var broken = await PutAsync(store, thread, "broken", Card("half a pair \uD83D", Button("nul \0 and half \uDE00")));
        broken.Card.Title.Runs.ShouldBe([new Literal("half a pair \uFFFD")]);
        (await PutAsync(store, thread, "broken", Card("half a pair \uD83D", Button("nul \0 and half \uDE00")))).Version.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Storms_are_measured_by_roots_and_grouped_in_their_summary(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var start = store.Time.GetUtcNow();
        for (var n = 0; n < 4; n++)
        {
            var thread = About($"f{n}", $"t{n}", store.Time) with { Group = new SummaryGroup("Recon", n == 0 ? "i-2" : "i-1"), SummarisedIn = n == 3 ? null : new ThreadId("s1"), Severity = new Severity(n) };
            await SaveAsync(store, thread);
            await PutAsync(store, thread, "root", Card("x"), MessageKind.Root);
            await PutAsync(store, thread, "reply", Card("y"));
            store.Time.Advance(TimeSpan.FromSeconds(10));
        }

        var channel = ChannelRef.Web("security");
        (await store.WriteAsync(work => store.Threads.RootsSinceAsync(work, channel, start))).ShouldBe(4);
        (await store.WriteAsync(work => store.Threads.RootsSinceAsync(work, channel, start.AddSeconds(20)))).ShouldBe(2);
        (await store.WriteAsync(work => store.Threads.RootsSinceAsync(work, ChannelRef.Web("other"), start))).ShouldBe(0);
        (await store.WriteAsync(work => store.Threads.SummaryOfAsync(work, channel, start))).ShouldBeNull();
        await SaveAsync(store, In("security", "s1", store.Time));
        (await store.WriteAsync(work => store.Threads.SummaryOfAsync(work, channel, start))).ShouldNotBeNull().Id.Value.ShouldBe("s1");
        (await store.WriteAsync(work => store.Threads.SummarisedAsync(work, new ThreadId("s1")))).ShouldBe(
            [new SummarisedGroup(new SummaryGroup("Recon", "i-1"), 2, new Severity(2)), new SummarisedGroup(new SummaryGroup("Recon", "i-2"), 1, new Severity(0))]);
    }

    [PostgresFact]
    public async Task Hosts_that_put_the_same_message_at_once_agree()
    {
        await using var one = await StoreUnderTest.CreateAsync(StoreKind.Postgres);
        await using var two = await one.AnotherHostAsync();
        var thread = In("security", "t1", one.Time);
        await SaveAsync(one, thread);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => PutAsync(n % 2 == 0 ? one : two, thread, "root", Card($"{n}"), MessageKind.Root)));

        (await one.Threads.MessagesAsync(thread.Id, default)).ShouldHaveSingleItem().Version.ShouldBe(20);
        (await one.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem();
    }

    private static Task SaveAsync(StoreUnderTest store, InvestigationThread thread) => store.WriteAsync(work => store.Threads.SaveAsync(work, thread));

    private static Task<ThreadMessage> PutAsync(StoreUnderTest store, InvestigationThread thread, string key, Card card, MessageKind kind = MessageKind.Card) =>
        store.WriteAsync(work => store.Threads.PutAsync(work, thread, key, kind, card));
}
