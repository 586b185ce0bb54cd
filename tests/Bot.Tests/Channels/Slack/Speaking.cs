using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>The speaking half of Slack's room with a real store and queue, against a Slack on a loopback port; all three go by one clock that stands until something waits for it.</summary>
internal sealed class Speaking : IAsyncDisposable
{
    private readonly Dictionary<string, string?> options = [];
    private readonly SlackLimits limits;
    private ServiceProvider services = null!;
    private CancellationTokenSource dying = new();
    private int callsLeft = int.MaxValue;

    private Speaking(StoreUnderTest store, SlackDouble slack, SlackLimits limits) => (Store, Slack, this.limits) = (store, slack, limits);

    public StoreUnderTest Store { get; }

    public SlackDouble Slack { get; }

    public ChatOps.TestKit.Slack.SlackPlace Channel => Slack.Channel("sec");

    public string Lane => $"slack:{Slack.TeamId}/{Channel.Id}";

    public ChannelRef Place => new("slack", Slack.TeamId, Channel.Id);

    /// <summary>What the last start or the last step failed with, in the operator's words.</summary>
    public string? StopReason => Store.Queue.LanesAsync(default).GetAwaiter().GetResult().FirstOrDefault(lane => lane.Lane == Lane)?.StoppedReason;

    public static async Task<Speaking> CreateAsync(SlackLimits? limits = null, params (string Name, string? Value)[] options)
    {
        var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var speaking = new Speaking(store, await SlackDouble.StartAsync(store.Time), limits ?? new SlackLimits { Gap = TimeSpan.Zero });
        foreach (var (name, value) in options) speaking.options[name] = value;
        speaking.Build();
        return speaking;
    }

    /// <summary>As above, started, and long enough ago that nothing is under way from before.</summary>
    public static async Task<Speaking> StartedAsync(SlackLimits? limits = null)
    {
        var speaking = await CreateAsync(limits);
        await speaking.StartAsync();
        speaking.Get<SlackDoubts>();
        speaking.Store.Time.Advance(TimeSpan.FromMinutes(1));
        return speaking;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task StartAsync() => services.GetServices<IHostedService>().OfType<SlackStart>().Single().StartingAsync(default);

    /// <summary>Another process with the same store: nothing is remembered but what is recorded.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        Build();
        await StartAsync();
        Get<SlackDoubts>();
    }

    public InvestigationThread Thread(string id = "t1") => SomeThread.In("", id, Store.Time) with { Channel = Place };

    public async Task<ThreadMessage> PutAsync(Card card, string key = "root", string thread = "t1")
    {
        var kept = await Store.Threads.FindAsync(new ThreadId(thread), default) ?? Thread(thread);
        return await Store.WriteAsync(async work =>
        {
            await Store.Threads.SaveAsync(work, kept);
            return await Store.Threads.PutAsync(work, kept, key, key == "root" ? MessageKind.Root : MessageKind.Card, card);
        });
    }

    public Task<ThreadMessage> PutAsync(string title, string key = "root", string thread = "t1") => PutAsync(SomeThread.Card(title), key, thread);

    /// <summary>Works until nothing is left that could be done, moving the clock to whatever is waited for.</summary>
    public Task DrainAsync() => Store.DrainAsync(Run);

    /// <summary>One job, as the queue hands it out.</summary>
    public Task<bool> StepAsync() => Store.StepAsync("worker", Run);

    /// <summary>Begins a job and dies: once Slack has taken the given number of calls, or, when that is more than it takes, before the end is recorded. Then the next process takes over.</summary>
    /// <returns>Whether it died on the way.</returns>
    public async Task<bool> RunAndDieAsync(int calls = int.MaxValue)
    {
        var (_, job) = await Store.StartAsync("dying");
        callsLeft = calls;
        var run = Task.Run(() => new DeliverMessage(Store.Threads, new Nowhere(), [Get<IChatChannel>()], Store.Time).RunAsync(job, dying.Token));
        var died = false;
        try
        {
            Store.Time.Pump(run);
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

    public IReadOnlyList<string> Called(string method) => [.. Slack.Calls.Where(call => call.Method == method).Select(static call => call.Outcome)];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        dying.Dispose();
        await Slack.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static readonly TimeSpan JobsLease = TimeSpan.FromSeconds(16);

    /// <summary>What is told elsewhere is no matter of speaking.</summary>
    private JobOutcome Run(ClaimedJob job) => job.Job.Kind != ThreadJobs.DeliverMessage ? new JobDone() : Store.Time.Pump(Task.Run(() => new DeliverMessage(Store.Threads, Store.Database, [Get<IChatChannel>()], Store.Time).RunAsync(job, default)));

    private void Build()
    {
        options.TryAdd("Slack:BotToken", Slack.BotToken);
        options.TryAdd("Slack:SigningSecret", Slack.SigningSecret);
        options.TryAdd("Slack:ApiBaseUrl", Slack.ApiBaseUrl.ToString());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(options).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddSingleton<TimeProvider>(Store.Time);
        collection.AddSingleton(SlackOptions.Of(configuration));
        collection.AddSingleton<IUnitOfWork>(Store.Database);
        collection.AddSingleton<IThreadStore>(Store.Threads);
        collection.AddSingleton<IJobQueue>(Store.Queue);
        collection.AddSingleton<IDeliveredParts>(new DeliveredParts(Store.Database));
        collection.AddSingleton<IChatIdentities>(new ChatIdentities(Store.Database, Store.Time));
        collection.AddSingleton(PolicyOptions.Of(configuration));
        collection.AddSingleton<AccessPolicy>();
        collection.AddSingleton<ChatRoots>();
        SlackSetup.AddSpeaking(collection);
        collection.AddHttpClient(SlackApi.Client).AddHttpMessageHandler(() => new Fate(this));
        collection.Replace(ServiceDescriptor.Singleton(limits));
        services = collection.BuildServiceProvider();
    }

    /// <summary>Lets the process die once Slack has taken a call and before anybody reads its answer.</summary>
    private sealed class Fate(Speaking speaking) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (--speaking.callsLeft > 0) return response;
            response.Dispose();
            await speaking.dying.CancelAsync();
            throw new OperationCanceledException();
        }
    }

    /// <summary>The process dies before it can record.</summary>
    private sealed class Nowhere : IUnitOfWork
    {
        public Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken) => Task.FromResult(default(T)!);
    }
}
