using System.Collections.Concurrent;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Persistence;

internal sealed class PersonDirectory(Database database, TimeProvider time) : IPersonDirectory
{
    private const int LongestName = 200;
    private const int LongestId = 400;
    private const int MostFound = 20;
    private const int MostRemembered = 10_000;

    /// <summary>Who speaks on is written down anew no later than this, so that nobody counts as gone who is not.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    /// <summary>Names that were read back: what a transaction of its own wrote may still be undone.</summary>
    private readonly ConcurrentDictionary<(string Vendor, string Id), (string Name, DateTimeOffset SeenAt)> known = new();

    public async ValueTask HeardAsync(IWork work, Person person)
    {
        var name = StoredValues.Text(person.Name.Length <= LongestName ? person.Name : person.Name[..LongestName]);
        var stale = time.GetUtcNow() - Fresh;
        if (person.Id.Length is 0 or > LongestId || (known.TryGetValue((person.Vendor, person.Id), out var before) && before.Name == name && before.SeenAt > stale)) return;
        var transaction = DbWork.Of(work);
        var kept = await transaction.FirstAsync<SeenRow>("SELECT name, seen_at FROM person WHERE vendor = @Vendor AND person_id = @Id", new { person.Vendor, person.Id });
        // a chat that does not tell a name just now takes none away
        var told = kept is not null && name == person.Id ? kept.Name : name;
        if (kept is null || kept.Name != told || kept.SeenAt <= stale)
        {
            await SaveAsync(transaction, person, told);
        }
        else if (told == name)
        {
            if (known.Count >= MostRemembered) known.Clear(); // all of it can be read again
            known[(person.Vendor, person.Id)] = (name, kept.SeenAt);
        }
    }

    public async ValueTask<IReadOnlyList<Person>> FindAsync(string name, ChannelRef channel, CancellationToken cancellationToken)
    {
        const string Exact = "SELECT vendor, person_id, name FROM person WHERE vendor = @Vendor AND (name_key = @key OR id_key = @key) ORDER BY seen_at DESC, person_id LIMIT @MostFound";
        const string Prefix = "SELECT vendor, person_id, name FROM person WHERE vendor = @Vendor AND name_key >= @key AND name_key < @end ORDER BY seen_at DESC, person_id LIMIT @MostFound";
        var key = PersonKey.Of(name);
        if (key.Length == 0) return [];
        var arguments = new { channel.Vendor, key, end = key + "\U0010FFFF", MostFound };
        var found = await database.QueryAsync<PersonRow>(Exact, arguments, cancellationToken);
        if (found.Count == 0) found = await database.QueryAsync<PersonRow>(Prefix, arguments, cancellationToken);
        // In the room the name is the id, and people write it in any case: for the policy they are one.
        return [.. found.Select(static row => new Person(row.Vendor, row.PersonId, row.Name)).GroupBy(static person => person.Id, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.FirstOrDefault(person => person.Id == name.Trim().TrimStart('@')) ?? same.First())];
    }

    private async ValueTask SaveAsync(DbWork work, Person person, string name)
    {
        const string Sql = """
            INSERT INTO person (vendor, person_id, name, name_key, id_key, seen_at) VALUES (@Vendor, @Id, @name, @nameKey, @idKey, @now)
            ON CONFLICT (vendor, person_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, seen_at = excluded.seen_at
            """;
        await work.ExecuteAsync(Sql, new { person.Vendor, person.Id, name, nameKey = PersonKey.Of(name), idKey = PersonKey.Of(person.Id), now = time.GetUtcNow() });
    }

    private sealed class SeenRow
    {
        public string Name { get; init; } = "";

        public DateTimeOffset SeenAt { get; init; }
    }

    private sealed class PersonRow
    {
        public string Vendor { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Name { get; init; } = "";
    }
}
