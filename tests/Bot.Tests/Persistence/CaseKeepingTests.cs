using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Persistence;

/// <summary>Pins and reports of cases.</summary>
public sealed class CaseKeepingTests
{
    private static readonly CaseNumber One = new(1);
    private static readonly Person Ana = new("slack", "U1", "Ana 🟠");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pin_is_kept_once_in_the_order_pinned_until_it_is_taken_off(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var pins = new Pins(store.Database);
        var now = store.Time.GetUtcNow();
        Pin[] some = [new(One, new MessageId("b"), Ana, now), new(One, new MessageId("c"), Ana, now), new(One, new MessageId("a"), Ana, now.AddSeconds(-1)), new(new CaseNumber(2), new MessageId("b"), Ana, now)];
        foreach (var pin in some) (await store.WriteAsync(work => pins.AddAsync(work, pin))).ShouldBeTrue();
        (await store.WriteAsync(work => pins.AddAsync(work, some[0] with { By = new Person("web", "Ben", "Ben") }))).ShouldBeFalse();

        (await pins.OfCaseAsync(One, default)).ShouldBe([some[2], some[0], some[1]]);
        (await store.WriteAsync(work => pins.HasAsync(work, One, new MessageId("b")))).ShouldBeTrue();
        (await store.WriteAsync(work => pins.RemoveAsync(work, One, new MessageId("b")))).ShouldBeTrue();
        (await store.WriteAsync(work => pins.RemoveAsync(work, One, new MessageId("b")))).ShouldBeFalse();
        (await store.WriteAsync(work => pins.HasAsync(work, One, new MessageId("b")))).ShouldBeFalse();
        (await pins.OfCaseAsync(new CaseNumber(2), default)).Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reports_are_kept_whole_by_version_and_no_version_is_made_twice(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var reports = new ReportStore(store.Database);
        (await reports.LatestAsync(One, default)).ShouldBeNull();
        var first = new KeptReport(One, 1, store.Time.GetUtcNow(), Ana, "title", "d1");
        var text = new RenderedReport("title", new string('é', 300_000), "<p>1</p>");
        await store.WriteAsync(work => reports.AddAsync(work, first, text));
        await store.WriteAsync(work => reports.AddAsync(work, first with { Version = 2, Digest = "d2" }, text with { Markdown = "2" }));
        await store.WriteAsync(work => reports.AddAsync(work, first with { Case = new CaseNumber(2) }, text));

        (await reports.OfCaseAsync(One, default)).ShouldBe([first, first with { Version = 2, Digest = "d2" }]);
        (await reports.LatestAsync(One, default))!.Version.ShouldBe(2);
        (await store.WriteAsync(work => reports.LatestAsync(work, One)))!.Digest.ShouldBe("d2");
        (await reports.FindAsync(One, 1, default)).ShouldBe(text);
        (await reports.FindAsync(One, 3, default)).ShouldBeNull();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => store.WriteAsync(work => reports.AddAsync(work, first, text)));
    }
}
