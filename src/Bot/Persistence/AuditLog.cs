using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

internal sealed class AuditLog(Database database) : IAuditLog
{
    private const int LongestArgument = 1000;

    public async ValueTask AppendAsync(IWork work, AuditEntry entry)
    {
        const string Sql = """
            INSERT INTO audit (made_at, person, verb, channel, subject, argument, allowed, why) VALUES (@At, @Person, @Verb, @Channel, @Subject, @Argument, @Allowed, @Why)
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, entry.Argument.Length <= LongestArgument ? entry : entry with { Argument = entry.Argument[..LongestArgument] });
    }

    public async ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT made_at, person, verb, channel, subject, argument, allowed, why FROM audit ORDER BY seq DESC LIMIT @limit";
        return (await database.QueryAsync<AuditRow>(Sql, new { limit }, cancellationToken)).ConvertAll(static row => row.ToEntry());
    }

    public async ValueTask<IReadOnlyList<AuditEntry>> OfSubjectAsync(string subject, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT made_at, person, verb, channel, subject, argument, allowed, why FROM audit WHERE subject = @subject ORDER BY seq";
        return (await database.QueryAsync<AuditRow>(Sql, new { subject }, cancellationToken)).ConvertAll(static row => row.ToEntry());
    }

    private sealed class AuditRow
    {
        public DateTimeOffset MadeAt { get; init; }

        public string Person { get; init; } = "";

        public string Verb { get; init; } = "";

        public string Channel { get; init; } = "";

        public string? Subject { get; init; }

        public string Argument { get; init; } = "";

        public bool Allowed { get; init; }

        public string? Why { get; init; }

        public AuditEntry ToEntry() => new(MadeAt, Person, Verb, Channel, Subject, Argument, Allowed, Why);
    }
}
