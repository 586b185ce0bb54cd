using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Persistence;

internal sealed class CaseEvents(Database database) : ICaseEvents
{
    private const string Columns = "seq, case_number, thread, happened_at, kind, words, vendor, person_id, person_name, verb, entity, via, scope_start, scope_end, message";

    public async ValueTask AppendAsync(IWork work, CaseEvent happened)
    {
        const string Sql = """
            INSERT INTO case_event (case_number, thread, happened_at, kind, words, vendor, person_id, person_name, verb, entity, via, scope_start, scope_end, message)
            VALUES (@CaseNumber, @Thread, @HappenedAt, @Kind, @Words, @Vendor, @PersonId, @PersonName, @Verb, @Entity, @Via, @ScopeStart, @ScopeEnd, @Message)
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, EventRow.Of(happened));
    }

    public async ValueTask<IReadOnlyList<CaseEvent>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken) =>
        (await database.QueryAsync<EventRow>($"SELECT {Columns} FROM case_event WHERE case_number = @number ORDER BY happened_at, seq", new { number = number.Value }, cancellationToken))
            .ConvertAll(static row => row.ToEvent());

    public async ValueTask<CaseEvent?> AnsweredByAsync(IWork work, MessageId message) =>
        (await DbWork.Of(work).FirstAsync<EventRow>($"SELECT {Columns} FROM case_event WHERE message = @message AND kind = 'answered' ORDER BY seq DESC LIMIT 1", new { message = message.Value }))?.ToEvent();

    private sealed class EventRow
    {
        public long Seq { get; init; }

        public long CaseNumber { get; init; }

        public string? Thread { get; init; }

        public DateTimeOffset HappenedAt { get; init; }

        public string Kind { get; init; } = "";

        public string Words { get; init; } = "";

        public string? Vendor { get; init; }

        public string? PersonId { get; init; }

        public string? PersonName { get; init; }

        public string? Verb { get; init; }

        public string? Entity { get; init; }

        public string? Via { get; init; }

        public DateTimeOffset? ScopeStart { get; init; }

        public DateTimeOffset? ScopeEnd { get; init; }

        public string? Message { get; init; }

        public static EventRow Of(CaseEvent happened) => new()
        {
            CaseNumber = happened.Case.Value,
            Thread = happened.Thread?.Value,
            HappenedAt = happened.At,
            Kind = StoredValues.Word(happened.Kind),
            Words = happened.Words,
            Vendor = happened.By?.Vendor,
            PersonId = happened.By?.Id,
            PersonName = happened.By?.Name,
            Verb = happened.Verb,
            Entity = happened.Entity?.ToString(),
            Via = happened.Via?.ToString(),
            ScopeStart = happened.Window?.Start,
            ScopeEnd = happened.Window?.End,
            Message = happened.Message?.Value,
        };

        public CaseEvent ToEvent() => new(new CaseNumber(CaseNumber), HappenedAt, StoredValues.Value<CaseEventKind>(Kind), Words)
        {
            Seq = Seq,
            Thread = Thread is { } thread ? new ThreadId(thread) : null,
            By = Vendor is { } vendor ? new Person(vendor, PersonId!, PersonName!) : null,
            Verb = Verb,
            Entity = EntityRef.TryParse(Entity, out var entity) ? entity : null,
            Via = EntityRef.TryParse(Via, out var via) ? via : null,
            Window = ScopeStart is { } start && ScopeEnd is { } end ? new TimeWindow(start, end) : null,
            Message = Message is { } message ? new MessageId(message) : null,
        };
    }
}
