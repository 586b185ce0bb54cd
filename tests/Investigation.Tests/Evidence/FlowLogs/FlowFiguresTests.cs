using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.FlowLogs.FlowLines;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowFiguresTests : IDisposable
{
    private const string Own = "10.0.0.144";
    private static readonly FlowAsk HoursAndDistinct = new() { Hours = true, Distinct = true };
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_own_address_is_the_one_common_to_all_records()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(
            Default,
            Line("10.0.0.7", Own, "2024-08-01T10:00Z", bytes: 7),
            Line(Own, "10.0.0.8", "2024-08-01T10:01Z", bytes: 11),
            Line("10.0.0.9", Own, "2024-08-01T10:02Z", bytes: 13, action: "REJECT"),
            Line(Own, "10.0.0.9", "2024-08-01T10:03Z", bytes: 17, action: "REJECT"),
            Line("2001:db8:0::1", "2001:db8::9", "2024-08-01T10:04Z", bytes: 19),
            Line("2001:db8::9", "2001:db8::2", "2024-08-01T10:04Z", bytes: 23)));

        var totals = (await AskAsync(Interface())).Hours.ShouldHaveSingleItem().Totals;

        totals.ShouldBe(new FlowTotals(new(2, 2, 26), new(2, 2, 34), new(1, 1, 13), new(1, 1, 17), default));
    }

    [Theory]
    [InlineData("203.0.113.7", Own, 100, 0, 0)]
    [InlineData(Own, "203.0.113.7", 0, 100, 0)]
    [InlineData("10.0.0.7", Own, 0, 0, 100)]
    [InlineData("2001:db8::1", "2001:db8::2", 0, 0, 100)]
    [InlineData("02:00:00:00:00:01", "02:00:00:00:00:02", 0, 0, 100)]
    public async Task With_one_pair_of_addresses_the_private_one_is_the_own(string source, string destination, long ins, long outs, long undirected)
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(Default, Line(source, destination, "2024-08-01T10:00Z")));

        var totals = (await AskAsync(Interface())).Hours.ShouldHaveSingleItem().Totals;

        (totals.In.Bytes, totals.Out.Bytes, totals.Undirected.Bytes).ShouldBe((ins, outs, undirected));
    }

    [Fact]
    public async Task A_direction_that_is_told_holds_whatever_the_addresses_are()
    {
        folder.With(Key("2024-08-01T10:00Z", hive: true), Packed(
            Told,
            ToldLine("10.0.0.7", Own, "2024-08-01T10:00Z", "egress", bytes: 7),
            ToldLine("10.0.0.8", "10.0.0.9", "2024-08-01T10:01Z", "ingress", bytes: 11, packetDestination: "10.0.0.200")));

        var question = Question(EntityKind.Ec2Instance, "i-0123456789abcdef0", "2024-08-01T10:00Z", "2024-08-01T11:00Z");
        var totals = (await AskAsync(question)).Hours.ShouldHaveSingleItem().Totals;

        (totals.In.Bytes, totals.Out.Bytes).ShouldBe((11, 7));
        (await Source().ObserveAsync(Question(EntityKind.IpAddress, "10.0.0.200", "2024-08-01T10:00Z", "2024-08-01T11:00Z"), default)).Value.ShouldNotBeNull().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Distinct_counts_are_of_all_records_and_ports_of_TCP_and_UDP_only()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(
            Default,
            Line("203.0.113.1", Own, "2024-08-01T10:00Z", ports: 0x01BB_1000),
            Line("203.0.113.2", Own, "2024-08-01T10:00Z", ports: 0x01BB_1000, action: "REJECT"),
            Line(Own, "203.0.113.3", "2024-08-01T10:00Z", ports: 0x0016_2000),
            Line("203.0.113.4", Own, "2024-08-01T10:00Z", ports: 0, protocol: 1)));

        var hour = (await AskAsync(Interface())).Distinct.ShouldHaveSingleItem();

        hour.All.ShouldBe(new DistinctCount(4, 2, 2));
        hour.In.ShouldBe(new DistinctCount(3, 1, 1));
        hour.Out.ShouldBe(new DistinctCount(1, 1, 1));
    }

    [Fact]
    public async Task An_hour_with_objects_and_without_records_is_there_with_zeros_and_one_without_objects_is_not()
    {
        folder.With(Key("2024-08-01T10:30Z"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T10:30Z")))
            .With(Key("2024-08-01T11:30Z"), Packed(Default, Line("203.0.113.1", "10.0.0.1", "2024-08-01T11:30Z", of: Other)))
            .With(Key("2024-08-01T13:30Z"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T13:30Z")));

        var answer = await Source().FlowsAsync(Interface("2024-08-01T10:00Z", "2024-08-01T14:00Z"), HoursAndDistinct, default);

        answer.Value.ShouldNotBeNull().Hours.Select(hour => (hour.Hour.Hour, hour.Totals.Records)).ShouldBe([(10, 1), (11, 0), (13, 1)]);
        answer.Value.Distinct.Select(hour => hour.Hour.Hour).ShouldBe([10, 11, 13]);
        answer.Coverage.Missing.ShouldHaveSingleItem().Start.ShouldBe(Utc("2024-08-01T12:00Z"));
    }

    [Fact]
    public async Task Tables_split_window_and_baseline_and_can_leave_out_what_was_there_before()
    {
        folder.With(Key("2024-08-01T08:00Z"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T08:00Z", bytes: 5), Line("203.0.113.9", Own, "2024-08-01T08:00Z", bytes: 5)))
            .With(Key("2024-08-01T10:00Z"), Packed(
                Default,
                Line("203.0.113.1", Own, "2024-08-01T09:59:30Z", bytes: 3),
                Line("203.0.113.1", Own, "2024-08-01T10:00Z", bytes: 50),
                Line("203.0.113.20", Own, "2024-08-01T10:01Z", bytes: 20),
                Line("203.0.113.3", Own, "2024-08-01T10:02Z", bytes: 20, ports: 0, protocol: 1)));
        var question = Interface() with { Baseline = new TimeWindow(Utc("2024-08-01T08:00Z"), Utc("2024-08-01T10:00Z")) };
        IReadOnlyList<FlowColumn> columns = [FlowColumn.RemoteAddress, FlowColumn.LocalPort, FlowColumn.Protocol, FlowColumn.Action, FlowColumn.Interface, FlowColumn.Instance];

        var tables = (await Source().FlowsAsync(question, new FlowAsk { Groupings = [new(columns, 2), new([FlowColumn.RemoteAddress]) { OnlyNew = true }] }, default)).Value.ShouldNotBeNull().Tables;

        tables[0].RowCount.ShouldBe(3);
        tables[0].Total.In.ShouldBe(new Traffic(3, 3, 90));
        tables[0].Rows.Select(row => string.Join(' ', row.Values)).ShouldBe([$"203.0.113.1 443 6 ACCEPT {Mine} -", $"203.0.113.20 443 6 ACCEPT {Mine} -"]);
        (tables[0].Rows[0].Scope.Bytes, tables[0].Rows[0].Baseline.Bytes).ShouldBe((50, 8));
        (tables[0].Rows[0].First, tables[0].Rows[0].Last).ShouldBe((Utc("2024-08-01T10:00Z"), Utc("2024-08-01T10:00:59Z")));
        tables[1].Rows.Select(row => row.Values[0]).ShouldBe(["203.0.113.20", "203.0.113.3"]);
        tables[1].Total.Bytes.ShouldBe(40);
    }

    [Fact]
    public async Task A_table_that_does_not_fit_is_made_in_several_passes_and_is_the_same()
    {
        var lines = Enumerable.Range(0, 40_000).Select(i => Line($"198.51.{i >> 8}.{i & 255}", Own, "2024-08-01T10:00Z", bytes: 1 + (i * 7919 % 1000)));
        folder.With(Key("2024-08-01T10:00Z"), Packed([Default, .. lines]));
        var ask = new FlowAsk { Groupings = [new([FlowColumn.RemoteAddress], 20)] };

        var whole = (await Source().FlowsAsync(Interface(), ask, default)).Value.ShouldNotBeNull().Tables[0];
        var answer = await new FlowLogSource(new LogCatalog(folder.Logs, LogKind.FlowLogs, null, TimeProvider.System), TimeProvider.System) { Limits = new() { TableMemory = 0 } }.FlowsAsync(Interface(), ask, default);
        var inParts = answer.Value.ShouldNotBeNull().Tables[0];

        answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeGreaterThan(1);
        whole.RowCount.ShouldBe(40_000);
        (inParts.RowCount, inParts.Total).ShouldBe((whole.RowCount, whole.Total));
        inParts.Rows.Select(row => (row.Values[0], row.Scope)).ShouldBe(whole.Rows.Select(row => (row.Values[0], row.Scope)));
    }

    [Fact]
    public async Task Of_two_flow_logs_over_one_interface_the_richer_one_counts()
    {
        folder.With(Key("2024-08-01T10:00Z", "fl-0a"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T10:00Z"), Line("203.0.113.2", Own, "2024-08-01T10:00Z")))
            .With(Key("2024-08-01T10:00Z", "fl-0b"), Packed(Told, ToldLine("203.0.113.1", Own, "2024-08-01T10:00Z", "ingress", bytes: 40)))
            .With(Key("2024-08-01T11:00Z", "fl-0a"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T11:00Z", bytes: 3)));

        var answer = await Source().FlowsAsync(Interface(to: "2024-08-01T12:00Z"), new FlowAsk { Hours = true, Distinct = true, Groupings = [new([FlowColumn.RemoteAddress])] }, default);

        answer.Value.ShouldNotBeNull().Hours.Select(hour => hour.Totals.Bytes).ShouldBe([40, 3]);
        answer.Value.Distinct[0].All.RemoteAddresses.ShouldBe(1);
        answer.Value.Tables[0].Total.Bytes.ShouldBe(43);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.StartsWith("several flow logs", StringComparison.Ordinal) && note.Contains("fl-0a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_delivered_twice_counts_once()
    {
        var content = Packed(Default, Line("203.0.113.1", Own, "2024-08-01T10:00Z"));
        folder.With(Key("2024-08-01T10:00Z", hash: "aa"), content).With(Key("2024-08-01T10:05Z", hash: "bb"), content);

        var answer = await Source().FlowsAsync(Interface(), HoursAndDistinct, default);

        answer.Value.ShouldNotBeNull().Hours[0].Totals.Records.ShouldBe(1);
        answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 object delivered twice under another name, counted once");
    }

    [Fact]
    public async Task Lost_intervals_are_said_of_the_interface_asked_about()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T10:00Z"), Lost("2024-08-01T10:01Z"), Lost("2024-08-01T10:02Z", Other), Lost("2024-08-01T12:02Z")));

        var notes = (await Source().FlowsAsync(Interface(), HoursAndDistinct, default)).Coverage.Notes.ShouldNotBeNull();

        notes.ShouldContain("1 interval lost by the flow log service (SKIPDATA)");
    }

    [Fact]
    public async Task What_is_known_of_an_instance_stands_for_it_where_a_format_does_not_name_it()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(
            Default,
            Line("203.0.113.1", Own, "2024-08-01T10:00Z"),
            Line("10.0.0.7", Own, "2024-08-01T10:01Z", bytes: 30),
            Line("10.0.0.7", Own, "2024-08-01T10:01Z", bytes: 30, of: Other),
            Line("10.0.0.7", "203.0.113.5", "2024-08-01T10:02Z", of: Other)));
        var question = Question(EntityKind.Ec2Instance, "i-0123456789abcdef0", "2024-08-01T10:00Z", "2024-08-01T11:00Z");

        (await Source().FlowsAsync(question, HoursAndDistinct, default)).Coverage.State.ShouldBe(CoverageState.NotAsked);
        foreach (var known in new EntityRef[] { new(EntityKind.NetworkInterface, Mine), new(EntityKind.IpAddress, Own) })
            (await AskAsync(question with { Known = [known] })).Hours.ShouldHaveSingleItem().Totals.In.Bytes.ShouldBe(130, known.ToString());
    }

    [Fact]
    public async Task An_address_nobody_here_owns_is_seen_from_itself()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(Default, Line("203.0.113.1", Own, "2024-08-01T10:00Z", bytes: 60), Line(Own, "203.0.113.1", "2024-08-01T10:00Z", bytes: 40)));

        var figures = await AskAsync(Question(EntityKind.IpAddress, "203.0.113.1", "2024-08-01T10:00Z", "2024-08-01T11:00Z"));

        figures.Hours.ShouldHaveSingleItem().Totals.ShouldBe(new FlowTotals(new(1, 1, 40), new(1, 1, 60), default, default, default));
        figures.Interfaces.ShouldBe([Mine]);
        figures.Tables.ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_of_an_interface_and_interfaces_of_an_address()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(
            Default,
            Line("203.0.113.1", Own, "2024-08-01T10:00Z"),
            Line("203.0.113.2", Own, "2024-08-01T10:10Z"),
            Line("2001:db8::1", "2001:db8::9", "2024-08-01T10:20Z"),
            Line("2001:db8::2", "2001:DB8::9", "2024-08-01T10:20Z")));

        var found = (await Source().AddressesAsync(Interface(), default)).Value.ShouldNotBeNull().Assignments;

        found.Select(one => (one.Address, one.Records)).ShouldBe([(Own, 2), ("2001:db8::9", 2)]);
        (found[0].First, found[0].Last).ShouldBe((Utc("2024-08-01T10:00Z"), Utc("2024-08-01T10:10:59Z")));
        (await Source().AddressesAsync(Question(EntityKind.IpAddress, Own, "2024-08-01T10:00Z", "2024-08-01T11:00Z"), default)).Value.ShouldNotBeNull().Assignments.ShouldHaveSingleItem().Interface.ShouldBe(Mine);
    }

    [Fact]
    public async Task Active_time_is_the_union_of_the_intervals_and_not_the_span()
    {
        folder.With(Key("2024-08-01T10:00Z"), Packed(
            Default,
            Line("203.0.113.1", Own, "2024-08-01T10:00:00Z", seconds: 60),
            Line("203.0.113.1", Own, "2024-08-01T10:00:30Z", seconds: 60),
            Line("203.0.113.1", Own, "2024-08-01T11:59:50Z", seconds: 20)));

        foreach (var (kind, id) in new[] { (EntityKind.IpAddress, "203.0.113.1"), (EntityKind.NetworkInterface, Mine), (EntityKind.Account, "111122223333") })
        {
            var observed = (await Source().ObserveAsync(Question(kind, id, "2024-08-01T10:00Z", "2024-08-01T13:00Z"), default)).Value.ShouldNotBeNull();
            (observed.ActiveTime, observed.ActiveHours, observed.Duration).ShouldBe((TimeSpan.FromSeconds(110), 2L, TimeSpan.FromSeconds(7210)), kind.ToString());
        }
    }

    private static EvidenceQuestion Interface(string from = "2024-08-01T10:00Z", string to = "2024-08-01T11:00Z") => Question(EntityKind.NetworkInterface, Mine, from, to);

    private FlowLogSource Source() => new(folder.Logs);

    private async Task<FlowFigures> AskAsync(EvidenceQuestion question) => (await Source().FlowsAsync(question, HoursAndDistinct, default)).Value.ShouldNotBeNull();
}
