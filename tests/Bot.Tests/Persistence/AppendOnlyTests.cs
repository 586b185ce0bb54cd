using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>The database itself keeps the audit log and what happened in cases as they were written.</summary>
public sealed class AppendOnlyTests
{
    public static TheoryData<StoreKind, string> Forbidden
    {
        get
        {
            var all = new TheoryData<StoreKind, string>();
            foreach (var kind in new[] { StoreKind.Sqlite, StoreKind.Postgres })
            {
                if (kind is StoreKind.Postgres && PostgresServer.ConnectionString is null) continue;
                foreach (var table in new[] { "audit", "case_event" })
                {
                    all.Add(kind, $"UPDATE {table} SET verb = 'help'");
                    all.Add(kind, $"DELETE FROM {table}");
                    all.Add(kind, $"DELETE FROM {table} WHERE seq = 1");
                    if (kind is StoreKind.Postgres) all.Add(kind, $"TRUNCATE {table}");
                }

                if (kind is StoreKind.Postgres)
                {
                    all.Add(kind, "INSERT INTO audit (seq, made_at, person, verb, channel, argument, allowed) OVERRIDING SYSTEM VALUE VALUES (1, 0, 'a', 'b', 'c', 'd', TRUE) ON CONFLICT (seq) DO UPDATE SET person = 'x'");
                }
                else
                {
                    all.Add(kind, "INSERT OR REPLACE INTO audit (seq, made_at, person, verb, channel, argument, allowed) VALUES (1, 0, 'a', 'b', 'c', 'd', 1)");
                    all.Add(kind, "UPDATE OR REPLACE audit SET seq = 2 WHERE seq = 1");
                    all.Add(kind, "INSERT OR REPLACE INTO case_event (seq, case_number, happened_at, kind, words) VALUES (1, 1, 0, 'asked', '')");
                    all.Add(kind, "INSERT INTO audit (seq, made_at, person, verb, channel, argument, allowed) VALUES (1, 0, 'a', 'b', 'c', 'd', 1) ON CONFLICT (seq) DO UPDATE SET person = 'x'");
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task Nothing_written_is_changed_or_taken_away(StoreKind kind, string sql)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await WriteAsync(store);
        var before = await RowsAsync(store);

        var refused = await Should.ThrowAsync<Exception>(() => ExecuteAsync(store, sql));
        refused.Message.ShouldContain("is append-only");
        (await RowsAsync(store)).ShouldBe(before);
        await WriteAsync(store);
        (await RowsAsync(store)).Count.ShouldBe(before.Count * 2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_what_is_older_than_retention_says_may_go(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await WriteAsync(store);
        store.Time.Advance(TimeSpan.FromDays(400));
        await WriteAsync(store);
        var upTo = StoredValues.Micros(store.Time.GetUtcNow());
        await ExecuteAsync(store, $"INSERT INTO retention (kind, up_to) VALUES ('audit', {upTo})");

        (await ExecuteAsync(store, $"DELETE FROM audit WHERE made_at < {upTo}")).ShouldBe(1);
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(store, "DELETE FROM audit"));
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(store, $"DELETE FROM case_event WHERE happened_at < {upTo}"), "of another kind");
        (await RowsAsync(store)).Count.ShouldBe(3);

        await ExecuteAsync(store, $"INSERT INTO retention (kind, up_to) VALUES ('case_event', {upTo})");
        (await ExecuteAsync(store, $"DELETE FROM case_event WHERE happened_at < {upTo}")).ShouldBe(1);
    }

    private static async Task WriteAsync(StoreUnderTest store)
    {
        await store.WriteAsync(work => store.Audit.AppendAsync(work, new AuditEntry(store.Time.GetUtcNow(), "web:ana", "close", "web:security", "t1", "benign", Allowed: true, null) { Name = "Ana" }));
        await store.WriteAsync(work => new CaseEvents(store.Database).AppendAsync(work, new CaseEvent(new CaseNumber(1), store.Time.GetUtcNow(), CaseEventKind.Asked, "asked")));
    }

    private static Task<int> ExecuteAsync(StoreUnderTest store, string sql) => store.Database.WriteAsync(async work => await DbWork.Of(work).Connection.ExecuteAsync(sql), default);

    private static async Task<List<string>> RowsAsync(StoreUnderTest store) =>
        await store.Database.QueryAsync<string>("SELECT 'a' || seq || person || verb FROM audit UNION ALL SELECT 'c' || seq || kind || words FROM case_event ORDER BY 1", new { }, default);
}
