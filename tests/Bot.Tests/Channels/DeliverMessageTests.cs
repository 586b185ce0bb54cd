using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels;

public sealed class DeliverMessageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_is_brought_out_in_its_newest_state_and_its_delivery_recorded(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var chat = new RecordingChat(static _ => new Delivered("ts1"));
        var (root, job) = await PutAsync(store, "one");
        await PutAsync(store, "two");

        (await Handler(store, chat).RunAsync(job, default)).ShouldBe(new JobDone(TimeSpan.FromSeconds(1)));

        var sent = chat.Taken.ShouldHaveSingleItem();
        (sent.Message.Version, sent.Attempt, sent.Message.ExternalId).ShouldBe((2, 1, null));
        var kept = (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull();
        (kept.SentVersion, kept.Delivery, kept.ExternalId).ShouldBe((2, MessageDelivery.Sent, "ts1"));
        (await store.Threads.FindAsync(root.Thread, default)).ShouldNotBeNull().ExternalId.ShouldBe("ts1");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_sent_before_the_job_could_end_is_not_sent_again(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var chat = new RecordingChat(static _ => new Delivered("ts1"));
        var (_, job) = await PutAsync(store, "one");
        await Handler(store, chat).RunAsync(job, default);

        (await Handler(store, chat).RunAsync(job with { Attempt = 2 }, default)).ShouldBe(new JobDone());

        chat.Taken.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_edit_made_while_the_message_is_under_way_follows_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var edited = false;
        var chat = new RecordingChat(_ =>
        {
            if (!edited) PutAsync(store, "two").GetAwaiter().GetResult();
            edited = true;
            return new Delivered("ts1");
        });
        var (root, _) = await PutAsync(store, "one");
        var handler = Handler(store, chat);

        await store.DrainAsync(job => handler.RunAsync(job, default).GetAwaiter().GetResult());

        chat.Taken.Select(static message => (message.Message.Version, message.Message.ExternalId)).ShouldBe([(1, null), (2, "ts1")]);
        (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull().Delivery.ShouldBe(MessageDelivery.Sent);
    }

    [Theory]
    [InlineData(nameof(DeliveryFailure.RateLimited), "JobRetry { Reason = word, After = 00:00:30, WholeLane = True }")]
    [InlineData(nameof(DeliveryFailure.Unavailable), "JobRetry { Reason = word, After = 00:00:30, WholeLane = False }")]
    [InlineData(nameof(DeliveryFailure.OutcomeUnknown), "JobRetry { Reason = word, After = 00:00:30, WholeLane = False }")]
    [InlineData(nameof(DeliveryFailure.Unsettled), "JobTooEarly { Reason = word, After = 00:00:30 }")]
    [InlineData(nameof(DeliveryFailure.Unknown), "JobRetry { Reason = word, After = 00:00:30, WholeLane = False }")]
    [InlineData(nameof(DeliveryFailure.ContentRefused), "JobDead { Reason = word }")]
    [InlineData(nameof(DeliveryFailure.MessageGone), "JobDead { Reason = word }")]
    [InlineData(nameof(DeliveryFailure.DestinationGone), "LaneStopped { Reason = word, Then =  }")]
    [InlineData(nameof(DeliveryFailure.CredentialRevoked), "LaneStopped { Reason = word, Then =  }")]
    public async Task Each_class_of_failure_has_its_consequence(string failure, string outcome)
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var chat = new RecordingChat(_ => new NotDelivered(Enum.Parse<DeliveryFailure>(failure), "word", TimeSpan.FromSeconds(30)));
        var (root, job) = await PutAsync(store, "one");

        var became = await Handler(store, chat).RunAsync(job, default);
        (became is LaneStopped stopped ? stopped with { Then = null } : became).ToString().ShouldBe(outcome);

        (await store.Threads.FindMessageAsync(root.Id, default)).ShouldNotBeNull().SentVersion.ShouldBe(0);
    }

    [Fact]
    public async Task A_chat_nobody_configured_stops_its_lane_and_loses_nothing()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var (_, job) = await PutAsync(store, "one");
        (await new DeliverMessage(store.Threads, store.Database, [], store.Time).RunAsync(job, default)).ShouldBeOfType<LaneStopped>().Reason.ShouldBe("no web is configured");
    }

    [Fact]
    public async Task A_channel_that_cannot_be_spoken_in_is_followed_by_a_job_that_looks_for_another()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var chat = new RecordingChat(static _ => new NotDelivered(DeliveryFailure.DestinationGone, "is_archived"));
        var (_, job) = await PutAsync(store, "one");

        var then = (await Handler(store, chat).RunAsync(job, default)).ShouldBeOfType<LaneStopped>().Then.ShouldNotBeNull();

        (then.Lane, then.Kind, then.Payload, then.Coalesce).ShouldBe(("elsewhere/web:security", "route-elsewhere", """{"vendor":"web","workspace":"","channel":"security"}""", "web:security"));
        then.Priority.ShouldBe(JobPriority.Reply, "it does not wait behind answers");
    }

    private static DeliverMessage Handler(StoreUnderTest store, IChatChannel chat) => new(store.Threads, store.Database, [chat], store.Time);

    private static async Task<(ThreadMessage Message, ClaimedJob Job)> PutAsync(StoreUnderTest store, string title)
    {
        var thread = SomeThread.In("security", "t1", store.Time);
        var message = await store.WriteAsync(async work =>
        {
            await store.Threads.SaveAsync(work, thread);
            return await store.Threads.PutAsync(work, thread, "root", MessageKind.Root, SomeThread.Card(title));
        });
        var job = (await store.Queue.ListAsync(JobState.Pending, 1, default))[0];
        return (message, new ClaimedJob(job.Id, job.Job, 1, job.CreatedAt));
    }

    private sealed class RecordingChat(Func<OutgoingMessage, DeliveryOutcome> deliver) : IChatChannel
    {
        public string Vendor => ChannelRef.WebVendor;

        public ChannelLimits Limits { get; } = new(TimeSpan.FromSeconds(1), null);

        public List<OutgoingMessage> Taken { get; } = [];

        public Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Taken.Add(message);
            return Task.FromResult(deliver(message));
        }
    }
}
