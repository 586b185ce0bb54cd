using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

internal sealed class Hearing(Database database, TimeProvider time) : IHearing
{
    public async ValueTask<bool> TakeAsync(IWork work, string vendor, string key)
    {
        const string Sql = "INSERT INTO heard (vendor, heard_key, heard_at) VALUES (@vendor, @key, @now) ON CONFLICT (vendor, heard_key) DO NOTHING";
        return await DbWork.Of(work).ExecuteAsync(Sql, new { vendor, key = StoredValues.Key(key), now = time.GetUtcNow() }) > 0;
    }

    public async ValueTask<DateTimeOffset> FirstHeardAsync(IWork work, string vendor, string key, DateTimeOffset now, TimeSpan within)
    {
        // One statement, so that two hosts told at once agree on which was the first.
        const string Sql = """
            INSERT INTO heard (vendor, heard_key, heard_at) VALUES (@vendor, @key, @now)
            ON CONFLICT (vendor, heard_key) DO UPDATE SET heard_at = CASE WHEN heard.heard_at < @oldest THEN excluded.heard_at ELSE heard.heard_at END
            RETURNING heard_at
            """;
        return StoredValues.Time(await DbWork.Of(work).FirstAsync<long>(Sql, new { vendor, key = StoredValues.Key(key), now, oldest = now - within }));
    }

    public Task<int> SweepAsync(DateTimeOffset heardBefore, int most, CancellationToken cancellationToken) => database.WriteAsync(
        async work =>
        {
            const string Heard = "DELETE FROM heard WHERE (vendor, heard_key) IN (SELECT vendor, heard_key FROM heard WHERE heard_at < @heardBefore ORDER BY heard_at LIMIT @most)";
            const string Receipts = "DELETE FROM receipt WHERE once_key IN (SELECT once_key FROM receipt WHERE made_at < @heardBefore ORDER BY made_at LIMIT @most)";
            var arguments = new { heardBefore, most };
            return Math.Max(await DbWork.Of(work).ExecuteAsync(Heard, arguments), await DbWork.Of(work).ExecuteAsync(Receipts, arguments));
        },
        cancellationToken);
}
