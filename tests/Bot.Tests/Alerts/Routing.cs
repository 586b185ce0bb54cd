using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bot.Alerts;

/// <summary>Alerts with a real store and queue, a chat whose channels can be gone, and the room. Findings belong into the chat's channel ops; its fallback is general.</summary>
internal sealed class Routing : IAsyncDisposable
{
    public static readonly ChannelRef Ops = new("pager", "T1", "ops");
    public static readonly ChannelRef General = new("pager", "T1", "general");
    public static readonly ChannelRef Room = ChannelRef.Web("security");

    private readonly AlertIntake intake;
    private readonly IJobHandler[] handlers;

    private Routing(StoreUnderTest store, int? storm, string[] options)
    {
        Store = store;
        Pager = new Pager(storm);
        IChatChannel[] chats = [Pager, new Wall()];
        var named = new Dictionary<string, string?> { ["Routes:0:Channel"] = "pager:T1/ops" };
        foreach (var option in options) named[option.Split('=')[0]] = option.Split('=')[1];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(named).Build();
        var alerts = AlertsOptions.Of(configuration);
        var cards = new FindingCard(AccountNames.Of(configuration), new DetectiveLinks(new DetectiveLinkOptions(), new PresentClock(store.Time)), new EvidenceOffers(new EvidenceOffer([]), new EvidenceOffer([])), DeedOffer.Nothing);
        var loads = new ChannelLoads(store.Threads, alerts, chats, store.Time);
        var cases = new CaseThreads(store.Cases, store.Threads, store.Time);
        var follow = new AlertCases(store.Threads, store.Cases, new CaseDesk(store.Cases, store.Events, cases, store.Time), store.Time);
        var findings = new FindingThreads(store.Threads, store.Queue, cards, cases, store.Time);
        var routed = new RoutedFindings(store.Threads, new KeptFindings(store.Ledger, alerts.RelatedWindow), new FallbackChannels(store.Queue, chats, alerts), loads, findings);
        intake = new AlertIntake(store.Database, store.Ledger, new AlertThreads(follow, findings, loads, alerts, chats), store.Time, NullLogger<AlertIntake>.Instance);
        Route = new RouteElsewhere(store.Database, store.Threads, store.Queue, routed, store.Time);
        handlers = [Route, new DeliverMessage(store.Threads, store.Database, chats, store.Time), new SummaryRefresh(store.Database, store.Threads)];
    }

    public StoreUnderTest Store { get; }

    public Pager Pager { get; }

    public RouteElsewhere Route { get; }

    public static async Task<Routing> StartAsync(StoreKind kind = StoreKind.Sqlite, int? storm = null, params string[] options) => new(await StoreUnderTest.CreateAsync(kind), storm, options);

    /// <summary>New findings, by their numbers, all at once.</summary>
    public Task TakeAsync(params IEnumerable<int> numbers) => TakeAsync("test", numbers);

    public Task TakeAsync(string source, IEnumerable<int> numbers) => intake.TakeAsync(source, [.. numbers.Select(static number => SomeFinding.Item(SomeFinding.Json(number)))], default);

    public Task TakeAsync(string source, params JsonObject[] findings) => intake.TakeAsync(source, [.. findings.Select(SomeFinding.Item)], default);

    public Task DrainAsync() => Store.DrainAsync(job => handlers.FirstOrDefault(handler => handler.Kind == job.Job.Kind)?.RunAsync(job, default).GetAwaiter().GetResult() ?? new JobDone());

    /// <summary>What the operator does when the channel is repaired.</summary>
    public Task ResendAsync(ChannelRef channel) => Store.Queue.StartLanesAsync(channel.ToString(), default);

    /// <summary>The titles of the findings with a thread in the channel, each as often as it has one.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(ChannelRef channel) => [.. (await ThreadsAsync(channel)).Where(static thread => thread.Finding is not null).Select(static thread => thread.Title).Order(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(ChannelRef channel) =>
        [.. (await Store.Threads.ListAsync(new ThreadFilter(Vendor: channel.Vendor, Channel: channel.Channel, Limit: 1000), default)).Items];

    /// <summary>What stands in the thread, in the order it was said.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(InvestigationThread thread) => [.. (await Store.Threads.MessagesAsync(thread.Id, default)).Select(static message => CardWords.Of(message.Card))];

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>The room: it always takes what is said.</summary>
    private sealed class Wall : IChatChannel
    {
        public string Vendor => ChannelRef.WebVendor;

        public ChannelLimits Limits { get; } = new(TimeSpan.Zero, null);

        public Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult<DeliveryOutcome>(new Delivered(message.Message.Id.Value));
    }
}

/// <summary>A chat that remembers what it took, and refuses what goes to channels that are gone.</summary>
internal sealed class Pager(int? storm) : IChatChannel
{
    public string Vendor => "pager";

    public ChannelLimits Limits { get; } = new(TimeSpan.Zero, storm);

    public ChannelRef? Fallback => Routing.General;

    /// <summary>By channel, what delivering there fails with.</summary>
    public Dictionary<ChannelRef, DeliveryFailure> Gone { get; } = [];

    public List<OutgoingMessage> Taken { get; } = [];

    public IReadOnlyList<string> RootsIn(ChannelRef channel) =>
        [.. Taken.Where(message => message.Thread.Channel == channel && message.Message.Kind == MessageKind.Root).Select(static message => message.Thread.Title).Order(StringComparer.Ordinal)];

    public Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (Gone.TryGetValue(message.Thread.Channel, out var failure)) return Task.FromResult<DeliveryOutcome>(new NotDelivered(failure, failure == DeliveryFailure.DestinationGone ? "is_archived" : "token_revoked"));
        Taken.Add(message);
        return Task.FromResult<DeliveryOutcome>(new Delivered($"m{Taken.Count}"));
    }
}
