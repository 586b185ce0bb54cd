using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using Dapper;

namespace ChatOps.Bot.Persistence;

internal sealed class AuditLog(Database database) : IAuditLog
{
    private const string Columns = "seq, made_at, person, person_name, verb, channel, subject, argument, allowed, why";
    private const int LongestArgument = 1000;
    private const int Page = 1000;

    public async ValueTask AppendAsync(IWork work, AuditEntry entry)
    {
        const string Sql = """
            INSERT INTO audit (made_at, person, person_name, verb, channel, subject, argument, allowed, why) VALUES (@At, @Person, @Name, @Verb, @Channel, @Subject, @Argument, @Allowed, @Why)
            """;
        await DbWork.Of(work).ExecuteAsync(Sql, entry with { Argument = Bounded(entry.Argument) });
    }

    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int limit, CancellationToken cancellationToken) => ListAsync(new AuditFilter(), limit, null, cancellationToken);

    public async ValueTask<IReadOnlyList<AuditEntry>> ListAsync(AuditFilter filter, int limit, long? before, CancellationToken cancellationToken)
    {
        var (where, arguments) = Conditions(filter);
        arguments.Add("before", before ?? long.MaxValue);
        arguments.Add("limit", limit);
        return (await database.QueryAsync<AuditRow>($"SELECT {Columns} FROM audit WHERE seq < @before{where} ORDER BY seq DESC LIMIT @limit", arguments, cancellationToken)).ConvertAll(static row => row.ToEntry());
    }

    public async IAsyncEnumerable<AuditEntry> AllAsync(AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (where, arguments) = Conditions(filter);
        // Whoever reads slower than others ask would never come to an end.
        var last = await database.FirstAsync<long?>("SELECT MAX(seq) FROM audit", new { }, cancellationToken) ?? 0;
        arguments.Add("last", last);
        arguments.Add("limit", Page);
        for (var after = 0L; ;)
        {
            arguments.Add("after", after);
            var rows = await database.QueryAsync<AuditRow>($"SELECT {Columns} FROM audit WHERE seq > @after AND seq <= @last{where} ORDER BY seq LIMIT @limit", arguments, cancellationToken);
            foreach (var row in rows) yield return row.ToEntry();
            if (rows.Count < Page) yield break;
            after = rows[^1].Seq;
        }
    }

    public async ValueTask<IReadOnlyList<AuditEntry>> OfSubjectAsync(string subject, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {Columns} FROM audit WHERE subject = @subject ORDER BY seq";
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

    private static (string Where, DynamicParameters Arguments) Conditions(AuditFilter filter)
    {
        var where = new StringBuilder();
        var arguments = new DynamicParameters();
        if (filter.People is { } people) where.Append(" AND lower(person) IN (").AppendJoin(", ", people.Select((person, n) => Given($"person{n}", StoredValues.Lower(person))).DefaultIfEmpty("NULL")).Append(')');
        if (filter.Verb is { } verb) where.Append(" AND verb = ").Append(Given("verb", verb));
        if (filter.Channel is { } channel) where.Append(" AND channel = ").Append(Given("channel", channel));
        if (filter.Subject is { } subject) where.Append(" AND subject = ").Append(Given("subject", subject));
        if (filter.Allowed is { } allowed) where.Append(" AND allowed = ").Append(Given("allowed", allowed));
        if (filter.From is { } from) where.Append(" AND made_at >= ").Append(Given("from", from));
        if (filter.To is { } to) where.Append(" AND made_at < ").Append(Given("to", to));
        return (where.ToString(), arguments);

        string Given(string name, object value)
        {
            arguments.Add(name, value);
            return $"@{name}";
        }
    }

    private static string Bounded(string argument)
    {
        if (argument.Length <= LongestArgument) return argument;
        var kept = LongestArgument - 50;
        if (char.IsHighSurrogate(argument[kept - 1])) kept--;
        return string.Create(CultureInfo.InvariantCulture, $"{argument[..kept]}… (of {argument.Length:N0} characters)");
    }

    private sealed class AuditRow
    {
        public long Seq { get; init; }

        public DateTimeOffset MadeAt { get; init; }

        public string Person { get; init; } = "";

        public string? PersonName { get; init; }

        public string Verb { get; init; } = "";

        public string Channel { get; init; } = "";

        public string? Subject { get; init; }

        public string Argument { get; init; } = "";

        public bool Allowed { get; init; }

        public string? Why { get; init; }

        public AuditEntry ToEntry() => new(MadeAt, Person, Verb, Channel, Subject, Argument, Allowed, Why) { Name = PersonName, Seq = Seq };
    }
}
