using System.Diagnostics;
using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.TestKit;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>What is asked of the audit log.</summary>
public sealed class AuditLogTests
{
    private static readonly DateTimeOffset Start = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task Entries_are_found_by_whatever_is_asked_together(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await FillAsync(store, 24);

        (await FindAsync(store, new AuditFilter())).Count.ShouldBe(24);
        (await FindAsync(store, new AuditFilter { People = ["WEB:Ana"] })).ShouldBe([22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0]);
        (await FindAsync(store, new AuditFilter { People = ["web:ana", "web:ben"] })).Count.ShouldBe(24);
        (await FindAsync(store, new AuditFilter { People = [] })).ShouldBeEmpty();
        (await FindAsync(store, new AuditFilter { People = ["' OR 1=1 --"] })).ShouldBeEmpty();
        (await FindAsync(store, new AuditFilter { Verb = "close" })).ShouldBe([21, 18, 15, 12, 9, 6, 3, 0]);
        (await FindAsync(store, new AuditFilter { Verb = "close", Allowed = false })).ShouldBe([12, 0]);
        (await FindAsync(store, new AuditFilter { Allowed = true, Channel = "web:other" })).ShouldBe([23, 17, 11, 5]);
        (await FindAsync(store, new AuditFilter { Subject = "t7" })).ShouldBe([7]);
        (await FindAsync(store, new AuditFilter { From = Start.AddHours(3), To = Start.AddHours(6) })).ShouldBe([5, 4, 3]);
        (await FindAsync(store, new AuditFilter { People = ["web:ben"], Verb = "close", From = Start.AddHours(10) })).ShouldBe([21, 15]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Names_of_all_alphabets_are_asked_for(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(work => store.Audit.AppendAsync(work, new AuditEntry(Start, "web:Ángela ÖZ", "close", "web:security", null, "7", true, null)));
        (await FindAsync(store, new AuditFilter { People = ["web:Ángela ÖZ"] })).Count.ShouldBe(1);
        (await FindAsync(store, new AuditFilter { People = ["WEB:ÁNGELA ÖZ"] })).Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_follow_each_other_without_a_gap_while_others_write(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await FillAsync(store, 10);
        var first = await store.Audit.ListAsync(new AuditFilter(), 4, null, default);
        await FillAsync(store, 5);
        var second = await store.Audit.ListAsync(new AuditFilter(), 100, first[^1].Seq, default);
        first.Concat(second).Select(static entry => entry.Argument).ShouldBe(Enumerable.Range(0, 10).Reverse().Select(static n => n.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hundred_thousand_entries_are_read_in_the_order_asked_without_being_held(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await FillAsync(store, 100_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, count, last, clock) = (0L, 0, 0L, Stopwatch.StartNew());
        await foreach (var entry in store.Audit.AllAsync(new AuditFilter(), default))
        {
            entry.Seq.ShouldBeGreaterThan(last);
            last = entry.Seq;
            if (++count % 10_000 != 0) continue;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            if (count == 50_000) await FillAsync(store, 10); // what is written meanwhile is none of it
        }

        Console.WriteLine($"{kind}: {count:N0} entries read in {clock.Elapsed.TotalMilliseconds:N0} ms, {most / 1024:N0} KiB held at most");
        count.ShouldBe(100_000);
        most.ShouldBeLessThan(8 * 1024 * 1024, "a page of a thousand");

        clock.Restart();
        (await store.Audit.ListAsync(new AuditFilter { People = ["web:nobody"], Allowed = false }, 100, null, default)).ShouldBeEmpty();
        Console.WriteLine($"{kind}: a filter that finds nothing took {clock.Elapsed.TotalMilliseconds:N0} ms");
    }

    /// <summary>Argument n counts up; even ones are ana's, every third closes, every twelfth is refused.</summary>
    private static async Task FillAsync(StoreUnderTest store, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(10_000))
        {
            await store.WriteAsync(async work =>
            {
                var transaction = DbWork.Of(work);
                if (count < 1000)
                {
                    foreach (var n in some) await store.Audit.AppendAsync(work, Entry(n));
                    return;
                }

                foreach (var n in some.Chunk(500))
                    await transaction.Connection.ExecuteAsync("INSERT INTO audit (made_at, person, verb, channel, argument, allowed) VALUES " + string.Join(", ", n.Select(static at => $"({at}, 'web:ana', 'close', 'web:security', 'benign {new string('x', 60)}', 1 = 1)")));
            });
        }
    }

    private static AuditEntry Entry(int n) => new(
        Start.AddHours(n), n % 2 == 0 ? "web:ana" : "web:Ben", n % 3 == 0 ? "close" : "note", n % 3 == 2 && n % 2 == 1 ? "web:other" : "web:security", $"t{n}", n.ToString(CultureInfo.InvariantCulture), n % 12 != 0, null);

    private static async Task<List<int>> FindAsync(StoreUnderTest store, AuditFilter filter)
    {
        var listed = await store.Audit.ListAsync(filter, 1000, null, default);
        var all = new List<AuditEntry>();
        await foreach (var entry in store.Audit.AllAsync(filter, default)) all.Add(entry);
        all.ShouldBe(listed.Reverse());
        return [.. listed.Select(static entry => int.Parse(entry.Argument, CultureInfo.InvariantCulture))];
    }
}
