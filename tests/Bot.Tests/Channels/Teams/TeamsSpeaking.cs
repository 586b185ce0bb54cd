using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Teams;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>The speaking half of Teams' room with a real store and queue, against a Teams on loopback ports; all three go by one clock that stands until something waits for it.</summary>
internal sealed class TeamsSpeaking : IAsyncDisposable
{
    private static readonly TimeSpan JobsLease = TimeSpan.FromSeconds(16);

    /// <summary>Longer than the machine under load needs for an answer, for these are waited out.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, string?> options = [];
    private readonly TeamsLimits limits;
    private readonly Func<HttpMessageHandler> login;
    private ServiceProvider services = null!;
    private CancellationTokenSource dying = new();
    private int callsLeft = int.MaxValue;

    private TeamsSpeaking(StoreUnderTest store, TeamsDouble teams, TeamsLimits limits, Func<HttpMessageHandler> login) => (Store, Teams, this.limits, this.login) = (store, teams, limits, login);

    public StoreUnderTest Store { get; }

    public TeamsDouble Teams { get; }

    public ChatOps.TestKit.Teams.TeamsPlace Channel => Teams.Channel("Alerts");

    /// <summary>What was logged, one line each.</summary>
    public Said Log { get; } = new();

    public ChannelRef Place => new("teams", Teams.TenantId, Channel.Id);

    /// <summary>Why the channel's lane stopped; null when it did not.</summary>
    public string? StopReason => Store.Queue.LanesAsync(default).GetAwaiter().GetResult().FirstOrDefault(lane => lane.Lane == Place.ToString())?.StoppedReason;

    public static Task<TeamsSpeaking> CreateAsync(TeamsLimits? limits = null, params (string Name, string? Value)[] options) => CreateAsync(limits, static teams => teams.TrustingHandler(), options);

    /// <param name="login">What reaches the login.</param>
    public static Task<TeamsSpeaking> CreateAsync(Func<TeamsDouble, HttpMessageHandler> login, params (string Name, string? Value)[] options) => CreateAsync(null, login, options);

    private static async Task<TeamsSpeaking> CreateAsync(TeamsLimits? limits, Func<TeamsDouble, HttpMessageHandler> login, (string Name, string? Value)[] options)
    {
        var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var teams = await TeamsDouble.StartAsync(store.Time);
        var speaking = new TeamsSpeaking(store, teams, limits ?? new TeamsLimits { Gap = TimeSpan.Zero }, () => login(teams));
        foreach (var (name, value) in teams.Options) speaking.options[name] = value;
        foreach (var (name, value) in options) speaking.options[name] = value;
        speaking.Build();
        return speaking;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Other options from here on, as after a restart.</summary>
    public async Task RestartAsync(params (string Name, string? Value)[] changed)
    {
        foreach (var (name, value) in changed) options[name] = value;
        await services.DisposeAsync();
        Build();
    }

    public InvestigationThread Thread(string id = "t1", ChannelRef? place = null) => SomeThread.In("", id, Store.Time) with { Channel = place ?? Place };

    public async Task<ThreadMessage> PutAsync(Card card, string key = "root", string thread = "t1", ChannelRef? place = null)
    {
        var kept = await Store.Threads.FindAsync(new ThreadId(thread), default) ?? Thread(thread, place);
        return await Store.WriteAsync(async work =>
        {
            await Store.Threads.SaveAsync(work, kept);
            return await Store.Threads.PutAsync(work, kept, key, key == "root" ? MessageKind.Root : MessageKind.Card, card);
        });
    }

    public Task<ThreadMessage> PutAsync(string title, string key = "root", string thread = "t1", ChannelRef? place = null) => PutAsync(SomeThread.Card(title), key, thread, place);

    /// <summary>Works until nothing is left that could be done, moving the clock to whatever is waited for.</summary>
    public Task DrainAsync() => Store.DrainAsync(Run);

    /// <summary>One job, as the queue hands it out.</summary>
    public Task<bool> StepAsync() => Store.StepAsync("worker", Run);

    /// <summary>Begins a job and dies: once Teams has taken the given number of calls, or, when that is more than it takes, before the end is recorded. Then the next process takes over.</summary>
    /// <returns>Whether it died on the way.</returns>
    public async Task<bool> RunAndDieAsync(int calls = int.MaxValue)
    {
        var (_, job) = await Store.StartAsync("dying");
        callsLeft = calls;
        var run = Task.Run(() => new DeliverMessage(Store.Threads, new Nowhere(), [Get<IChatChannel>()], Store.Time).RunAsync(job, dying.Token));
        var died = false;
        try
        {
            if (calls == int.MaxValue) Store.Time.Pump(run);
            else Task.WaitAny([run, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, dying.Token)]);
            died = dying.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            died = true;
        }

        callsLeft = int.MaxValue;
        dying.Dispose();
        dying = new CancellationTokenSource();
        await RestartAsync();
        Store.Time.Advance(JobsLease);
        return died;
    }

    public async Task<ThreadMessage> MessageAsync(string key = "root", string thread = "t1") => (await Store.Threads.MessagesAsync(new ThreadId(thread), default)).Single(message => message.Key == key);

    public async Task<InvestigationThread> KeptThreadAsync(string thread = "t1") => (await Store.Threads.FindAsync(new ThreadId(thread), default))!;

    public Task<IReadOnlyList<DeliveredPart>> PartsAsync(MessageId message) => new DeliveredParts(Store.Database).OfAsync(message, default).AsTask();

    /// <summary>What became of each call of the kind.</summary>
    public IReadOnlyList<string> Called(string operation) => [.. Teams.Calls.Where(call => call.Operation == operation).Select(static call => call.Outcome)];

    /// <summary>Nothing was asked for in a way that Teams does not understand.</summary>
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        dying.Dispose();
        await Teams.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>What is told elsewhere is no matter of speaking.</summary>
    private JobOutcome Run(ClaimedJob job) => job.Job.Kind != ThreadJobs.DeliverMessage ? new JobDone() : Store.Time.Pump(Task.Run(() => new DeliverMessage(Store.Threads, Store.Database, [Get<IChatChannel>()], Store.Time).RunAsync(job, default)));

    private void Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(options).Build();
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.AddProvider(Log));
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(Store.Time);
        var teams = TeamsOptions.Of(configuration);
        teams.Errors.ShouldBeEmpty();
        collection.AddSingleton(teams);
        collection.AddSingleton<IUnitOfWork>(Store.Database);
        collection.AddSingleton<IThreadStore>(Store.Threads);
        collection.AddSingleton<IJobQueue>(Store.Queue);
        collection.AddSingleton<IDeliveredParts>(new DeliveredParts(Store.Database));
        collection.AddSingleton<IChatPlaces>(new ChatPlaces(Store.Database, Store.Time));
        collection.AddSingleton<ChatRoots>();
        collection.AddTeamsSpeaking();
        collection.AddHttpClient(TeamsLogin.Client, static client => client.Timeout = 2 * Patience).ConfigurePrimaryHttpMessageHandler(login);
        collection.AddHttpClient(ChatOps.Bot.Channels.Teams.Connector.TeamsConnector.Client, static client => client.Timeout = Patience).AddHttpMessageHandler(() => new Fate(this));
        collection.Replace(ServiceDescriptor.Singleton(limits));
        services = collection.BuildServiceProvider();
    }

    /// <summary>Lets the process die once Teams has taken a call and before anybody reads its answer.</summary>
    private sealed class Fate(TeamsSpeaking speaking) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (--speaking.callsLeft > 0) return response;
            response.Dispose();
            await speaking.dying.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken); // nobody is there any more to go on
            return response;
        }
    }

    /// <summary>The process dies before it can record.</summary>
    private sealed class Nowhere : IUnitOfWork
    {
        public Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken) => Task.FromResult(default(T)!);
    }

    internal sealed class Said : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> Lines => [.. lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
