using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence.Sqlite;

/// <summary>A connection that keeps its statements prepared from one use to the next: parsing and planning them costs more than running them.
/// Used by one caller at a time.</summary>
/// <param name="inner">The open connection underneath.</param>
/// <param name="giveBack">Takes the connection back when its user is done; null when it is then closed.</param>
internal sealed class PreparedConnection(SqliteConnection inner, Action<PreparedConnection>? giveBack = null) : DbConnection
{
    /// <summary>The stores' statements are constants; more than these would mean that some are made up as they go.</summary>
    private const int MostKept = 200;

    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    /// <summary>A statement failed on it: what is wrong may stay wrong, so it is not lent again.</summary>
    public bool IsFaulted { get; private set; }

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => inner.ConnectionString = value;
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Open() => inner.Open();

    public override void Close() => inner.Close();

    /// <summary>A command for the text, prepared when the text was used before.</summary>
    public SqliteCommand Take(string text) => idle.Remove(text, out var kept) ? kept : new SqliteCommand(text, inner);

    public void GiveBack(SqliteCommand command, bool failed)
    {
        command.Parameters.Clear();
        IsFaulted |= failed;
        if (failed || idle.Count >= MostKept || !idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    /// <summary>Closes it for good.</summary>
    public void End()
    {
        foreach (var command in idle.Values) command.Dispose();
        idle.Clear();
        inner.Dispose();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    /// <summary>Ends its user's turn; it is closed when nobody takes it back.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        if (giveBack is null || IsFaulted) End();
        else giveBack(this);
    }
}
