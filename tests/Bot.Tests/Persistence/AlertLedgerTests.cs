using ChatOps.Bot.Alerts;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using static ChatOps.Bot.Persistence.SomeDelivery;

namespace ChatOps.Bot.Persistence;

public sealed class AlertLedgerTests
{
    private static readonly TimeWindow Day = new(At("00:00"), At("00:00").AddDays(1));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_redelivery_changes_nothing(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var delivery = Of(count: 12);
        (await RecordAsync(store, delivery)).Novelty.ShouldBe(DeliveryNovelty.NewFinding);

        var again = await RecordAsync(store, delivery with { ReceivedAt = At("05:00"), Source = "another road" });

        again.Novelty.ShouldBe(DeliveryNovelty.Redelivery);
        again.Current.Count.ShouldBe(12);
        (await store.Lookup.DeliveriesAsync(delivery.Finding.Id, default)).ShouldHaveSingleItem().Source.ShouldBe("test");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_newer_delivery_replaces_the_state_and_says_what_was_before(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of(updated: "00:30", count: 12));
        var newer = await RecordAsync(store, Of(updated: "00:58", count: 41));

        newer.Novelty.ShouldBe(DeliveryNovelty.NewerState);
        newer.Previous.ShouldNotBeNull().Count.ShouldBe(12);
        newer.Current.Count.ShouldBe(41);
        (await store.Lookup.FindAsync(newer.Current.Id, default)).ShouldNotBeNull().Count.ShouldBe(41);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task With_the_same_time_the_higher_count_is_newer(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of(count: 12));
        (await RecordAsync(store, Of(count: 13))).Novelty.ShouldBe(DeliveryNovelty.NewerState);
        (await RecordAsync(store, Of(count: 11))).Novelty.ShouldBe(DeliveryNovelty.OlderState);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_older_delivery_is_kept_and_extends_history_but_the_state_does_not_go_back(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of(updated: "00:58", count: 41), Mention(EntityKind.IpAddress, "198.51.100.23", "00:40", "00:54"));

        var older = await RecordAsync(store, Of(updated: "00:30", count: 12), Mention(EntityKind.IpAddress, "198.51.100.23", "00:20", "00:29"), Mention(EntityKind.IpAddress, "203.0.113.9", "00:20", "00:29"));

        older.Novelty.ShouldBe(DeliveryNovelty.OlderState);
        older.Current.Count.ShouldBe(41);
        (await store.Lookup.FindAsync(older.Current.Id, default)).ShouldNotBeNull().Count.ShouldBe(41);
        (await store.WriteAsync(work => store.Ledger.CurrentAsync(work, older.Current.Id))).ShouldNotBeNull().Count.ShouldBe(41);
        (await store.WriteAsync(work => store.Ledger.CurrentAsync(work, new FindingId(Account, Region, "none")))).ShouldBeNull();
        (await store.Lookup.DeliveriesAsync(older.Current.Id, default)).Select(static delivery => delivery.Finding.Count).ShouldBe([41, 12]);
        (await store.WriteAsync(work => store.Ledger.HistoryAsync(work, older.Current.Id, 10))).Select(static finding => finding.Count).ShouldBe([12, 41]);
        var span = (await store.Lookup.MentionsAsync(EntityKind.IpAddress, "198.51.100.23", default)).ShouldHaveSingleItem();
        (span.FirstSeen, span.LastSeen).ShouldBe((At("00:20"), At("00:54")));
        (await store.Lookup.MentionsAsync(EntityKind.IpAddress, "203.0.113.9", default)).ShouldHaveSingleItem();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_document_is_kept_as_it_came(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var delivery = Of(title: "emoji 🟠, quotes \"'`, ­bidi \u202E");
        await RecordAsync(store, delivery);

        var kept = (await store.Lookup.DeliveriesAsync(delivery.Finding.Id, default)).ShouldHaveSingleItem();
        kept.Document.ShouldBe(delivery.Document);
        kept.Finding.Title.ShouldBe(delivery.Finding.Title);
        (kept.SentAt, kept.ReceivedAt).ShouldBe((delivery.SentAt, delivery.ReceivedAt));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_are_related_by_a_shared_entity_inside_the_window(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var address = new EntityRef(EntityKind.IpAddress, "198.51.100.23");
        await RecordAsync(store, Of("f1"), Mention(address.Kind, address.Id));
        await RecordAsync(store, Of("f2", last: "03:00"), Mention(address.Kind, address.Id), Mention(EntityKind.Ec2Instance, "i-1"));
        await RecordAsync(store, Of("f3", last: "02:00"), Mention(EntityKind.Ec2Instance, "i-1"));
        await RecordAsync(store, Of("f4"), Mention(EntityKind.Ec2Instance, "i-2"));
        await RecordAsync(store, Of("f5", first: "20:00", last: "20:30"), Mention(address.Kind, address.Id, "20:00", "20:30"));

        var related = await store.WriteAsync(work => store.Ledger.RelatedAsync(work, new FindingId(Account, Region, "f1"), [address, new EntityRef(EntityKind.Ec2Instance, "i-1")], new TimeWindow(At("00:00"), At("12:00")), 10));

        related.Select(static finding => finding.Id.Id).ShouldBe(["f2", "f3"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_of_an_entity_come_in_the_order_first_observed_with_the_times_of_the_entity(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of("late"), Mention(EntityKind.IpAddress, "198.51.100.23", "18:42", "18:42"));
        await RecordAsync(store, Of("early"), Mention(EntityKind.IpAddress, "198.51.100.23", "00:17", "00:17"), Mention(EntityKind.IpAddress, "198.51.100.23", "00:18", "00:30", relation: EntityRelation.Belongs));
        await RecordAsync(store, Of("other"), Mention(EntityKind.IpAddress, "198.51.100.24"));

        var associated = await store.Lookup.AssociatedAsync(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), Day, 10, default);

        associated.Select(static finding => (finding.Id.Id, finding.FirstSeen, finding.LastSeen)).ShouldBe([("early", At("00:17"), At("00:30")), ("late", At("18:42"), At("18:42"))]);
        (await store.Lookup.AssociatedAsync(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), new TimeWindow(At("01:00"), At("18:42")), 10, default)).ShouldBeEmpty("the end does not belong to the window");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_belongs_to_its_account(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of("f1"), Mention(EntityKind.Role, "admin", owner: Account, detectiveId: "AROA1"), Mention(EntityKind.Role, "admin", owner: "444455556666"));

        (await store.Lookup.AssociatedAsync(new EntityRef(EntityKind.Role, "admin", Account), Day, 10, default)).Count.ShouldBe(1);
        (await store.Lookup.AssociatedAsync(new EntityRef(EntityKind.Role, "admin"), Day, 10, default)).ShouldBeEmpty();
        var mentions = await store.Lookup.MentionsAsync(EntityKind.Role, "admin", default);
        mentions.Select(static mention => mention.Entity.Account).ShouldBe([Account, "444455556666"]);
        mentions[0].DetectiveId.ShouldBe("AROA1");
        (await store.Lookup.MentionsAsync(EntityKind.Role, "Admin", default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_word_of_a_search_must_occur_whatever_its_case(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(store, Of("aaa", title: "100% of ÜBER_calls \\ refused", last: "00:54"));
        await RecordAsync(store, Of("bbb", title: "100 of uber calls refused", type: "Recon:EC2/Portscan", last: "01:54"));

        async Task<IEnumerable<string>> SearchAsync(string words) => (await store.Lookup.SearchAsync(words, Day, 10, default)).Select(static finding => finding.Id.Id);
        (await SearchAsync("")).ShouldBe(["bbb", "aaa"]);
        (await SearchAsync("REFUSED 100")).ShouldBe(["bbb", "aaa"]);
        (await SearchAsync("100%")).ShouldBe(["aaa"]);
        (await SearchAsync("über_CALLS")).ShouldBe(["aaa"]);
        (await SearchAsync("r_c")).ShouldBe(["aaa"]);
        (await SearchAsync("\\")).ShouldBe(["aaa"]);
        (await SearchAsync("portscan refused")).ShouldBe(["bbb"]);
        (await SearchAsync("portscan über")).ShouldBeEmpty();
        (await SearchAsync("AAA")).ShouldBe(["aaa"]);
        (await SearchAsync("'; DROP TABLE finding; --")).ShouldBeEmpty();
        (await SearchAsync(new string('x', 60_000))).ShouldBeEmpty();
        (await SearchAsync("\0aaa\uD83D")).ShouldBeEmpty();
        (await store.Lookup.SearchAsync("", new TimeWindow(At("01:00"), At("02:00")), 10, default)).ShouldHaveSingleItem();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Completion_offers_known_entities_newest_first(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await RecordAsync(
            store,
            Of("f1"),
            Mention(EntityKind.IpAddress, "198.51.100.23", last: "00:30"),
            Mention(EntityKind.IpAddress, "198.51.100.24", last: "00:40"),
            Mention(EntityKind.IpAddress, "203.0.113.9", last: "00:50"),
            Mention(EntityKind.Role, "Lab-Role", last: "00:45", owner: Account));
        await RecordAsync(store, Of("f2"), Mention(EntityKind.IpAddress, "198.51.100.23", last: "00:35", relation: EntityRelation.Belongs));

        async Task<IEnumerable<string>> CompleteAsync(EntityKind? of, string prefix, int limit = 10) => (await store.Lookup.CompleteAsync(of, prefix, limit, default)).Select(static mention => mention.Entity.Id);
        (await CompleteAsync(null, "198.")).ShouldBe(["198.51.100.24", "198.51.100.23"]);
        (await CompleteAsync(null, "lab")).ShouldBe(["Lab-Role"]);
        (await CompleteAsync(EntityKind.IpAddress, "lab")).ShouldBeEmpty();
        (await CompleteAsync(null, "", 2)).ShouldBe(["203.0.113.9", "Lab-Role"]);
        (await CompleteAsync(null, "198%")).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_with_a_very_long_name_is_found_by_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var random = new Random(1);
        var agent = new string([.. Enumerable.Range(0, 10_000).Select(_ => (char)random.Next(0x4E00, 0x9FFF))]);
        await RecordAsync(store, Of("f1"), Mention(EntityKind.UserAgent, agent), Mention(EntityKind.UserAgent, agent[..9_999]));

        (await store.Lookup.MentionsAsync(EntityKind.UserAgent, agent, default)).ShouldHaveSingleItem().Entity.Id.ShouldBe(agent);
        (await store.Lookup.AssociatedAsync(new EntityRef(EntityKind.UserAgent, agent), Day, 10, default)).Count.ShouldBe(1);
        (await store.Lookup.CompleteAsync(EntityKind.UserAgent, agent[..20], 10, default)).Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_source_goes_on_where_it_stopped(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        (await store.Ledger.LastSentAsync("test", default)).ShouldBeNull();
        await RecordAsync(store, Of("f1", updated: "02:00"));
        await RecordAsync(store, Of("f2", updated: "01:00"));
        (await store.Ledger.LastSentAsync("test", default)).ShouldBe(At("02:00"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_newest_thousand_refusals_are_kept(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(async work =>
        {
            for (var n = 1; n <= 1010; n++) await store.Ledger.RecordRefusalAsync(work, new IntakeRefusal("folder", n % 2 == 0 ? null : "$.id", $"reason {n}", At("00:00")));
        });

        (await store.Ledger.RefusalsAsync(2, default)).ShouldBe([new IntakeRefusal("folder", null, "reason 1010", At("00:00")), new IntakeRefusal("folder", "$.id", "reason 1009", At("00:00"))]);
        (await store.Ledger.RefusalsAsync(5000, default)).Count.ShouldBe(1000);
    }

    [PostgresFact]
    public async Task Hosts_that_receive_the_same_finding_at_once_agree()
    {
        await using var one = await StoreUnderTest.CreateAsync(StoreKind.Postgres);
        await using var two = await one.AnotherHostAsync();
        var deliveries = Enumerable.Range(1, 20).Select(static n => Of(updated: $"01:{n:D2}", count: n)).ToList();

        await Task.WhenAll(deliveries.SelectMany(delivery => new[] { RecordAsync(one, delivery), RecordAsync(two, delivery) }));

        (await one.Lookup.DeliveriesAsync(deliveries[0].Finding.Id, default)).Count.ShouldBe(20);
        (await one.Lookup.FindAsync(deliveries[0].Finding.Id, default)).ShouldNotBeNull().Count.ShouldBe(20);
        (await RecordAsync(one, deliveries[3])).Novelty.ShouldBe(DeliveryNovelty.Redelivery);
    }

    private static Task<LedgerEntry> RecordAsync(StoreUnderTest store, FindingDelivery delivery, params EntityMention[] mentions) =>
        store.WriteAsync(work => store.Ledger.RecordAsync(work, delivery, mentions));
}
