using ChatOps.Bot.Channels;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class DeliveredParts(Database database) : IDeliveredParts
{
    public async ValueTask<IReadOnlyList<DeliveredPart>> OfAsync(MessageId message, CancellationToken cancellationToken) =>
        (await database.QueryAsync<PartRow>("SELECT part, external_id, mark FROM delivered_part WHERE message = @message ORDER BY part", new { message = message.Value }, cancellationToken))
            .ConvertAll(row => new DeliveredPart(message, row.Part, row.ExternalId, row.Mark));

    public Task RecordAsync(DeliveredPart part, CancellationToken cancellationToken) => database.WriteAsync(
        async work =>
        {
            const string Sql = """
                INSERT INTO delivered_part (message, part, external_id, mark) VALUES (@message, @Part, @ExternalId, @Mark)
                ON CONFLICT (message, part) DO UPDATE SET external_id = excluded.external_id, mark = excluded.mark
                """;
            return await DbWork.Of(work).ExecuteAsync(Sql, new { message = part.Message.Value, part.Part, part.ExternalId, part.Mark });
        },
        cancellationToken);

    public Task RemoveAsync(MessageId message, string part, CancellationToken cancellationToken) => database.WriteAsync(
        work => DbWork.Of(work).ExecuteAsync("DELETE FROM delivered_part WHERE message = @message AND part = @part", new { message = message.Value, part }),
        cancellationToken);

    private sealed class PartRow
    {
        public string Part { get; init; } = "";

        public string ExternalId { get; init; } = "";

        public string Mark { get; init; } = "";
    }
}
