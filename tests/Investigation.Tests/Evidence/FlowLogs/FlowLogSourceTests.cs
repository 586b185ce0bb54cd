using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Observations;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowLogSourceTests : IDisposable
{
    private const string From = "2024-08-01T00:00Z";
    private const string To = "2024-08-01T01:00Z";
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n";
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("10.0.0.14", 0, 1)]
    [InlineData("10.0.0.144", 2, 0)]
    [InlineData("203.0.113.7", 2, 1)]
    [InlineData("2001:db8::17", 1, 0)]
    [InlineData("2001:DB8:1:0:0:0:0:9", 1, 0)]
    public async Task Records_of_an_address_are_counted_by_accept_and_reject(string address, long accepted, long rejected)
    {
        folder.With("default.log.gz", Gzip(Sample("flowlogs/default.log")));

        var observed = (await ObserveAsync(Question(EntityKind.IpAddress, address, From, To))).Value.ShouldNotBeNull();

        observed.Count.ShouldBe(accepted + rejected);
        observed.Names.GetValueOrDefault("accept").ShouldBe(accepted);
        observed.Names.GetValueOrDefault("reject").ShouldBe(rejected);
        observed.Principals.ShouldBeNull();
    }

    [Fact]
    public async Task A_record_belongs_to_each_window_its_interval_touches_and_is_not_cut()
    {
        folder.With("default.log", Sample("flowlogs/default.log")); // intervals 00:00:00-00:00:59, 00:01:00-00:01:59, 00:01:00-00:02:00

        var observed = (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", "2024-08-01T00:00:59Z", "2024-08-01T00:01:01Z"))).Value.ShouldNotBeNull();

        observed.Count.ShouldBe(3);
        observed.First.ShouldBe(Utc("2024-08-01T00:00:00Z"));
        observed.Last.ShouldBe(Utc("2024-08-01T00:02:00Z"));
        (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", "2024-08-01T00:02:00Z", To))).Value.ShouldNotBeNull().Count.ShouldBe(1);
        (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", "2024-08-01T00:02:01Z", To))).Value.ShouldBeNull();
    }

    [Fact]
    public async Task Skipped_intervals_are_noted_and_neither_they_nor_silent_ones_count()
    {
        folder.With("default.log", Sample("flowlogs/default.log"));

        var answer = await ObserveAsync(Question(EntityKind.Account, "111122223333", From, To));

        answer.Value.ShouldNotBeNull().Count.ShouldBe(5);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 interval lost by the flow log service (SKIPDATA)");
    }

    [Fact]
    public async Task The_header_decides_and_may_come_again()
    {
        folder.With("custom.log", Sample("flowlogs/custom-with-two-headers.log"));

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.5", From, To));

        answer.Value.ShouldNotBeNull().Names.ShouldBe(new Dictionary<string, long> { ["accept"] = 1, ["reject"] = 1 }, ignoreOrder: true);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.StartsWith("1 line passed over", StringComparison.Ordinal));
        (await ObserveAsync(Question(EntityKind.Ec2Instance, "i-0123456789abcdef0", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Exports_of_CloudWatch_put_a_time_before_each_line()
    {
        folder.With("export.log", Sample("flowlogs/cloudwatch-export.log"));

        (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_header_only_the_exact_default_format_is_read()
    {
        folder.With("other.log", Sample("flowlogs/no-header-and-not-the-default.log"));

        var coverage = (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To))).Coverage;

        coverage.State.ShouldBe(CoverageState.Empty);
        coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.Contains("no header and not the default format", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Records_without_times_are_said_and_not_counted()
    {
        folder.With("timeless.log", Sample("flowlogs/without-times.log"));

        var coverage = (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To))).Coverage;

        coverage.State.ShouldBe(CoverageState.Empty);
        coverage.Notes.ShouldNotBeNull().ShouldContain("1 line passed over: the format has no start and end");
    }

    [Fact]
    public async Task The_same_line_in_another_object_is_the_same_record_and_in_one_object_it_is_not()
    {
        const string line = "2 111122223333 eni-0aa11bb22cc33dd44 203.0.113.7 10.0.0.144 0 0 1 4 336 1722470460 1722470519 ACCEPT OK\n";
        folder.With("a.log", Header + line + line).With("b.log", Header + line).With("c.log", Header + line + line);

        (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To))).Value.ShouldNotBeNull().Count.ShouldBeInRange(1, 2);
        folder.With("b.log", Header).With("c.log", Header);
        (await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To))).Value.ShouldNotBeNull().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cut_off_object_counts_as_far_as_it_was_readable()
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"2 111122223333 eni-0aa11bb22cc33dd44 203.0.113.7 10.0.0.144 {i} {i * 7919 % 65536} 6 4 336 1722470460 1722470519 ACCEPT OK\n"));
        var packed = Gzip(System.Text.Encoding.UTF8.GetBytes(Header + lines));
        folder.With("cut.log.gz", packed[..(packed.Length / 2)]);

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To));

        answer.Value.ShouldNotBeNull().Count.ShouldBeInRange(1_000, 19_999);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 object cut off, counted as far as readable: cut.log.gz");
    }

    [Fact]
    public async Task A_public_address_of_ones_own_is_silent_for_a_reason()
    {
        folder.With("default.log", Sample("flowlogs/default.log"));

        (await ObserveAsync(Question(EntityKind.IpAddress, "198.51.100.23", From, To))).Coverage.Reason.ShouldNotBeNull().ShouldStartWith("flow logs show private addresses only");
        (await ObserveAsync(Question(EntityKind.IpAddress, "10.9.9.9", From, To))).Coverage.Reason.ShouldBe("no flow record in 1 object");
        (await ObserveAsync(Question(EntityKind.IpAddress, "2001:db8:ffff::1", From, To))).Coverage.Reason.ShouldBe("no flow record in 1 object");
    }

    [Fact]
    public async Task Where_instances_are_not_recorded_an_instance_is_not_asked()
    {
        folder.With("default.log", Sample("flowlogs/default.log"));

        var coverage = (await ObserveAsync(Question(EntityKind.Ec2Instance, "i-0123456789abcdef0", From, To))).Coverage;

        coverage.State.ShouldBe(CoverageState.NotAsked);
        coverage.Reason.ShouldNotBeNull().ShouldContain("private address");
    }

    [Theory]
    [InlineData(EntityKind.Role)]
    [InlineData(EntityKind.UserAgent)]
    [InlineData(EntityKind.Bucket)]
    public async Task What_flows_cannot_know_is_not_asked(EntityKind kind) =>
        (await ObserveAsync(Question(kind, "anything", From, To))).Coverage.State.ShouldBe(CoverageState.NotAsked);

    [Fact]
    public async Task An_answer_is_complete_up_to_a_slot_and_ten_minutes_before_it_was_asked()
    {
        folder.With("default.log", Sample("flowlogs/default.log"));

        var answer = await ObserveAsync(Question(EntityKind.IpAddress, "203.0.113.7", From, To, asOf: "2024-08-01T00:01:59Z"));

        answer.Coverage.CompleteUpTo.ShouldBe(Utc("2024-07-31T23:46:59Z"));
        answer.Value.ShouldNotBeNull().Count.ShouldBe(2); // the third ends at 00:02:00
    }

    private Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question) => new FlowLogSource(folder.Logs).ObserveAsync(question, default);
}
