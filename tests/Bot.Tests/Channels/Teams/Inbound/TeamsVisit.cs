using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOps.Bot.Jobs;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>The host's door with a Teams before it, and behind it somebody who only writes down what comes in.</summary>
internal sealed class TeamsVisit : IAsyncDisposable
{
    private readonly Watch watch;
    private int posted;

    private TeamsVisit(TeamsDouble teams, RunningHost host, Watch watch, Notebook notebook, LogBook log) =>
        (Teams, Host, this.watch, Notebook, Log) = (teams, host, watch, notebook, log);

    public TeamsDouble Teams { get; }

    public RunningHost Host { get; }

    public Notebook Notebook { get; }

    public LogBook Log { get; }

    public static async Task<TeamsVisit> StartAsync(params string[] options)
    {
        var (watch, notebook, log) = (new Watch(), new Notebook(), new LogBook());
        var teams = await TeamsDouble.StartAsync(watch);
        var host = await RunningHost.StartAsync(
            builder =>
            {
                var services = builder.Services;
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(watch);
                services.RemoveAll<ITeamsListener>();
                services.RemoveAll<ITeamsReflex>();
                services.AddSingleton<ITeamsListener>(notebook);
                services.AddSingleton<ITeamsReflex>(notebook);
                services.AddSingleton<ILoggerProvider>(log);
                foreach (var client in new[] { TeamsKeys.Client, Connector.TeamsLogin.Client, Connector.TeamsConnector.Client }) services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(teams.TrustingHandler);
            },
            [.. teams.Options.Select(static option => $"--{option.Key}={option.Value}"), "--Logging:LogLevel:Default=Debug", .. options]);
        teams.Connect(host.Room.BaseAddress!);
        return new TeamsVisit(teams, host, watch, notebook, log);
    }

    /// <summary>Everybody's clock goes forward at once.</summary>
    public void Later(TimeSpan by) => watch.Shift += by;

    public Task<TeamsReceipt> PostAsync(JsonObject activity, string? token = null) => Teams.Deliveries.SendAsync(activity, token ?? Teams.Tokens.Issue(claims => claims["serviceurl"] = activity["serviceUrl"]?.DeepClone()));

    public Task<TeamsReceipt> PostAsync(string body, string? authorization) => Teams.Deliveries.PostAsync(body, authorization);

    public string GoodToken() => $"Bearer {Teams.Tokens.Issue()}";

    /// <summary>A message that mentions us, in a thread of nobody; each with an id and words of its own.</summary>
    public JsonObject Mention(string? text = null)
    {
        var number = Interlocked.Increment(ref posted);
        var ana = Teams.Person("ana");
        return Teams.Activities.Message(ana.State, Teams.Channel("sec").State, "1700000000000", $"17000000{number:00000}", text ?? $"words {number}", mention: true);
    }

    /// <summary>What is kept to be handed out, or was.</summary>
    public async Task<IReadOnlyList<QueuedJob>> KeptAsync()
    {
        var queue = Host.Get<IJobQueue>();
        var jobs = new List<QueuedJob>();
        foreach (var state in Enum.GetValues<JobState>()) jobs.AddRange(await queue.ListAsync(state, 1000, default));
        // One that was done between two of the questions stands in both answers.
        return [.. jobs.Where(static job => job.Job.Kind == TeamsJobs.HearKind).DistinctBy(static job => job.Id).OrderBy(static job => job.Id)];
    }

    /// <summary>What a disk or a database does to a table; until the same is done backwards.</summary>
    public async Task RenameTableAsync(string from, string to)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Host.DataPath, "chatops.db"), Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = 5000; ALTER TABLE {from} RENAME TO {to};";
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
    }

    private sealed class Watch : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}

/// <summary>Listens to everything, and answers some invokes with what they asked.</summary>
internal sealed class Notebook : ITeamsListener, ITeamsReflex
{
    public const string Echo = "adaptiveCard/action";

    public IReadOnlyList<string> Types { get; } = [TeamsSieve.Message, TeamsSieve.MessageUpdate, TeamsSieve.MessageDelete, TeamsSieve.InstallationUpdate, TeamsSieve.ConversationUpdate];

    public IReadOnlyList<string> Names { get; } = [Echo, "task/submit", "composeExtension/query"];

    public ConcurrentQueue<Heard> Heard { get; } = new();

    public ConcurrentQueue<Heard> Asked { get; } = new();

    public Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        Heard.Enqueue(heard);
        return Task.FromResult<JobOutcome>(new JobDone());
    }

    public Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        Asked.Enqueue(invoke);
        return Task.FromResult(new TeamsReply(200, new JsonObject { ["once"] = invoke.Once }));
    }
}

/// <summary>Every line the host logs.</summary>
internal sealed class LogBook : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

    public void Dispose()
    {
    }

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
