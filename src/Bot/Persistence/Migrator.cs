using System.Data.Common;
using System.Globalization;
using Dapper;

namespace ChatOps.Bot.Persistence;

/// <summary>Runs the numbered scripts a database has not seen yet. The caller holds a transaction that only one host can hold at a time.</summary>
internal static class Migrator
{
    private const string Versions = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

    public static async Task MigrateAsync(DbConnection connection, string dialect, TimeProvider time)
    {
        await connection.ExecuteAsync(Versions);
        var done = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(version), 0) FROM schema_version");
        var scripts = Scripts(dialect);
        if (done > scripts[^1].Number)
            throw new IOException($"The database has schema {done}, this version of the program knows {scripts[^1].Number}; start the newer version again, or restore a copy from before the update.");
        foreach (var (number, name, sql) in scripts.Where(script => script.Number > done))
        {
            await connection.ExecuteAsync(sql);
            await connection.ExecuteAsync("INSERT INTO schema_version (version, name, applied_at) VALUES (@number, @name, @now)", new { number, name, now = time.GetUtcNow() });
        }
    }

    /// <summary>Number of the schema this program brings a database to.</summary>
    public static long Newest(string dialect) => Scripts(dialect)[^1].Number;

    private static List<(long Number, string Name, string Sql)> Scripts(string dialect)
    {
        var assembly = typeof(Migrator).Assembly;
        var prefix = $"{typeof(Migrator).Namespace}.{dialect}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (long.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), name[prefix.Length..], Read(name)))];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
