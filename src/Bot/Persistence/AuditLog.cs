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

    public async ValueTask<IReadOnlyList<string>> SubjectsOfAsync(string person, int limit, CancellationToken cancellationToken)
    {
        // Of a person with years of entries only the newest are looked at: that many hold more subjects than anybody wants to see.
        const string Sql = """
            SELECT subject FROM (SELECT subject, seq FROM audit WHERE person = @person AND allowed = @allowed AND subject IS NOT NULL ORDER BY seq DESC LIMIT 2000) AS newest
            GROUP BY subject ORDER BY MAX(seq) DESC LIMIT @limit
            """;
        return await database.QueryAsync<string>(Sql, new { person, allowed = true, limit }, cancellationToken);
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
