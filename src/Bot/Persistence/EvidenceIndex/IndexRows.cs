using System.Runtime.InteropServices;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>What stands in the tables, read and written on one connection.</summary>
internal static class IndexRows
{
    /// <summary>The objects of all batches of a place and kind.</summary>
    public static void Objects(IndexConnection connection, string place, LogKind kind, List<IndexedObject> into)
    {
        using var rows = connection.With(
            "SELECT id, objects FROM batch WHERE source = (SELECT id FROM source WHERE place = $0 AND kind = $1) ORDER BY id", IndexText.Encode(place), (int)kind).ExecuteReader();
        while (rows.Read()) ObjectPacking.Unpack(raw.sqlite3_column_blob(rows.Handle, 1), rows.GetInt64(0), into);
    }

    /// <summary>Adds a batch; the caller has begun the transaction.</summary>
    /// <param name="after">The batch's number is greater, even in a file made anew: what was known of the old one's batches must not fit the new one's.</param>
    public static long Add(IndexConnection connection, string place, LogKind kind, IndexBatch batch, long after, CancellationToken cancellationToken)
    {
        var at = IndexText.Encode(place);
        connection.Run("INSERT INTO source(place, kind) VALUES ($0, $1) ON CONFLICT DO NOTHING", at, (int)kind);
        var number = Math.Max(after, connection.Number("SELECT seq FROM sqlite_sequence WHERE name = 'batch'") ?? 0) + 1;
        connection.Run(
            "INSERT INTO batch(id, source, objects) VALUES ($0, (SELECT id FROM source WHERE place = $1 AND kind = $2), $3)",
            number, at, (int)kind, ObjectPacking.Pack(batch.Objects));
        var id = number << IndexSchema.EntryBits;
        foreach (var topic in batch.Entries.GroupBy(static entry => entry.Topic, StringComparer.Ordinal))
        {
            var series = Series(connection, at, topic.Key, topic.Max(static entry => entry.Last.UtcTicks - entry.First.UtcTicks));
            foreach (var entry in topic)
            {
                cancellationToken.ThrowIfCancellationRequested();
                connection.Run(
                    "INSERT INTO entry(id, series, name, first, span, content) VALUES ($0, $1, $2, $3, $4, $5)",
                    id++, series, NameOrNew(connection, series, entry.Name), entry.First.UtcTicks, entry.Last.UtcTicks - entry.First.UtcTicks, Bytes(entry.Content));
            }
        }

        return number;
    }

    /// <summary>Removes a batch, and the names nobody else has. The caller has begun the transaction.</summary>
    public static bool Remove(IndexConnection connection, long batch)
    {
        var (from, to) = (batch << IndexSchema.EntryBits, (batch + 1) << IndexSchema.EntryBits);
        var names = new HashSet<long>();
        using (var rows = connection.With("SELECT name FROM entry WHERE id >= $0 AND id < $1", from, to).ExecuteReader())
        {
            while (rows.Read()) names.Add(rows.GetInt64(0));
        }

        connection.Run("DELETE FROM entry WHERE id >= $0 AND id < $1", from, to);
        foreach (var name in names) connection.Run("DELETE FROM name WHERE id = $0 AND NOT EXISTS (SELECT 1 FROM entry WHERE name = $0)", name);
        connection.Run("DELETE FROM batch WHERE id = $0", batch);
        return true;
    }

    /// <summary>All entries of a topic that touch the window, read while they are asked for.</summary>
    public static IEnumerable<IndexEntry> Entries(IndexConnection connection, string place, string topic, TimeWindow window)
    {
        if (SeriesOf(connection, place, topic, window) is not { } series) yield break;
        using var rows = connection.With(
            """
            SELECT e.id, e.first, e.span, n.text, e.content FROM entry e JOIN name n ON n.id = e.name
            WHERE e.series = $0 AND e.first >= $1 AND e.first < $2 AND e.first + e.span >= $3 ORDER BY e.first, e.id
            """,
            series.Id, series.From, window.End.UtcTicks, window.Start.UtcTicks).ExecuteReader();
        while (rows.Read())
        {
            var name = IndexText.Decode(raw.sqlite3_column_blob(rows.Handle, 3));
            yield return Entry(topic, name, rows, 4);
        }
    }

    /// <summary>The entries of some names: few and small, so that they are found first, put in order, and then read.</summary>
    public static IEnumerable<IndexEntry> Entries(IndexConnection connection, string place, string topic, IReadOnlyCollection<string> names, TimeWindow window)
    {
        if (SeriesOf(connection, place, topic, window) is not { } series) yield break;
        connection.Run("BEGIN"); // what is found and what is read are of one moment
        try
        {
            foreach (var (_, id, name) in Find(connection, series, names, window))
            {
                using var rows = connection.With("SELECT id, first, span, content FROM entry WHERE id = $0", id).ExecuteReader();
                if (rows.Read() && rows.GetInt64(1) + rows.GetInt64(2) >= window.Start.UtcTicks) yield return Entry(topic, name, rows, 3);
            }
        }
        finally
        {
            connection.End();
        }
    }

    private static List<(long First, long Id, string Name)> Find(IndexConnection connection, SeriesRow series, IReadOnlyCollection<string> names, TimeWindow window)
    {
        var found = new List<(long First, long Id, string Name)>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (NameOf(connection, series.Id, IndexText.Encode(name)) is not { } nameId) continue;
            using var rows = connection.With("SELECT first, id FROM entry WHERE name = $0 AND first >= $1 AND first < $2", nameId, series.From, window.End.UtcTicks).ExecuteReader();
            while (rows.Read()) found.Add((rows.GetInt64(0), rows.GetInt64(1), name));
        }

        found.Sort(static (left, right) => left.First != right.First ? left.First.CompareTo(right.First) : left.Id.CompareTo(right.Id));
        return found;
    }

    private static IndexEntry Entry(string topic, string name, SqliteDataReader rows, int content)
    {
        var first = rows.GetInt64(1);
        return new IndexEntry(topic, name, Time(first), Time(first + rows.GetInt64(2)), raw.sqlite3_column_blob(rows.Handle, content).ToArray(), rows.GetInt64(0) >> IndexSchema.EntryBits);
    }

    private static DateTimeOffset Time(long ticks) =>
        ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw new InvalidDataException("The index holds a time that is none.");

    private static SeriesRow? SeriesOf(IndexConnection connection, string place, string topic, TimeWindow window)
    {
        using var rows = connection.With("SELECT id, longest FROM series WHERE place = $0 AND topic = $1", IndexText.Encode(place), topic).ExecuteReader();
        return rows.Read() ? new SeriesRow(rows.GetInt64(0), window.Start.UtcTicks - rows.GetInt64(1)) : null;
    }

    private static long Series(IndexConnection connection, byte[] place, string topic, long longest) => connection.Number(
        "INSERT INTO series(place, topic, longest) VALUES ($0, $1, $2) ON CONFLICT DO UPDATE SET longest = max(longest, excluded.longest) RETURNING id", place, topic, Math.Max(0, longest))!.Value;

    private static long NameOrNew(IndexConnection connection, long series, string name)
    {
        var text = IndexText.Encode(name);
        return NameOf(connection, series, text)
            ?? connection.Number("INSERT INTO name(series, hash, text) VALUES ($0, $1, $2) RETURNING id", series, IndexText.Hash(text), text)!.Value;
    }

    private static long? NameOf(IndexConnection connection, long series, byte[] text) =>
        connection.Number("SELECT id FROM name WHERE hash = $0 AND series = $1 AND text = $2", IndexText.Hash(text), series, text);

    private static byte[] Bytes(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var whole) && whole.Offset == 0 && whole.Array!.Length == whole.Count ? whole.Array : content.ToArray();

    /// <param name="From">An entry that touches the window cannot begin before: the longest of the series would just reach it.</param>
    private readonly record struct SeriesRow(long Id, long From);
}
