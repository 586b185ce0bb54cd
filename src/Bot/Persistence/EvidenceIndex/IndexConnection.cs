using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>A connection with its statements prepared once. Used by one caller at a time.</summary>
internal sealed class IndexConnection(SqliteConnection inner) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>The statement with its values, which stand in it as <c>$0</c>, <c>$1</c> and so on.</summary>
    public SqliteCommand With(string text, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(text, out var command))
        {
            command = new SqliteCommand(text, inner);
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i}", values[i]);
            prepared.Add(text, command);
            return command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    public void Run(string text, params ReadOnlySpan<object> values) => With(text, values).ExecuteNonQuery();

    /// <summary>The first value of the first row; null when there is none.</summary>
    public long? Number(string text, params ReadOnlySpan<object> values) => With(text, values).ExecuteScalar() as long?;

    /// <summary>Ends a transaction without keeping anything; a full disk and the like have ended it already.</summary>
    public void End()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // there was none left to end
        }
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        inner.Dispose();
    }
}
