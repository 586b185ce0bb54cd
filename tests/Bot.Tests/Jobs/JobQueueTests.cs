using ChatOps.TestKit;
using static ChatOps.Bot.Jobs.Draining;

namespace ChatOps.Bot.Jobs;

public sealed class JobQueueTests
{
    private static readonly JobDone Done = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_thread_keeps_its_order_whatever_fails_in_between(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var random = new Random(7);
        var jobs = Enumerable.Range(0, 60).Select(static n => Job($"thread{n % 6}", $"{n:D3}", n < 6 ? JobPriority.Root : JobPriority.Reply, n % 6 < 3 ? "web:a" : "web:b"));
        await store.EnqueueAsync([.. jobs]);
        var sent = new List<(string Order, string Payload)>();

        await store.DrainAsync(job =>
        {
            if (random.Next(3) == 0) return new JobRetry("unlucky", null, WholeLane: random.Next(4) == 0);
            sent.Add((job.Job.Order, job.Job.Payload));
            return Done;
        });

        sent.Count.ShouldBe(60);
        foreach (var thread in sent.GroupBy(static job => job.Order)) thread.Select(static job => job.Payload).ShouldBeInOrder();
        (await store.Queue.ListAsync(JobState.Sent, 100, default)).Count.ShouldBe(60);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Roots_go_before_replies_and_replies_before_edits(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(
            Job("a", "edit", JobPriority.Edit),
            Job("b", "reply", JobPriority.Reply),
            Job("c", "root", JobPriority.Root),
            Job("d", "root", JobPriority.Root),
            Job("a", "reply", JobPriority.Reply));
        var sent = new List<string>();

        await store.DrainAsync(job =>
        {
            sent.Add($"{job.Job.Order} {job.Job.Payload}");
            return Done;
        });

        sent.ShouldBe(["c root", "d root", "b reply", "a reply", "a edit"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_to_be_delivered_goes_before_a_burst_of_answers_and_those_before_what_nobody_waits_for(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync([.. Enumerable.Range(0, 20).Select(static n => Job("opening", $"{n}", JobPriority.Background, $"answers/{n}"))]);
        await store.EnqueueAsync(Job("asked", "answer", JobPriority.Answer, "answers/asked"), Job("thread", "edit", JobPriority.Edit));
        var run = new List<string>();

        await store.DrainAsync(job =>
        {
            run.Add(job.Job.Order);
            return Done;
        });

        run.Take(2).ShouldBe(["thread", "asked"]);
        run.Count.ShouldBe(22);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lane_rests_as_long_as_its_chat_asks_and_others_go_on(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"), Job("a", "2"), Job("b", "3"), Job("x", "4", lane: "slack:T/C"));
        var start = store.Time.GetUtcNow();
        var sentAt = new Dictionary<string, double>();

        await store.DrainAsync(job =>
        {
            sentAt[job.Job.Payload] = (store.Time.GetUtcNow() - start).TotalSeconds;
            return new JobDone(job.Job.Lane == "web:security" ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        });

        sentAt.ShouldBe(new Dictionary<string, double> { ["1"] = 0, ["2"] = 1, ["3"] = 2, ["4"] = 0 }, ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rate_limit_holds_for_the_whole_lane_and_is_not_counted_as_an_attempt(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { MostAttempts = 3 });
        await store.EnqueueAsync(Job("a", "1"), Job("b", "2"));
        var limited = 0;
        var first = new List<int>();

        await store.DrainAsync(job =>
        {
            if (limited++ < 10) return new JobRetry("429", TimeSpan.FromSeconds(30), WholeLane: true);
            first.Add(job.Attempt);
            return Done;
        });

        first.ShouldBe([11, 1]);
        (store.Time.GetUtcNow() - new ManualTime().GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(300));
        (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_comes_too_early_waits_alone_and_is_not_counted_as_an_attempt(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { MostAttempts = 3 });
        await store.EnqueueAsync(Job("a", "1"), Job("b", "2"));
        var sent = new List<(string, int)>();

        await store.DrainAsync(job =>
        {
            if (job.Job.Payload == "1" && job.Attempt <= 10) return new JobTooEarly("may still arrive", TimeSpan.FromSeconds(30));
            sent.Add((job.Job.Payload, job.Attempt));
            return Done;
        });

        sent.ShouldBe([("2", 1), ("1", 11)]);
        (store.Time.GetUtcNow() - new ManualTime().GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(300));
        (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_retry_waits_alone_while_other_threads_of_the_lane_are_served(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"), Job("a", "2"), Job("b", "3"));
        var sent = new List<string>();
        var failed = false;

        await store.DrainAsync(job =>
        {
            if (!failed)
            {
                failed = true;
                return new JobRetry("busy", TimeSpan.FromMinutes(1));
            }

            sent.Add(job.Job.Payload);
            return Done;
        });

        sent.ShouldBe(["3", "1", "2"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_fails_too_often_becomes_a_dead_letter_and_can_be_resent(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { MostAttempts = 3 });
        await store.EnqueueAsync(Job("a", "1"));

        await store.DrainAsync(static _ => new JobRetry("no answer"));

        var dead = (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldHaveSingleItem();
        dead.Attempts.ShouldBe(3);
        dead.Reason.ShouldBe("no answer (after 3 attempts)");
        (await store.Queue.ResendAsync(dead.Id, default)).ShouldBeTrue();
        var attempt = 0;
        await store.DrainAsync(job =>
        {
            attempt = job.Attempt;
            return Done;
        });
        attempt.ShouldBe(4, "a channel that looks before it sends again has to know that there were attempts");
        (await store.Queue.ListAsync(JobState.Sent, 10, default)).Count.ShouldBe(1);
        (await store.Queue.ResendAsync(dead.Id, default)).ShouldBeFalse("what was sent is not sent again");
        (await store.Queue.ResendAsync(4711, default)).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dead_root_holds_back_its_own_thread_only(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "root a", JobPriority.Root), Job("a", "reply a"), Job("b", "root b", JobPriority.Root), Job("b", "reply b"));
        var sent = new List<string>();
        var broken = true;
        JobOutcome Run(ClaimedJob job)
        {
            if (broken && job.Job.Payload == "root a") return new JobDead("refused");
            sent.Add(job.Job.Payload);
            return Done;
        }

        await store.DrainAsync(Run);
        sent.ShouldBe(["root b", "reply b"]);
        (await store.Queue.LanesAsync(default)).ShouldHaveSingleItem().ShouldBe(new LaneStatus("web:security", 1, 1, null, null));

        broken = false;
        await store.Queue.ResendAsync((await store.Queue.ListAsync(JobState.Dead, 1, default))[0].Id, default);
        await store.DrainAsync(Run);
        sent.ShouldBe(["root b", "reply b", "root a", "reply a"]);
        (await store.Queue.LanesAsync(default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dead_reply_does_not_hold_back_what_follows(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"), Job("a", "2"));
        var sent = new List<string>();

        await store.DrainAsync(job =>
        {
            if (job.Job.Payload == "1") return new JobDead("too large");
            sent.Add(job.Job.Payload);
            return Done;
        });

        sent.ShouldBe(["2"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_worker_whose_lease_ended_cannot_start_anything_and_cannot_record_once_another_took_over(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"), Job("a", "2"));
        var (slow, job) = await store.StartAsync("slow");
        (await store.Queue.ClaimAsync("other", Lease, default)).ShouldBeNull("the lane is leased");

        store.Time.Advance(Lease);
        (await store.Queue.NextAsync(slow, default)).ShouldBeNull();
        var (taken, again) = await store.StartAsync("other");

        taken.Fence.ShouldBeGreaterThan(slow.Fence);
        again.Id.ShouldBe(job.Id);
        again.Attempt.ShouldBe(2);
        (await store.Queue.CompleteAsync(slow, job, Done, default)).ShouldBeFalse();
        (await store.Queue.RenewAsync(slow, Lease, default)).ShouldBeFalse();
        await store.Queue.ReleaseAsync(slow, default);
        (await store.Queue.CompleteAsync(taken, again, Done, default)).ShouldBeTrue("a release by somebody else changes nothing");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_renewed_lease_is_not_taken_over(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"));
        var (claim, job) = await store.StartAsync();
        for (var n = 0; n < 5; n++)
        {
            store.Time.Advance(Lease / 2);
            (await store.Queue.RenewAsync(claim, Lease, default)).ShouldBeTrue();
            (await store.Queue.ClaimAsync("other", Lease, default)).ShouldBeNull();
        }

        (await store.Queue.CompleteAsync(claim, job, Done, default)).ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_fence_never_repeats_even_when_the_lane_was_removed_in_between(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"));
        var (before, _) = await store.StartAsync();
        store.Time.Advance(Lease);
        await store.DrainAsync(static _ => Done);
        store.Time.Advance(TimeSpan.FromDays(2));
        await store.Queue.SweepAsync(store.Time.GetUtcNow(), 100, default);
        await store.EnqueueAsync(Job("a", "2"));

        var (after, _) = await store.StartAsync();
        after.Fence.ShouldBeGreaterThan(before.Fence);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_that_kills_its_process_each_time_ends_as_a_dead_letter(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind, new JobsOptions { MostAttempts = 3 });
        await store.EnqueueAsync(Job("a", "poison"));
        for (var start = 0; start < 3; start++)
        {
            await store.StartAsync($"process {start}");
            store.Time.Advance(Lease);
        }

        var claim = (await store.Queue.ClaimAsync("last", Lease, default)).ShouldNotBeNull();
        (await store.Queue.NextAsync(claim, default)).ShouldBeNull();
        (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldHaveSingleItem().Reason.ShouldBe("started 3 times and never came to an end");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_job_for_later_does_not_hold_up_the_thread(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var later = store.Time.GetUtcNow().AddHours(1);
        await store.EnqueueAsync(Job("a", "later") with { DueAt = later }, Job("a", "now"));
        (await store.Queue.NextDueAsync(default)).ShouldBe(store.Time.GetUtcNow());
        var sent = new List<(string, DateTimeOffset)>();

        await store.DrainAsync(job =>
        {
            sent.Add((job.Job.Payload, store.Time.GetUtcNow()));
            return Done;
        });

        sent.ShouldBe([("now", later.AddHours(-1)), ("later", later)]);
        (await store.Queue.NextDueAsync(default)).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_workers_share_the_lanes_and_keep_the_order(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await using var other = kind is StoreKind.Postgres ? await store.AnotherHostAsync() : null;
        await store.EnqueueAsync([.. Enumerable.Range(0, 120).Select(static n => Job($"t{n % 12}", $"{n:D3}", lane: $"web:{n % 4}"))]);
        var sent = new List<(string Lane, string Order, string Payload)>();
        JobOutcome Run(ClaimedJob job)
        {
            lock (sent) sent.Add((job.Job.Lane, job.Job.Order, job.Job.Payload));
            return Done;
        }

        await Task.WhenAll(WorkAsync(store, "one"), WorkAsync(other ?? store, "two"));

        sent.Count.ShouldBe(120);
        foreach (var thread in sent.GroupBy(static job => (job.Lane, job.Order))) thread.Select(static job => job.Payload).ShouldBeInOrder();

        async Task WorkAsync(StoreUnderTest host, string name)
        {
            while ((await store.Queue.ListAsync(JobState.Pending, 1, default)).Count > 0)
                if (!await host.StepAsync(name, Run)) await Task.Yield();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Old_sent_jobs_and_idle_lanes_are_removed_in_small_bites(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync([.. Enumerable.Range(0, 25).Select(static n => Job("a", $"{n}", lane: $"answers/{n}"))]);
        await store.DrainAsync(static job => job.Job.Payload == "7" ? new JobDead("no") : Done);
        store.Time.Advance(TimeSpan.FromHours(25));
        await store.EnqueueAsync(Job("a", "young", lane: "answers/30"));
        await store.DrainAsync(static _ => Done);
        var before = store.Time.GetUtcNow().AddHours(-24);

        var bites = new List<int>();
        do bites.Add(await store.Queue.SweepAsync(before, 10, default));
        while (bites[^1] == 10);

        bites.ShouldBe([10, 10, 5]);
        (await store.Queue.ListAsync(JobState.Sent, 100, default)).ShouldHaveSingleItem().Job.Payload.ShouldBe("young");
        (await store.Queue.ListAsync(JobState.Dead, 100, default)).ShouldHaveSingleItem().Job.Payload.ShouldBe("7");
        (await store.Database.FirstAsync<long>("SELECT COUNT(*) FROM lane", new { }, default)).ShouldBe(1, "the lane of the dead letter stays");
    }
}
