using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Pivots;

public sealed class SpanRunnerTests
{
    private static readonly EvidenceQuestion Question =
        new(new EntityRef(EntityKind.IpAddress, PublicAddress), new TimeWindow(At("00:00"), At("01:00")), At("19:10"), Region: "us-east-1");

    [Fact]
    public async Task Every_kind_has_a_row_in_order_and_a_kind_without_a_source_says_so()
    {
        var span = await RunAsync(new InstantSource(EvidenceKind.Flows, []), new InstantSource(EvidenceKind.Findings, [At("00:17"), At("00:42")]));

        span.Rows.Select(row => (row.Source, row.Coverage.State)).ShouldBe(
        [
            (EvidenceKind.Findings, CoverageState.Answered),
            (EvidenceKind.ApiCalls, CoverageState.NotAsked),
            (EvidenceKind.Flows, CoverageState.Empty),
            (EvidenceKind.KubernetesAudit, CoverageState.NotAsked),
        ]);
        span.Rows[3].Coverage.Reason.ShouldBe("no source configured for us-east-1");
    }

    [Fact]
    public async Task Before_scope_and_after_are_asked_apart_and_each_instant_counts_in_one_of_them()
    {
        var span = await RunAsync(new InstantSource(EvidenceKind.ApiCalls, [At("23:59").AddDays(-2), At("00:00"), At("00:59"), At("01:00"), At("19:00")]));

        span.Before.ShouldHaveSingleItem().Observed!.Count.ShouldBe(1);
        span.Rows[1].Observed!.Count.ShouldBe(2);
        span.After.ShouldHaveSingleItem().Observed!.Count.ShouldBe(2);
        span.Retained.ShouldBe(new ObservedInterval(At("23:59").AddDays(-2), At("19:00")));
    }

    [Fact]
    public async Task What_precedes_and_follows_the_findings_is_counted_by_asking()
    {
        var span = await RunAsync(
            new InstantSource(EvidenceKind.Findings, [At("00:17"), At("00:42")]),
            new InstantSource(EvidenceKind.ApiCalls, [At("00:05"), At("00:16"), At("00:17"), At("00:42"), At("00:43"), At("00:44"), At("00:45")]));

        span.Differences.Where(difference => difference.Kind != SpanDifferenceKind.Unknown).Select(difference => difference.Sentence).ShouldBe(
        [
            "2 calls preceded the first finding (00:05 → 00:17).",
            "3 calls followed the last finding (00:42 → 00:45).",
        ]);
    }

    [Fact]
    public async Task A_failing_source_costs_its_own_row_only()
    {
        var span = await RunAsync(new BrokenSource(new IOException("the disk is gone")), new InstantSource(EvidenceKind.ApiCalls, [At("00:19")]));

        span.Rows[0].Coverage.State.ShouldBe(CoverageState.Unavailable);
        span.Rows[0].Coverage.Reason.ShouldBe("the disk is gone");
        span.Rows[1].Observed.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_source_that_never_answers_is_unavailable_after_the_deadline()
    {
        var time = new HandTime();
        var running = new SpanRunner([new SleepingSource()], time).RunAsync(Question, null, default);
        running.IsCompleted.ShouldBeFalse();

        while (!running.IsCompleted)
        {
            time.Advance(SpanRunner.Deadline);
            await Task.Yield();
        }

        var span = await running;
        span.Rows[0].Coverage.State.ShouldBe(CoverageState.Unavailable);
        span.Rows[0].Coverage.Reason.ShouldBe("no answer within 1 min");
    }

    [Fact]
    public async Task A_cancelled_question_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var running = new SpanRunner([new SleepingSource()], TimeProvider.System).RunAsync(Question, null, cancelled.Token);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private static Task<ObservationSpan> RunAsync(params IEvidenceSource[] sources) => new SpanRunner(sources, TimeProvider.System).RunAsync(Question, null, default);

    /// <summary>A source that holds some instants.</summary>
    private sealed class InstantSource(EvidenceKind kind, DateTimeOffset[] instants) : IEvidenceSource
    {
        public EvidenceKind Kind => kind;

        public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
        {
            var inside = instants.Where(question.Window.Contains).ToList();
            return Task.FromResult(inside.Count == 0
                ? new EvidenceAnswer<Observation>(null, new Coverage(CoverageState.Empty, question.AsOf, "nothing"))
                : new EvidenceAnswer<Observation>(new Observation(inside.Min(), inside.Max(), inside.Count, new Dictionary<string, long>()), new Coverage(CoverageState.Answered, question.AsOf)));
        }
    }

    private sealed class BrokenSource(Exception failure) : IEvidenceSource
    {
        public EvidenceKind Kind => EvidenceKind.Findings;

        public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken) => throw failure;
    }

    private sealed class SleepingSource : IEvidenceSource
    {
        public EvidenceKind Kind => EvidenceKind.Findings;

        public Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
            new TaskCompletionSource<EvidenceAnswer<Observation>>().Task;
    }

    /// <summary>Time that is moved by hand; timers that are due fire when it moves.</summary>
    private sealed class HandTime : TimeProvider
    {
        private readonly Lock gate = new();
        private readonly List<HandTimer> timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(() => callback(state)) { Left = dueTime };
            lock (gate) timers.Add(timer);
            return timer;
        }

        public void Advance(TimeSpan by)
        {
            List<HandTimer> due;
            lock (gate)
            {
                foreach (var timer in timers) timer.Left -= by;
                due = [.. timers.Where(timer => timer.Left <= TimeSpan.Zero)];
                timers.RemoveAll(due.Contains);
            }

            foreach (var timer in due) timer.Fire();
        }

        private sealed class HandTimer(Action fire) : ITimer
        {
            private bool stopped;

            public TimeSpan Left { get; set; }

            public void Fire()
            {
                if (!stopped) fire();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                stopped = dueTime == Timeout.InfiniteTimeSpan;
                Left = dueTime;
                return true;
            }

            public void Dispose() => stopped = true;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
