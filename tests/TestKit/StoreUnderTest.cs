using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Persistence.Postgres;
using ChatOps.Bot.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChatOps.TestKit;

/// <summary>An empty database of either kind with all stores on it; removed afterwards.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly Func<ValueTask> remove;

    private StoreUnderTest(StoreKind kind, string connectionString, ManualTime time, JobsOptions options, Func<ValueTask> remove)
    {
        this.remove = remove;
        Kind = kind;
        ConnectionString = connectionString;
        Time = time;
        Options = options;
        Signal = new JobSignal(time);
        Database = kind is StoreKind.Sqlite ? new SqliteDatabase(connectionString, time, Signal) : new PostgresDatabase(connectionString, time, Signal);
        Queue = new JobQueue(Database, time, new RetrySchedule(new Random(1)), options, Signal);
        Threads = new ThreadStore(Database, time);
        Ledger = new AlertLedger(Database);
        Lookup = new FindingLookup(Database, Ledger);
        Notes = new NoteStore(Database);
        CaseList = new CaseList(Database);
        Audit = new AuditLog(Database);
        Cases = new CaseStore(Database);
        Events = new CaseEvents(Database);
    }

    public StoreKind Kind { get; }

    public string ConnectionString { get; }

    public ManualTime Time { get; }

    public JobsOptions Options { get; }

    public JobSignal Signal { get; }

    public Database Database { get; }

    public JobQueue Queue { get; }

    public ThreadStore Threads { get; }

    public AlertLedger Ledger { get; }

    public FindingLookup Lookup { get; }

    public NoteStore Notes { get; }

    public CaseList CaseList { get; }

    public AuditLog Audit { get; }

    public CaseStore Cases { get; }

    public CaseEvents Events { get; }

    public static async Task<StoreUnderTest> CreateAsync(StoreKind kind, JobsOptions? options = null)
    {
        var time = new ManualTime();
        StoreUnderTest store;
        if (kind is StoreKind.Sqlite)
        {
            var folder = new TemporaryFolder();
            var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.Path, "chatops.db") }.ConnectionString;
            store = new StoreUnderTest(kind, file, time, options ?? new JobsOptions(), () =>
            {
                folder.Dispose();
                return ValueTask.CompletedTask;
            });
        }
        else
        {
            var database = await PostgresServer.CreateDatabaseAsync();
            store = new StoreUnderTest(kind, database, time, options ?? new JobsOptions(), async () => await PostgresServer.DropDatabaseAsync(database));
        }

        await store.Database.PrepareAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Another host on the same database, with the same clock.</summary>
    public async Task<StoreUnderTest> AnotherHostAsync()
    {
        var other = new StoreUnderTest(Kind, ConnectionString, Time, Options, static () => ValueTask.CompletedTask);
        await other.Database.PrepareAsync(CancellationToken.None);
        return other;
    }

    public Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work) => Database.WriteAsync(work, CancellationToken.None);

    public Task WriteAsync(Func<IWork, ValueTask> work) => Database.WriteAsync(
        async transaction =>
        {
            await work(transaction);
            return true;
        },
        CancellationToken.None);

    public Task EnqueueAsync(params Job[] jobs) => WriteAsync(async work =>
    {
        foreach (var job in jobs) await work.EnqueueAsync(job);
    });

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Signal.Dispose();
        await remove();
    }
}
