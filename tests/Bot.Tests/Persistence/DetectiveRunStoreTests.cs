using ChatOps.Bot.Investigate.DetectiveRuns;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;

namespace ChatOps.Bot.Persistence;

/// <summary>Investigations of Detective's that were asked for here.</summary>
public sealed class DetectiveRunStoreTests
{
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BehaviorGraph Graph = BehaviorGraph.Read("arn:aws:detective:us-east-1:111122223333:graph:0123456789abcdef0123456789abcdef")!;
    private static readonly RunKey Key = new("us-east-1", "arn:aws:iam::111122223333:role/gardener", new TimeWindow(Midnight, Midnight.AddHours(3)), false);
    private static readonly DetectiveRun Run = new(Graph, "000000000000000000001", Key.EntityArn, RunStatus.Running);

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_claimed_by_one_until_that_one_died(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => ClaimAsync(store, $"host {n}")));
        var winner = $"host {Array.IndexOf(claims, true)}";
        claims.Count(static won => won).ShouldBe(1);
        (await ClaimAsync(store, winner)).ShouldBeTrue("the same job run again");
        (await Runs(store).FindAsync(Key, default)).ShouldBe(new KeptRun(null, null, null, null));

        store.Time.Advance(TimeSpan.FromMinutes(6));
        (await ClaimAsync(store, "heir")).ShouldBeTrue();
        (await ClaimAsync(store, winner)).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Started_it_cannot_be_claimed_however_old_and_finished_it_is_kept_whole(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await ClaimAsync(store, "host");
        await store.WriteAsync(work => Runs(store).SaveStartedAsync(work, Key, Run));
        store.Time.Advance(TimeSpan.FromDays(2));
        (await ClaimAsync(store, "host")).ShouldBeFalse();
        (await Runs(store).FindAsync(Key, default)).ShouldBe(new KeptRun(Graph, Run.Id, null, null));

        var report = Report(new FlaggedAddress("203.0.113.7", "AWS_THREAT_INTELLIGENCE"), new NewUserAgent("curl <!channel> \"'\u202e 🟠", true), new UnknownIndicator("NEW_KIND"));
        await store.WriteAsync(work => Runs(store).SaveFinishedAsync(work, Key, report));
        await store.WriteAsync(work => Runs(store).SaveFinishedAsync(work, Key, report));
        var kept = (await Runs(store).FindAsync(Key, default))!;
        kept.Report!.Indicators.ShouldBe(report.Indicators);
        (kept.Report.Run, kept.Report.ReadAt, kept.FailedAt).ShouldBe((report.Run, report.ReadAt, null));
        (await ClaimAsync(store, "host")).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_failed_says_when_and_can_be_claimed_again_and_another_one_s_failure_is_not_its_own(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await ClaimAsync(store, "host");
        await store.WriteAsync(work => Runs(store).SaveStartedAsync(work, Key, Run));
        await store.WriteAsync(work => Runs(store).SaveFailedAsync(work, Key, Run with { Id = "000000000000000000009" }));
        (await Runs(store).FindAsync(Key, default))!.FailedAt.ShouldBeNull();
        await store.WriteAsync(work => Runs(store).SaveFailedAsync(work, Key, Run));
        (await Runs(store).FindAsync(Key, default))!.FailedAt.ShouldBe(store.Time.GetUtcNow());

        (await ClaimAsync(store, "another")).ShouldBeTrue();
        (await ClaimAsync(store, "a third")).ShouldBeFalse();
        (await Runs(store).FindAsync(Key, default)).ShouldBe(new KeptRun(null, null, null, null));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Entity_scope_region_and_sample_day_tell_runs_apart_and_removing_takes_its_addresses_along(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var others = new[]
        {
            Key with { Region = "eu-west-1" }, Key with { IsSampleDay = true }, Key with { Scope = new TimeWindow(Midnight, Midnight.AddHours(4)) },
            Key with { EntityArn = Key.EntityArn + "2" }, Key with { EntityArn = Key.EntityArn + new string('ü', 3000) },
        };
        foreach (var key in others.Append(Key))
        {
            (await ClaimAsync(store, "host", key)).ShouldBeTrue();
            await store.WriteAsync(work => Runs(store).SaveStartedAsync(work, key, Run with { EntityArn = key.EntityArn }));
            await store.WriteAsync(work => Runs(store).SaveFinishedAsync(work, key, Report(new FlaggedAddress("203.0.113.7", null)) with { Run = Run with { EntityArn = key.EntityArn } }));
        }

        (await NamedAsync(store)).Count.ShouldBe(4, "one of them is the sample day's, and two differ by their region only");
        await store.WriteAsync(work => Runs(store).RemoveAsync(work, Key));
        (await Runs(store).FindAsync(Key, default)).ShouldBeNull();
        foreach (var key in others) (await Runs(store).FindAsync(key, default))!.Report.ShouldNotBeNull();
        await store.WriteAsync(work => Runs(store).RemoveAsync(work, others[0]));
        (await NamedAsync(store)).Select(static naming => naming.EntityArn).ShouldBe([Key.EntityArn, others[3].EntityArn, others[4].EntityArn], ignoreOrder: true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_address_is_named_inside_the_scope_Detective_says_it_had(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await ClaimAsync(store, "host");
        var ran = Run with { ScopeStart = Midnight.AddHours(5), ScopeEnd = Midnight.AddHours(9) };
        await store.WriteAsync(work => Runs(store).SaveFinishedAsync(work, Key, Report(new FlaggedAddress("2001:DB8::1", null), new ImpossibleTravel("2001:db8:0::1", "a", "203.0.113.7", "b", 1), new NewGeolocation("x", "no address", null)) with { Run = ran }));

        var naming = (await NamedAsync(store, "2001:db8::1", 8, 10)).ShouldHaveSingleItem();
        (naming.Scope, naming.EntityArn).ShouldBe((new TimeWindow(Midnight.AddHours(5), Midnight.AddHours(9)), Key.EntityArn));
        naming.Says.ShouldBe(["flagged by threat intelligence", "impossible travel"], ignoreOrder: true);
        (await NamedAsync(store, "2001:db8::1", 9, 10)).ShouldBeEmpty("the end does not belong to it");
        (await NamedAsync(store, "2001:db8::1", 0, 5)).ShouldBeEmpty();
        (await NamedAsync(store, "no address", 0, 24)).ShouldBeEmpty();
    }

    private static DetectiveRunStore Runs(StoreUnderTest store) => new(store.Database, store.Time);

    private static Task<bool> ClaimAsync(StoreUnderTest store, string owner, RunKey? key = null) =>
        store.WriteAsync(work => Runs(store).ClaimAsync(work, key ?? Key, owner, store.Time.GetUtcNow(), store.Time.GetUtcNow().AddMinutes(-5)));

    private static async Task<IReadOnlyList<Investigation.Observations.DetectiveNaming>> NamedAsync(StoreUnderTest store, string address = "203.0.113.7", int from = 0, int to = 24) =>
        await Runs(store).NamingAsync(address, new TimeWindow(Midnight.AddHours(from), Midnight.AddHours(to)), false, default);

    private static DetectiveReport Report(params DetectiveIndicator[] indicators) => new(Run with { Status = RunStatus.Successful, Severity = "HIGH" }, indicators, Midnight.AddDays(1), []);
}
