using ChatOps.TestKit;
using static ChatOps.Bot.Jobs.Draining;

namespace ChatOps.Bot.Jobs;

/// <summary>Jobs that stand for others with the same key: only the newest state is sent.</summary>
public sealed class CoalescedJobsTests
{
    private static readonly JobDone Done = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_waiting_job_stands_for_a_new_one_with_the_same_key(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "old", coalesce: "m1"), Job("a", "other"), Job("a", "new", coalesce: "m1"), Job("a", "elsewhere", lane: "web:b", coalesce: "m1"));
        var sent = new List<string>();

        await store.DrainAsync(job =>
        {
            sent.Add(job.Job.Payload);
            return Done;
        });

        sent.ShouldBe(["new", "elsewhere", "other"], ignoreOrder: true);
        sent.IndexOf("new").ShouldBeLessThan(sent.IndexOf("other"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_edited_while_it_is_being_sent_is_sent_again(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "v1", JobPriority.Root, coalesce: "m1"));
        var (claim, job) = await store.StartAsync();
        await store.EnqueueAsync(Job("a", "v2", JobPriority.Root, coalesce: "m1"));
        (await store.Queue.CompleteAsync(claim, job, Done, default)).ShouldBeTrue();

        var again = (await store.Queue.NextAsync(claim, default)).ShouldNotBeNull();
        again.Job.Payload.ShouldBe("v2");
        again.Attempt.ShouldBe(1);
        again.Job.Priority.ShouldBe(JobPriority.Edit);
        (await store.Queue.CompleteAsync(claim, again, Done, default)).ShouldBeTrue();
        (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_edited_while_it_is_being_refused_gets_a_try_of_its_own(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "v1", coalesce: "m1"));
        var (claim, job) = await store.StartAsync();
        await store.EnqueueAsync(Job("a", "v2", coalesce: "m1"));
        await store.Queue.CompleteAsync(claim, job, new JobDead("invalid_blocks"), default);

        (await store.Queue.NextAsync(claim, default)).ShouldNotBeNull().Job.Payload.ShouldBe("v2");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_state_of_a_dead_message_takes_the_dead_letters_place(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "v1", JobPriority.Root, coalesce: "m1"));
        await store.DrainAsync(static _ => new JobDead("invalid_blocks"));
        await store.EnqueueAsync(Job("a", "v2", JobPriority.Root, coalesce: "m1"));

        (await store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
        await store.DrainAsync(static _ => Done);
        (await store.Queue.ListAsync(JobState.Sent, 10, default)).ShouldHaveSingleItem().Job.Payload.ShouldBe("v2");
    }
}
