using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.Calls;

public sealed class CallTallyTests
{
    private static readonly CallAsk Ask = new()
    {
        Hours = true,
        Groupings = [new([CallColumn.Call]), new([CallColumn.Address, CallColumn.Call, CallColumn.Error], 2)],
    };

    private static readonly EvidenceQuestion Question = LogFolder.Question(EntityKind.Role, "app", "2024-08-01T10:30Z", "2024-08-01T12:30Z", "2024-08-01T12:00Z") with
    {
        Baseline = new TimeWindow(Utc("2024-08-01T08:30Z"), Utc("2024-08-01T10:00Z")),
    };

    private readonly CallIdentities identities = new();

    [Fact]
    public void Calls_count_per_hour_of_window_and_baseline_up_to_the_present()
    {
        var tally = Tally();
        foreach (var time in new[] { "08:29:59", "08:30:00", "09:59:59", "10:00:00", "10:29:59", "10:30:00", "11:59:59", "12:00:00" }) Add(tally, time, "Get");

        var figures = tally.ToFigures([Utc("2024-08-01T08:00Z"), Utc("2024-08-01T10:00Z"), Utc("2024-08-01T11:00Z"), Utc("2024-08-01T13:00Z")]);

        figures.Hours.Select(hour => (hour.Hour.Hour, hour.Count.Succeeded)).ShouldBe([(8, 1), (9, 1), (10, 1), (11, 1)]);
        figures.Tables[0].Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Scope.ShouldBe(new CallCount(2, 0)),
            row => row.Baseline.ShouldBe(new CallCount(2, 0)),
            row => row.First.ShouldBe(Utc("2024-08-01T10:30Z")),
            row => row.Last.ShouldBe(Utc("2024-08-01T11:59:59Z")));
    }

    [Fact]
    public void Rows_with_most_calls_come_first_and_workers_add_up()
    {
        var (one, other) = (Tally(), Tally());
        Add(one, "10:40:00", "Get", address: "192.0.2.1");
        Add(one, "10:41:00", "Put", address: "192.0.2.1", error: "Denied");
        Add(one, "09:00:00", "Old", address: "192.0.2.9");
        Add(other, "10:39:00", "Put", address: "192.0.2.1", error: "Denied");
        Add(other, "10:42:00", "Get");

        one.Merge(other);
        var table = one.ToFigures([]).Tables[1];

        table.Rows.Select(row => string.Join(' ', row.Values)).ShouldBe(["192.0.2.1 Put Denied", "- Get -"]);
        table.Rows[0].ShouldSatisfyAllConditions(row => row.Scope.ShouldBe(new CallCount(0, 2)), row => row.First.ShouldBe(Utc("2024-08-01T10:39Z")));
        (table.RowCount, table.Total).ShouldBe((4, new CallCount(2, 2)));
    }

    [Fact]
    public void A_copy_counts_once_whichever_worker_reads_it()
    {
        var (one, other) = (Tally(), Tally());
        Add(one, "10:40:00", "Get", id: "a");
        Add(other, "10:40:00", "Get", id: "a");
        Add(other, "10:40:00", "Get", id: "b");
        Add(other, "10:40:00", "Get");
        Add(one, "10:40:00", "Get");

        one.Merge(other);

        one.ToFigures([]).Tables[0].Total.All.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_copies_that_differ_the_same_one_counts_in_whatever_order(bool turned)
    {
        var tallies = new[] { Tally(), Tally() };
        Add(tallies[turned ? 1 : 0], "10:40:00", "Get", id: "a", address: "192.0.2.2", mayDiffer: true);
        Add(tallies[turned ? 0 : 1], "10:40:00", "Get", id: "a", address: "192.0.2.1", mayDiffer: true);
        Add(tallies[0], "10:40:00", "Put", id: "b", address: "192.0.2.1", mayDiffer: true);
        Add(tallies[1], "10:40:00", "Put", id: "b", address: "192.0.2.7");

        tallies[0].Merge(tallies[1]);

        tallies[0].ToFigures([]).Tables[1].Rows.Select(row => string.Join(' ', row.Values)).ShouldBe(["192.0.2.1 Get -", "192.0.2.7 Put -"]);
    }

    [Fact]
    public void Many_ids_are_told_apart()
    {
        for (var i = 0; i < 200_000; i++) identities.Add(CallIdentities.Of(Encoding.ASCII.GetBytes($"id-{i}"))).ShouldBeTrue();
        for (var i = 0; i < 200_000; i++) identities.Add(CallIdentities.Of(Encoding.ASCII.GetBytes($"id-{i}"))).ShouldBeFalse();
    }

    [Fact]
    public void The_hash_kept_in_the_index_is_the_same_in_every_version() =>
        (CallHash.Of(default), CallHash.Of("a"u8), CallHash.Of("0123456789abcdef"u8, 7)).ShouldBe((2180724758317698294UL, 5709708770655765870UL, 4714682585716528556UL));

    private CallTally Tally() => new(Ask, Question, identities);

    private static void Add(CallTally tally, string time, string name, string? id = null, string? address = null, string? error = null, bool mayDiffer = false)
    {
        var call = new Call { Ticks = Utc($"2024-08-01T{time}Z").UtcTicks, Succeeded = error is null, MayDiffer = mayDiffer };
        call.Identity = id is null ? 0 : CallIdentities.Of(Encoding.ASCII.GetBytes(id));
        call[CallColumn.Call] = tally.Values.Of(name);
        call[CallColumn.Address] = tally.Values.Of(address);
        call[CallColumn.Error] = tally.Values.Of(error);
        tally.Add(in call);
    }
}
