using System.Text.Json;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

internal sealed class ReceiptStore(TimeProvider time) : IReceiptStore
{
    public async ValueTask<CommandReceipt?> FindAsync(IWork work, string once) =>
        await DbWork.Of(work).FirstAsync<string>("SELECT document FROM receipt WHERE once_key = @once", new { once = StoredValues.Key(once) }) is { } document
            ? JsonSerializer.Deserialize(document, InvestigateJobsJson.Default.CommandReceipt)
            : null;

    public async ValueTask KeepAsync(IWork work, string once, CommandReceipt receipt)
    {
        const string Sql = "INSERT INTO receipt (once_key, document, made_at) VALUES (@once, @document, @now) ON CONFLICT (once_key) DO NOTHING";
        var document = JsonSerializer.Serialize(receipt, InvestigateJobsJson.Default.CommandReceipt);
        await DbWork.Of(work).ExecuteAsync(Sql, new { once = StoredValues.Key(once), document, now = time.GetUtcNow() });
    }
}
