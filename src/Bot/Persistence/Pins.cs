using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class Pins(Database database) : IPins
{
    private const string OfMessage = "case_number = @number AND message = @message";

    public async ValueTask<bool> AddAsync(IWork work, Pin pin)
    {
        const string Sql = """
            INSERT INTO pin (case_number, message, vendor, person_id, person_name, pinned_at) VALUES (@number, @message, @Vendor, @Id, @Name, @At)
            ON CONFLICT (case_number, message) DO NOTHING
            """;
        return await DbWork.Of(work).ExecuteAsync(Sql, new { number = pin.Case.Value, message = pin.Message.Value, pin.By.Vendor, pin.By.Id, pin.By.Name, pin.At }) > 0;
    }

    public async ValueTask<bool> RemoveAsync(IWork work, CaseNumber number, MessageId message) =>
        await DbWork.Of(work).ExecuteAsync($"DELETE FROM pin WHERE {OfMessage}", new { number = number.Value, message = message.Value }) > 0;

    public async ValueTask<bool> HasAsync(IWork work, CaseNumber number, MessageId message) =>
        await DbWork.Of(work).FirstAsync<string>($"SELECT message FROM pin WHERE {OfMessage}", new { number = number.Value, message = message.Value }) is not null;

    public async ValueTask<IReadOnlyList<Pin>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.QueryAsync<PinRow>("SELECT case_number, message, vendor, person_id, person_name, pinned_at FROM pin WHERE case_number = @number ORDER BY pinned_at, message", new { number = number.Value }, cancellationToken))
            .ConvertAll(static row => new Pin(new CaseNumber(row.CaseNumber), new MessageId(row.Message), new Person(row.Vendor, row.PersonId, row.PersonName), row.PinnedAt));

    private sealed class PinRow
    {
        public long CaseNumber { get; init; }

        public string Message { get; init; } = "";

        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string PersonName { get; init; } = "";

        public DateTimeOffset PinnedAt { get; init; }
    }
}
