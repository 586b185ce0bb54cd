namespace ChatOps.Investigation.SampleDay;

public sealed class SampleFlowsTests
{
    private static readonly Lazy<Dictionary<DateTimeOffset, Hour>> Hours = new(() => CommittedSample.Flows
        .GroupBy(flow => flow.Start.AddTicks(-(flow.Start.Ticks % TimeSpan.TicksPerHour)))
        .ToDictionary(hour => hour.Key, hour => new Hour(
            hour.Where(flow => flow.IsInbound && flow.Action == "ACCEPT").Sum(flow => flow.Bytes),
            hour.Where(flow => flow.IsInbound).Select(flow => flow.Source).Distinct().Count(),
            hour.Where(flow => !flow.IsInbound).Select(flow => flow.Destination).Distinct().Count())));

    [Fact]
    public void Inbound_from_0200_to_0300_is_255_MB_which_is_62_times_the_usual_4_1_MB()
    {
        var spike = Hours.Value[CommittedSample.Day.AddHours(2)].InboundBytes;
        var before = Before(2).Select(hour => hour.InboundBytes).ToArray();

        Math.Round(spike / 1e6).ShouldBe(255);
        Math.Round(before.Average() / 1e6, 1).ShouldBe(4.1);
        Math.Round(Median(before) / 1e6, 1).ShouldBe(4.1);
        Math.Round(spike / before.Average()).ShouldBe(62);
        Math.Round(spike / Median(before)).ShouldBe(62);
    }

    [Fact]
    public void Inbound_is_a_few_MB_in_every_other_hour()
    {
        Hours.Value.Where(hour => hour.Key != CommittedSample.Day.AddHours(2))
            .ShouldAllBe(hour => hour.Value.InboundBytes > 3_500_000 && hour.Value.InboundBytes < 5_000_000);
        Hours.Value.Count.ShouldBe((21 * 24) + 19);
    }

    [Fact]
    public void Some_700_addresses_send_to_it_in_every_full_hour() =>
        Hours.Value.Where(hour => hour.Key != CommittedSample.Day.AddHours(18)).ShouldAllBe(hour => Math.Abs(hour.Value.InboundAddresses - 700) <= 20);

    [Fact]
    public void At_1600_it_sends_to_1600_addresses_where_700_are_usual()
    {
        var before = Before(16).Select(hour => (long)hour.OutboundAddresses).ToArray();

        Hours.Value[CommittedSample.Day.AddHours(16)].OutboundAddresses.ShouldBe(1_600);
        before.Average().ShouldBe(700);
        Median(before).ShouldBe(700);
    }

    [Fact]
    public void At_other_hours_of_the_day_it_sends_to_as_many_addresses_as_usual()
    {
        foreach (var ofDay in Enumerable.Range(0, 19).Where(ofDay => ofDay != 16))
        {
            var contacted = Hours.Value[CommittedSample.Day.AddHours(ofDay)].OutboundAddresses;
            ((double)contacted).ShouldBe(Before(ofDay).Average(hour => hour.OutboundAddresses), tolerance: 3);
        }
    }

    [Fact]
    public void Rejected_flows_are_probes_of_40_bytes() =>
        CommittedSample.Flows.Where(flow => flow.Action == "REJECT").ShouldNotContain(flow => !flow.IsInbound || flow.Bytes != 40);

    [Fact]
    public void Only_the_private_address_stands_on_our_side_and_the_public_one_nowhere() =>
        CommittedSample.Flows.ShouldNotContain(flow =>
            (flow.Source == CommittedSample.PrivateIp) == (flow.Destination == CommittedSample.PrivateIp)
            || flow.Source == CommittedSample.Address || flow.Destination == CommittedSample.Address);

    [Fact]
    public void Every_record_lies_within_one_slot_of_five_minutes() =>
        CommittedSample.Flows.ShouldNotContain(flow =>
            flow.Start > flow.End || flow.Start.ToUnixTimeSeconds() / 300 != flow.End.ToUnixTimeSeconds() / 300);

    [Fact]
    public void The_24_hours_before_1900_have_287_objects_complete_until_1855()
    {
        CommittedSample.Paths("*_vpcflowlogs_*").Select(path => path.Split('_')[^2])
            .Count(stamp => string.CompareOrdinal(stamp, "20240731T1900Z") >= 0 && string.CompareOrdinal(stamp, "20240801T1900Z") < 0)
            .ShouldBe(287);
        var lastSlot = CommittedSample.Day.AddMinutes((18 * 60) + 50);
        CommittedSample.Flows.Max(flow => flow.End).ShouldBeInRange(lastSlot, lastSlot.AddMinutes(5).AddTicks(-1));
    }

    private static IEnumerable<Hour> Before(int ofDay) =>
        Enumerable.Range(1, 21).Select(days => Hours.Value[CommittedSample.Day.AddHours(ofDay).AddDays(-days)]);

    private static double Median(IEnumerable<long> values) => values.Order().ElementAt(10);

    private sealed record Hour(long InboundBytes, int InboundAddresses, int OutboundAddresses);
}
