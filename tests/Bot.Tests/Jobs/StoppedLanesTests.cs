using ChatOps.TestKit;
using static ChatOps.Bot.Jobs.Draining;

namespace ChatOps.Bot.Jobs;

/// <summary>Lanes whose destination refuses us.</summary>
public sealed class StoppedLanesTests
{
    private static readonly JobDone Done = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stopped_lane_loses_nothing_and_goes_on_when_started_again(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"), Job("b", "2"), Job("c", "3", lane: "web:other"));
        var sent = new List<string>();
        var archived = true;
        JobOutcome Run(ClaimedJob job)
        {
            if (archived && job.Job.Lane == "web:security") return new LaneStopped("is_archived");
            sent.Add(job.Job.Payload);
            return Done;
        }

        await store.DrainAsync(Run);
        sent.ShouldBe(["3"]);
        (await store.Queue.LanesAsync(default)).ShouldHaveSingleItem().ShouldBe(new LaneStatus("web:security", 2, 0, null, "is_archived"));

        archived = false;
        (await store.Queue.ResendAsync((await store.Queue.ListAsync(JobState.Pending, 10, default))[0].Id, default)).ShouldBeTrue();
        await store.DrainAsync(Run);
        sent.ShouldBe(["3", "1", "2"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_follows_from_a_stopped_lane_is_written_when_it_stops_and_by_its_owner_alone(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1"));
        var outcome = new LaneStopped("is_archived", Job("b", "then", lane: "elsewhere/a", coalesce: "a"));
        var (lost, job) = await store.StartAsync("slow");
        store.Time.Advance(Lease + TimeSpan.FromSeconds(1));
        var (claim, again) = await store.StartAsync("quick");

        (await store.Queue.CompleteAsync(lost, job, outcome, default)).ShouldBeFalse();
        (await StoppedAsync(store, "web:security")).ShouldBeNull();
        (await store.Queue.ListAsync(JobState.Pending, 10, default)).Count.ShouldBe(1);

        (await store.Queue.CompleteAsync(claim, again, outcome, default)).ShouldBeTrue();
        (await StoppedAsync(store, "web:security")).ShouldBe("is_archived");
        (await StoppedAsync(store, "elsewhere/a")).ShouldBeNull();
        var sent = new List<string>();
        await store.DrainAsync(next =>
        {
            sent.Add(next.Job.Payload);
            return Done;
        });
        sent.ShouldBe(["then"]);

        await store.Queue.StartLanesAsync("web:", default);
        (await StoppedAsync(store, "web:security")).ShouldBeNull();
    }

    private static Task<string?> StoppedAsync(StoreUnderTest store, string lane) => store.WriteAsync(work => store.Queue.StoppedReasonAsync(work, lane));

    [Theory, OnSqlite, OnPostgres]
    public async Task Stopped_lanes_are_started_together_by_how_their_names_begin(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.EnqueueAsync(Job("a", "1", lane: "slack:T1/C1"), Job("b", "2", lane: "slack:T1/C_"), Job("c", "3", lane: "slack:T12/C1"), Job("d", "4", lane: "Slack:T1/C1"));
        var revoked = true;
        var sent = new List<string>();
        JobOutcome Run(ClaimedJob job)
        {
            if (revoked) return new LaneStopped("token_revoked");
            sent.Add(job.Job.Payload);
            return Done;
        }

        await store.DrainAsync(Run);
        revoked = false;
        (await store.Queue.StartLanesAsync("slack:T1/", default)).ShouldBe(2);
        await store.DrainAsync(Run);

        sent.ShouldBe(["1", "2"], ignoreOrder: true);
        (await store.Queue.LanesAsync(default)).Select(static lane => (lane.Lane, lane.StoppedReason)).ShouldBe([("Slack:T1/C1", "token_revoked"), ("slack:T12/C1", "token_revoked")], ignoreOrder: true);
        (await store.Queue.StartLanesAsync("slack:T1/", default)).ShouldBe(0);
    }
}
