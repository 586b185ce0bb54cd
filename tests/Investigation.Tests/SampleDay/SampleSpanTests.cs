using System.Diagnostics;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Pivots;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.SampleDay;

public sealed class SampleSpanTests
{
    private static readonly FolderLogs Logs = new(Path.Combine(CommittedSample.Folder, "evidence"));
    private static readonly TimeWindow Scope = new(CommittedSample.Day.AddHours(-5), CommittedSample.Day.AddHours(19));
    private static readonly DateTimeOffset AsOf = CommittedSample.Day.AddHours(19).AddMinutes(10);

    [Fact]
    public async Task The_address_is_seen_in_7235_calls_of_one_role_and_in_no_flow()
    {
        var span = await SpanAsync(new EntityRef(EntityKind.IpAddress, CommittedSample.Address), Scope);

        var calls = span.Rows[1].Observed.ShouldNotBeNull();
        calls.First.ShouldBe(CommittedSample.Day.Add(new TimeSpan(0, 19, 20)));
        calls.Last.ShouldBe(CommittedSample.Day.Add(new TimeSpan(18, 53, 25)));
        UtcText.Duration(calls.Duration).ShouldBe("18 h 34 min");
        calls.Count.ShouldBe(7_235);
        calls.Principals.ShouldBe(["arn:aws:iam::111122223333:role/lab-GeneralInstanceRole"]);
        calls.Names.Keys.ShouldNotContain("ssm:RegisterManagedInstance");

        var flows = span.Rows[2].Coverage;
        flows.State.ShouldBe(CoverageState.Empty);
        flows.Reason.ShouldNotBeNull().ShouldStartWith("flow logs show private addresses only");
        flows.Objects.ShouldBe(287);
        flows.CompleteUpTo.ShouldBe(CommittedSample.Day.AddHours(18).AddMinutes(55));
        span.Rows[3].Coverage.State.ShouldBe(CoverageState.NotAsked);
    }

    [Fact]
    public async Task Before_the_scope_the_address_was_not_seen_in_all_that_is_held()
    {
        var span = await SpanAsync(new EntityRef(EntityKind.IpAddress, CommittedSample.Address), Scope);

        var calls = span.Before.Single(row => row.Source == EvidenceKind.ApiCalls).Coverage;
        calls.State.ShouldBe(CoverageState.Empty);
        calls.RetainedFrom.ShouldNotBeNull().UtcDateTime.Date.ShouldBe(CommittedSample.Day.AddDays(-21).Date);
        calls.Notes.ShouldBeEmpty();
        LogGaps.Sentences(calls).ShouldHaveSingleItem().ShouldStartWith("nothing is held from before 11 Jul 2024 00:0");
        span.Retained.ShouldBe(span.InScope);
    }

    [Fact]
    public async Task An_hour_of_the_quiet_days_holds_what_was_made_in_it_though_its_objects_hold_six()
    {
        var hour = new TimeWindow(CommittedSample.Day.AddDays(-8).AddHours(1), CommittedSample.Day.AddDays(-8).AddHours(2));

        var span = await SpanAsync(new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333"), hour);

        span.Rows[1].Observed.ShouldNotBeNull().Count.ShouldBe(CommittedSample.Calls.Count(call => hour.Contains(call.At)));
    }

    [Fact]
    public async Task The_private_address_is_in_every_flow_record_of_the_scope()
    {
        var span = await SpanAsync(new EntityRef(EntityKind.IpAddress, CommittedSample.PrivateIp), Scope);

        var flows = span.Rows[2].Observed.ShouldNotBeNull();
        var expected = CommittedSample.Flows.Where(flow => Scope.Touches(flow.Start, flow.End)).ToList();
        flows.Count.ShouldBe(expected.Count);
        flows.First.ShouldBe(expected.Min(flow => flow.Start));
        flows.Last.ShouldBe(expected.Max(flow => flow.End));
        flows.Names["reject"].ShouldBe(expected.Count(flow => flow.Action == "REJECT"));
    }

    [Fact]
    public async Task Between_11_and_12_the_reader_finds_212_successes_and_180_refusals()
    {
        var hour = new TimeWindow(CommittedSample.Day.AddHours(11), CommittedSample.Day.AddHours(12));
        List<TrailEvent> calls = [];
        var listing = await Logs.ListAsync(new LogQuery(LogKind.CloudTrail, hour), default);
        foreach (var log in listing.Objects)
        {
            await using var text = await Logs.OpenAsync(log, default);
            await new TrailReader("198.51.100.23"u8.ToArray()).ReadAsync(text, call => calls.Add(call), default);
        }

        var fromTheAddress = calls.Where(call => hour.Contains(call.Time) && call.SourceAddress == CommittedSample.Address).ToList();
        fromTheAddress.Count(call => call.Succeeded).ShouldBe(212);
        fromTheAddress.Count(call => call.Error == "AccessDenied").ShouldBe(180);
    }

    [Fact]
    public async Task A_span_over_all_that_is_held_takes_well_under_a_second_a_source()
    {
        await SpanAsync(new EntityRef(EntityKind.IpAddress, CommittedSample.Address), Scope); // the first run compiles
        var watch = Stopwatch.StartNew();

        await SpanAsync(new EntityRef(EntityKind.IpAddress, CommittedSample.Address), Scope);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5)); // a wide bound: machines that run tests are busy
    }

    private static Task<ObservationSpan> SpanAsync(EntityRef entity, TimeWindow scope) =>
        new SpanRunner([new CloudTrailSource(Logs), new FlowLogSource(Logs)], TimeProvider.System).RunAsync(new EvidenceQuestion(entity, scope, AsOf), null, default);
}
