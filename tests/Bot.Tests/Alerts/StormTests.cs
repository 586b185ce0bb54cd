using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

public sealed class StormTests
{
    private const int Most = 8;

    [Fact]
    public async Task A_hundred_findings_at_once_are_all_accounted_for_and_seen_within_ten_seconds()
    {
        var time = new ManualTime();
        var pager = new Pager(time);
        await using var host = await StartAsync(time, pager);
        var begun = time.GetUtcNow();
        var storm = new JsonArray([.. Enumerable.Range(1, 100).Select(static number => (JsonNode)SomeFinding.Json(number, type: number % 3 == 0 ? "Backdoor:EC2/Spambot" : "Recon:EC2/Portscan"))]);
        (await host.Room.PostAsJsonAsync("/alerts/eventbridge", storm)).EnsureSuccessStatusCode();

        var threads = await ThreadsAsync(host);
        threads.Where(static thread => thread.Finding is not null).Select(static thread => thread.Finding!.Value.Id).Distinct().Count().ShouldBe(100);
        threads.Count(static thread => thread.State == ThreadState.Open && thread.Finding is not null).ShouldBe(Most);
        var summary = threads.Where(static thread => thread.Finding is null).ShouldHaveSingleItem();
        threads.Where(static thread => thread.State == ThreadState.Summarised).ShouldAllBe(thread => thread.SummarisedIn == summary.Id);

        var sent = await pager.ReadUntilAsync(message => message.Thread.Id == summary.Id && CardWords.Of(message.Card).Contains("92 new findings", StringComparison.Ordinal));
        var roots = sent.Where(static message => message.Message.Kind == MessageKind.Root).ToList();
        roots.Where(static message => message.Message.ExternalId is null).Select(static message => message.Thread.Id).ShouldBeUnique();
        roots.Select(static message => message.Thread.Id).Distinct().Count().ShouldBe(Most + 1);
        (pager.At[0] - begun).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        pager.At.Zip(pager.At.Skip(1), static (one, next) => next - one).ShouldAllBe(static gap => gap >= TimeSpan.FromSeconds(1));
        var table = sent[^1].Card.Sections.OfType<CardTable>().ShouldHaveSingleItem();
        table.Rows.Select(static row => CardWords.Of(row[2])).ShouldBe(["61", "31"]);
    }

    [Fact]
    public async Task A_repeat_of_a_summarised_finding_is_kept_and_sends_nothing_of_its_own()
    {
        var time = new ManualTime();
        var pager = new Pager(time);
        await using var host = await StartAsync(time, pager);
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray([.. Enumerable.Range(1, Most + 1).Select(static number => (JsonNode)SomeFinding.Json(number))]));
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Json(Most + 1, count: 7, severity: 8, updatedAt: "2026-03-01T11:00:00Z"));
        var thread = (await ThreadsAsync(host)).Single(static thread => thread.State == ThreadState.Summarised);
        thread.Count.ShouldBe(7);
        thread.Severity!.Value.Value.ShouldBe(8);
        (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_summarised_finding_that_is_asked_for_gets_its_own_messages_and_keeps_its_thread()
    {
        var time = new ManualTime();
        await using var host = await StartAsync(time, new Pager(time));
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", Batch(0));
        var summarised = (await ThreadsAsync(host)).First(static thread => thread.State == ThreadState.Summarised);

        var receipt = await host.Get<CommandDesk>().TakeAsync(new TypedCommand(summarised.Channel, null, new Person("pager", "U1", "Ana"), $"/investigate {summarised.Finding}"), default);

        receipt.Thread.ShouldBe(summarised.Id);
        (await host.Get<IThreadStore>().FindAsync(summarised.Id, default)).ShouldNotBeNull().State.ShouldBe(ThreadState.Open);
        var root = (await host.Get<IThreadStore>().MessagesAsync(summarised.Id, default))[0];
        root.Key.ShouldBe(MessageKeys.Root);
        CardWords.Of(root.Card).ShouldContain(summarised.Title);

        var number = int.Parse(summarised.Finding!.Value.Id, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", SomeFinding.Json(number, count: 7, updatedAt: "2026-03-01T11:00:00Z"));
        CardWords.Of((await host.Get<IThreadStore>().FindMessageAsync(root.Id, default))!.Card).ShouldContain("7 occurrences");
    }

    [Fact]
    public async Task The_room_never_storms()
    {
        await using var host = await RunningHost.StartAsync("--Storm:PerMinute=3");
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", new JsonArray([.. Enumerable.Range(1, 30).Select(static number => (JsonNode)SomeFinding.Json(number))]));
        (await ThreadsAsync(host)).Count(static thread => thread.State == ThreadState.Open).ShouldBe(30);
    }

    [Fact]
    public async Task A_summary_is_joined_while_the_storm_lasts_and_the_next_storm_begins_another()
    {
        var time = new ManualTime();
        var pager = new Pager(time);
        await using var host = await StartAsync(time, pager);
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", Batch(0));
        time.Advance(TimeSpan.FromSeconds(30));
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", Batch(20));
        (await ThreadsAsync(host)).Count(static thread => thread.Finding is null).ShouldBe(1);
        time.Advance(AlertDecision.StormCalm + TimeSpan.FromSeconds(1));
        await host.Room.PostAsJsonAsync("/alerts/eventbridge", Batch(40));
        (await ThreadsAsync(host)).Count(static thread => thread.Finding is null).ShouldBe(2);
    }

    private static JsonArray Batch(int from) => new([.. Enumerable.Range(from + 1, Most + 2).Select(static number => (JsonNode)SomeFinding.Json(number))]);

    private static Task<RunningHost> StartAsync(ManualTime time, Pager pager) => RunningHost.StartAsync(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<IChatChannel>(pager);
        },
        "--Routes:0:Channel=pager:ops/alerts");

    private static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host) => (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Limit: 1000), default)).Items;

    /// <summary>A chat that takes one message a second and remembers what it got and when.</summary>
    private sealed class Pager(ManualTime time) : IChatChannel
    {
        private readonly Channel<OutgoingMessage> messages = System.Threading.Channels.Channel.CreateUnbounded<OutgoingMessage>();

        public string Vendor => "pager";

        public ChannelLimits Limits { get; } = new(TimeSpan.FromSeconds(1), Most);

        public List<DateTimeOffset> At { get; } = [];

        public Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            At.Add(time.GetUtcNow());
            messages.Writer.TryWrite(message);
            return Task.FromResult<DeliveryOutcome>(new Delivered($"m{At.Count}"));
        }

        /// <summary>The first message needs no time; after it the clock runs on, a second whenever nothing comes, until the message asked for has come.</summary>
        public async Task<IReadOnlyList<OutgoingMessage>> ReadUntilAsync(Func<OutgoingMessage, bool> isLast)
        {
            var read = new List<OutgoingMessage>();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (read.Count == 0 || !isLast(read[^1]))
            {
                var next = messages.Reader.ReadAsync(patience.Token).AsTask();
                if (read.Count == 0) await next;
                while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token)) != next) time.Advance(TimeSpan.FromSeconds(1));
                read.Add(await next);
            }

            return read;
        }
    }
}
