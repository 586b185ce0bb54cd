using ChatOps.Bot.Channels;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Persistence;

/// <summary>What is kept of chats: what they told, what they hold, who we are there.</summary>
public sealed class ChatStoresTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_told_twice_is_heard_once_and_a_work_undone_is_not_heard(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var hearing = new Hearing(store.Database, store.Time);
        (await store.WriteAsync(work => hearing.TakeAsync(work, "slack", "Ev1"))).ShouldBeTrue();
        (await store.WriteAsync(work => hearing.TakeAsync(work, "slack", "Ev1"))).ShouldBeFalse();
        (await store.WriteAsync(work => hearing.TakeAsync(work, "teams", "Ev1"))).ShouldBeTrue();
        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync<bool>(async work =>
        {
            await hearing.TakeAsync(work, "slack", "Ev2");
            throw new InvalidOperationException("no room on the disk");
        }));
        (await store.WriteAsync(work => hearing.TakeAsync(work, "slack", "Ev2"))).ShouldBeTrue();
        (await store.WriteAsync(work => hearing.TakeAsync(work, "slack", new string('x', 5000)))).ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_hearings_of_the_same_at_once_are_one(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await using var other = await store.AnotherHostAsync();
        var tellings = Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? store : other).WriteAsync(work => new Hearing(store.Database, store.Time).TakeAsync(work, "slack", "Ev1")));
        (await Task.WhenAll(tellings)).Count(static isNew => isNew).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_longer_than_is_kept_is_known_again_and_differs_from_one_that_begins_like_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        Task<bool> TakeAsync(string key) => store.WriteAsync(work => new Hearing(store.Database, store.Time).TakeAsync(work, "teams", key));
        (await TakeAsync(new string('x', 5000))).ShouldBeTrue();
        (await TakeAsync(new string('x', 5000))).ShouldBeFalse();
        (await TakeAsync(new string('x', 4999) + "y")).ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_comes_again_tells_when_it_came_first_until_that_is_too_long_ago(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var hearing = new Hearing(store.Database, store.Time);
        Task<DateTimeOffset> FirstAsync(string vendor, string key) => store.WriteAsync(work => hearing.FirstHeardAsync(work, vendor, key, store.Time.GetUtcNow(), TimeSpan.FromMinutes(1)));
        var first = store.Time.GetUtcNow();
        (await FirstAsync("teams", "same")).ShouldBe(first);
        store.Time.Advance(TimeSpan.FromSeconds(15));
        (await FirstAsync("teams", "same")).ShouldBe(first);
        (await FirstAsync("teams", "other")).ShouldBe(store.Time.GetUtcNow());
        (await FirstAsync("slack", "same")).ShouldBe(store.Time.GetUtcNow());
        store.Time.Advance(TimeSpan.FromSeconds(45));
        (await FirstAsync("teams", "same")).ShouldBe(first);
        store.Time.Advance(TimeSpan.FromTicks(10));
        var again = store.Time.GetUtcNow();
        (await FirstAsync("teams", "same")).ShouldBe(again);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        (await FirstAsync("teams", "same")).ShouldBe(again);
        (await FirstAsync("teams", new string('x', 5000))).ShouldBe(store.Time.GetUtcNow());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_at_once_all_agree_on_the_first_and_a_work_undone_was_none(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await using var other = await store.AnotherHostAsync();
        var undone = store.Time.GetUtcNow();
        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync<bool>(async work =>
        {
            (await new Hearing(store.Database, store.Time).FirstHeardAsync(work, "teams", "same", undone, TimeSpan.FromMinutes(1))).ShouldBe(undone);
            throw new InvalidOperationException("no room on the disk");
        }));
        store.Time.Advance(TimeSpan.FromSeconds(20));
        var tellings = Enumerable.Range(0, 20).Select(n => n % 2 == 0 ? store : other)
            .Select(host => host.WriteAsync(work => new Hearing(host.Database, host.Time).FirstHeardAsync(work, "teams", "same", host.Time.GetUtcNow(), TimeSpan.FromMinutes(1))));
        (await Task.WhenAll(tellings)).ShouldAllBe(first => first == store.Time.GetUtcNow());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Old_hearings_and_receipts_are_swept_in_bites(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var hearing = new Hearing(store.Database, store.Time);
        var receipts = new ReceiptStore(store.Time);
        foreach (var n in Enumerable.Range(0, 5)) await store.WriteAsync(work => hearing.TakeAsync(work, "slack", $"old{n}"));
        await store.WriteAsync(work => receipts.KeepAsync(work, "old", new CommandReceipt(null, "x", [])));
        store.Time.Advance(TimeSpan.FromDays(4));
        await store.WriteAsync(work => hearing.TakeAsync(work, "slack", "new"));
        var before = store.Time.GetUtcNow() - TimeSpan.FromDays(3);
        (await hearing.SweepAsync(before, 3, default)).ShouldBe(3);
        (await hearing.SweepAsync(before, 3, default)).ShouldBe(2);
        (await store.WriteAsync(work => hearing.TakeAsync(work, "slack", "new"))).ShouldBeFalse();
        (await store.WriteAsync(work => receipts.FindAsync(work, "old"))).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_receipt_is_given_again_as_it_was_and_the_first_one_stays(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var receipts = new ReceiptStore(store.Time);
        var receipt = new CommandReceipt(new ThreadId("t1"), "which one? <!channel> 🟠", [new CommandChoice("a", "b", "/investigate a")]);
        (await store.WriteAsync(work => receipts.FindAsync(work, "k"))).ShouldBeNull();
        await store.WriteAsync(work => receipts.KeepAsync(work, "k", receipt));
        await store.WriteAsync(work => receipts.KeepAsync(work, "k", new CommandReceipt(null, null, [])));
        var kept = (await store.WriteAsync(work => receipts.FindAsync(work, "k"))).ShouldNotBeNull();
        (kept.Thread, kept.Text).ShouldBe((receipt.Thread, receipt.Text));
        kept.Choices.ShouldBe(receipt.Choices);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Parts_of_a_message_and_our_identities_are_replaced_by_their_newest_state(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var parts = new DeliveredParts(store.Database);
        var message = new MessageId("m1");
        await parts.RecordAsync(new DeliveredPart(message, "part:2", "1.1", "1"), default);
        await parts.RecordAsync(new DeliveredPart(message, "part:2", "1.1", "2"), default);
        await parts.RecordAsync(new DeliveredPart(message, "csv:1", "F1", "abc"), default);
        await parts.RecordAsync(new DeliveredPart(new MessageId("m2"), "csv:1", "F2", "abc"), default);
        (await parts.OfAsync(message, default)).ShouldBe([new(message, "csv:1", "F1", "abc"), new(message, "part:2", "1.1", "2")]);
        await parts.RemoveAsync(message, "part:2", default);
        await parts.RemoveAsync(message, "part:9", default);
        (await parts.OfAsync(message, default)).ShouldBe([new(message, "csv:1", "F1", "abc")]);
        (await parts.OfAsync(new MessageId("m2"), default)).Count.ShouldBe(1);

        var identities = new ChatIdentities(store.Database, store.Time);
        (await identities.OfAsync("slack", default)).ShouldBeEmpty();
        await identities.SaveAsync(new ChatIdentity("slack", "T1", "One", "U1", "B1"), default);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await identities.SaveAsync(new ChatIdentity("slack", "T2", "Two", "U2", ""), default);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await identities.SaveAsync(new ChatIdentity("slack", "T1", "One renamed", "U1", "B1"), default);
        (await identities.OfAsync("slack", default)).Select(static identity => identity.Name).ShouldBe(["One renamed", "Two"]);
        (await identities.OfAsync("teams", default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thread_is_found_by_the_chat_s_own_id_within_its_channel(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var security = new ChannelRef("slack", "T1", "C1");
        var thread = SomeThread.In("security", "t1", store.Time) with { Channel = security, ExternalId = "1722470400.000100" };
        await store.WriteAsync(work => store.Threads.SaveAsync(work, thread));
        (await store.Threads.FindAsync(security, "1722470400.000100", default)).ShouldBe(thread);
        (await store.Threads.FindAsync(security with { Workspace = "T2" }, "1722470400.000100", default)).ShouldBeNull();
        (await store.Threads.FindAsync(security, "1722470400.000101", default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_place_is_kept_as_it_was_last_seen_until_it_is_removed(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var places = new ChatPlaces(store.Database, store.Time);
        var channel = new ChannelRef("teams", "tenant", "19:abc@thread.tacv2");
        (await places.FindAsync(channel, default)).ShouldBeNull();

        await places.SaveAsync(new ChatPlace(channel, new Uri("https://smba.example/amer/"), null, null, IsClosed: true), default);
        var newer = new ChatPlace(channel, new Uri("https://smba.example/emea/"), "19:team@thread.tacv2", "Security <!channel> 🟠", IsClosed: false);
        await places.SaveAsync(newer, default);
        (await places.FindAsync(channel, default)).ShouldBe(newer);
        (await places.FindAsync(channel with { Workspace = "another" }, default)).ShouldBeNull();

        await places.RemoveAsync(channel with { Vendor = "slack" }, default);
        (await places.FindAsync(channel, default)).ShouldBe(newer);
        await places.RemoveAsync(channel, default);
        (await places.FindAsync(channel, default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Places_of_a_team_are_those_of_it_alone_the_newest_first(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var places = new ChatPlaces(store.Database, store.Time);
        async Task SeenAsync(string workspace, string channel, string? team)
        {
            store.Time.Advance(TimeSpan.FromSeconds(1));
            await places.SaveAsync(new ChatPlace(new ChannelRef("teams", workspace, channel), new Uri("https://smba.example/"), team, "name", IsClosed: false), default);
        }

        await SeenAsync("one", "a", "team1");
        await SeenAsync("one", "b", "team1");
        await SeenAsync("one", "c", "team2");
        await SeenAsync("one", "chat", null);
        await SeenAsync("two", "d", "team1");
        await SeenAsync("one", "a", "team1");

        (await places.ListAsync("teams", "one", "team1", default)).Select(static place => place.Conversation.Channel).ShouldBe(["a", "b"]);
        (await places.ListAsync("teams", "one", null, default)).Select(static place => place.Conversation.Channel).ShouldBe(["a", "chat", "c", "b"]);
        (await places.ListAsync("slack", "one", null, default)).ShouldBeEmpty();
    }
}
