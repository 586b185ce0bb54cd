using System.Collections.Concurrent;
using System.Threading.Channels;
using ChatOps.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using static ChatOps.Bot.Jobs.Draining;

namespace ChatOps.Bot.Jobs;

public sealed class JobWorkerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, OnSqlite, OnPostgres]
    public async Task Work_written_while_the_worker_sleeps_wakes_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var handler = new Recorder(static _ => Task.FromResult<JobOutcome>(new JobDone()));
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync(Job("a", "1"));
        await handler.HeardAsync(1);
        await store.EnqueueAsync(Job("a", "2"));
        await handler.HeardAsync(2);
        await worker.StopAsync(default);

        handler.Ran.ShouldBe(["1", "2"]);
        (await store.Queue.ListAsync(JobState.Sent, 10, default)).Count.ShouldBe(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_retry_is_run_when_its_time_comes(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var handler = new Recorder(static job => Task.FromResult<JobOutcome>(job.Attempt == 1 ? new JobRetry("busy", TimeSpan.FromMinutes(5)) : new JobDone()));
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync(Job("a", "1"));
        await handler.HeardAsync(1);
        await store.UntilSettledAsync(JobState.Sent);
        await worker.StopAsync(default);

        handler.Ran.ShouldBe(["1", "1"]);
        store.Time.GetUtcNow().ShouldBeGreaterThanOrEqualTo(new ManualTime().GetUtcNow().AddMinutes(5));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_handler_throws_is_tried_again_and_ends_as_a_dead_letter(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { MostAttempts = 3 });
        using var worker = await StartAsync(store, new Recorder(static _ => throw new FormatException("nobody foresaw this")));
        await store.EnqueueAsync(Job("a", "1"));
        await store.UntilSettledAsync(JobState.Dead);
        await worker.StopAsync(default);

        var dead = (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldHaveSingleItem();
        dead.Attempts.ShouldBe(3);
        dead.Reason.ShouldBe("FormatException: nobody foresaw this (after 3 attempts)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_kind_nobody_knows_is_a_dead_letter(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var worker = await StartAsync(store);
        await store.EnqueueAsync(Job("a", "1"));
        await store.UntilAsync(async () => (await store.Queue.ListAsync(JobState.Dead, 1, default)).Count == 1);
        await worker.StopAsync(default);

        (await store.Queue.ListAsync(JobState.Dead, 1, default))[0].Reason.ShouldBe("this version of the program knows no job 'test'");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Six_lanes_are_worked_on_at_the_same_time_and_a_seventh_waits(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var gate = new TaskCompletionSource();
        var handler = new Recorder(async _ =>
        {
            await gate.Task;
            return new JobDone();
        });
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync([.. Enumerable.Range(0, 7).Select(static n => Job("a", $"{n}", lane: $"web:{n}"))]);
        await handler.HeardAsync(6);
        handler.Ran.Count.ShouldBe(6);
        gate.SetResult();
        await handler.HeardAsync(7);
        await worker.StopAsync(default);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Long_answers_never_keep_all_runners_from_deliveries(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var gate = new TaskCompletionSource();
        var handler = new Recorder(async job =>
        {
            if (job.Job.Priority == JobPriority.Answer) await gate.Task;
            return new JobDone();
        });
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync([.. Enumerable.Range(0, 9).Select(static n => Job("a", $"answer {n}", JobPriority.Answer, $"answers/{n}"))]);
        await handler.HeardAsync(4);
        await store.EnqueueAsync(Job("b", "alert", JobPriority.Root));
        await handler.HeardAsync(5);

        handler.Ran.Count(static ran => ran.StartsWith("answer", StringComparison.Ordinal)).ShouldBe(4);
        handler.Ran.ShouldContain("alert");
        gate.SetResult();
        await handler.HeardAsync(10);
        await worker.StopAsync(default);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lane_whose_jobs_take_long_gives_way_after_each(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { Runners = 1, AnsweringRunners = 1 });
        var handler = new Recorder(job =>
        {
            if (job.Job.Lane == "slack:slow") store.Time.Advance(store.Options.LongestTurn);
            return Task.FromResult<JobOutcome>(new JobDone());
        });
        await store.EnqueueAsync(Job("a", "slow 1", lane: "slack:slow"), Job("a", "slow 2", lane: "slack:slow"), Job("a", "slow 3", lane: "slack:slow"), Job("b", "quick 1", lane: "web:quick"), Job("b", "quick 2", lane: "web:quick"));
        using var worker = await StartAsync(store, handler);
        await handler.HeardAsync(5);
        await worker.StopAsync(default);

        handler.Ran.ShouldBe(["slow 1", "quick 1", "quick 2", "slow 2", "slow 3"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_job_keeps_its_lane_while_its_worker_lives(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var gate = new TaskCompletionSource();
        var handler = new Recorder(async _ =>
        {
            await gate.Task;
            return new JobDone();
        });
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync(Job("a", "1"));
        await handler.HeardAsync(1);
        for (var n = 0; n < 12; n++)
        {
            var before = await store.LeaseAsync();
            store.Time.Advance(store.Options.Lease / 3);
            await store.UntilAsync(async () => await store.LeaseAsync() > before);
            (await store.Queue.ClaimAsync("another host", Lease, default)).ShouldBeNull();
        }

        gate.SetResult();
        await store.UntilAsync(async () => (await store.Queue.ListAsync(JobState.Sent, 1, default)).Count == 1);
        await worker.StopAsync(default);
        handler.Ran.Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stop_interrupts_handlers_and_leaves_their_jobs_waiting(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var handler = new Recorder(static async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return new JobDone();
        });
        using var worker = await StartAsync(store, handler);
        await store.EnqueueAsync(Job("a", "1"));
        await handler.HeardAsync(1);
        await worker.StopAsync(default);

        (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await store.Queue.ClaimAsync("next start", Lease, default)).ShouldNotBeNull("the lane was released");
    }

    private static async Task<JobWorker> StartAsync(StoreUnderTest store, params IJobHandler[] handlers)
    {
        var runner = new LaneRunner(store.Queue, handlers, store.Options, store.Time, NullLogger<LaneRunner>.Instance);
        var worker = new JobWorker(store.Queue, runner, store.Signal, store.Options, store.Time);
        await worker.StartAsync(default);
        return worker;
    }

    private sealed class Recorder(Func<ClaimedJob, CancellationToken, Task<JobOutcome>> run) : IJobHandler
    {
        private readonly Channel<bool> heard = Channel.CreateUnbounded<bool>();
        private int seen;

        public Recorder(Func<ClaimedJob, Task<JobOutcome>> run)
            : this((job, _) => run(job))
        {
        }

        public string Kind => "test";

        public ConcurrentQueue<string> Ran { get; } = new();

        public Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
        {
            Ran.Enqueue(job.Job.Payload);
            heard.Writer.TryWrite(true);
            return run(job, cancellationToken);
        }

        public async Task HeardAsync(int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            for (; seen < count; seen++) await heard.Reader.ReadAsync(patience.Token);
        }
    }
}
