namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>The tables of the index. There are no migrations: a file of another version is thrown away and made again from the logs.</summary>
internal static class IndexSchema
{
    /// <summary>Raised with every change of the tables, of how objects are packed, or of what entries mean.</summary>
    public const int Version = 1;

    /// <summary>"COix": tells our file from any other of that name.</summary>
    public const int ApplicationId = 0x434F6978;

    /// <summary>A row of an entry is numbered within its batch: the number tells the batch, the order of adding, and what to remove with it.</summary>
    public const int EntryBits = 20;

    public const string Tables = """
        CREATE TABLE source(id INTEGER PRIMARY KEY, place BLOB NOT NULL, kind INTEGER NOT NULL, UNIQUE(place, kind));
        CREATE TABLE batch(id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL, objects BLOB NOT NULL);
        CREATE TABLE series(id INTEGER PRIMARY KEY, place BLOB NOT NULL, topic TEXT NOT NULL, longest INTEGER NOT NULL, UNIQUE(place, topic));
        CREATE TABLE name(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, hash INTEGER NOT NULL, text BLOB NOT NULL);
        CREATE INDEX name_hash ON name(hash, series);
        CREATE TABLE entry(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, name INTEGER NOT NULL, first INTEGER NOT NULL, span INTEGER NOT NULL, content BLOB NOT NULL);
        CREATE INDEX entry_time ON entry(series, first);
        CREATE INDEX entry_name ON entry(name, first);
        """;
}
