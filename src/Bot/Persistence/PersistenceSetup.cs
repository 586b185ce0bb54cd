using ChatOps.Bot.Access;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Alerts.Polling;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Investigate.DetectiveRuns;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Operations;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Bot.Persistence.Postgres;
using ChatOps.Bot.Persistence.Sqlite;
using ChatOps.Bot.Threads;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Persistence;

internal static class PersistenceSetup
{
    public static void AddPersistence(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<StoreOptions>().BindConfiguration("Store").ValidateOnStart();
        services.AddOptions<DataOptions>().BindConfiguration("Data").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsCheck>();
        services.AddSingleton<IValidateOptions<DataOptions>, DataOptionsCheck>();
        services.AddSingleton(Open);
        services.AddSingleton<IUnitOfWork>(static provider => provider.GetRequiredService<Database>());
        services.AddHostedService<DatabaseStart>();
        services.AddSingleton<IStoreExam, StoreExam>();
        services.AddSingleton<IJobQueue, JobQueue>();
        services.AddSingleton<IThreadStore, ThreadStore>();
        services.AddSingleton<IAlertLedger, AlertLedger>();
        services.AddSingleton<IPollingMarks, PollingMarks>();
        services.AddSingleton<IFindingSearches, FindingSearches>();
        services.AddSingleton<IFindingLookup, FindingLookup>();
        services.AddSingleton<IEntityHistory, EntityHistoryStore>();
        services.AddSingleton<ISearch, Search>();
        services.AddSingleton<IRetention>(static provider => new Retention(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<IOptions<DataOptions>>().Value.FilesFolder));
        services.AddSingleton<ICaseStore, CaseStore>();
        services.AddSingleton<ICaseEvents, CaseEvents>();
        services.AddSingleton<ICaseList, CaseList>();
        services.AddSingleton<IPins, Pins>();
        services.AddSingleton<IReportStore, ReportStore>();
        services.AddSingleton<INoteStore, NoteStore>();
        services.AddSingleton<INoteFiles, NoteFiles>();
        services.AddSingleton<IFileVault, FileVault>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IPersonDirectory, PersonDirectory>();
        services.AddSingleton<IReceiptStore, ReceiptStore>();
        services.AddSingleton<IDetectiveRunStore, DetectiveRunStore>();
        services.AddSingleton<IHearing, Hearing>();
        services.AddSingleton<IDeliveredParts, DeliveredParts>();
        services.AddSingleton<IChatIdentities, ChatIdentities>();
        services.AddSingleton<IChatPlaces, ChatPlaces>();
        services.AddSingleton<IEvidenceCache>(static provider => new EvidenceIndexStore(
            provider.GetRequiredService<IOptions<DataOptions>>().Value.EvidenceIndexFile,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EvidenceIndexStore>>()));
    }

    private static Database Open(IServiceProvider provider)
    {
        var store = provider.GetRequiredService<IOptions<StoreOptions>>().Value;
        var time = provider.GetRequiredService<TimeProvider>();
        var signal = provider.GetRequiredService<JobSignal>();
        if (store.Provider == StoreOptions.Postgres) return new PostgresDatabase(store.ConnectionString!, time, signal);
        var file = provider.GetRequiredService<IOptions<DataOptions>>().Value.DatabaseFile;
        var connectionString = store.ConnectionString is { Length: > 0 } given ? given : new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;
        return new SqliteDatabase(connectionString, time, signal);
    }
}
