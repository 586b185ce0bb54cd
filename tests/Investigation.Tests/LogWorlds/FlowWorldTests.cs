using System.Text.Json;
using ChatOps.LogWorld;
using ChatOps.LogWorld.Flows;
using ChatOps.LogWorld.Objects;
using Xunit.Abstractions;

namespace ChatOps.Investigation.LogWorlds;

public sealed class FlowWorldTests(ITestOutputHelper output)
{
    private static readonly FlowWorldOptions Small = new() { Rows = 12_000, Days = 3, Interfaces = 12, TopTalkers = 20 };
    private static readonly FlowWorldOptions Tiny = Small with { Rows = 2_000, Days = 1 };
    private static readonly string[] Shuffled = ["end", "action", "bytes", "next-hop-az-id", "dstaddr", "interface-id", "protocol", "start", "log-status", "srcaddr", "packets", "dstport", "srcport", "version", "flow-direction"];

    public static TheoryData<string> Formats => ["default", "version 5", "own order"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Truth_is_what_a_plain_reader_finds(string format)
    {
        using var folder = new WorldFolder();
        var seed = Random.Shared.NextInt64();
        output.WriteLine($"seed {seed}");
        var columns = format switch { "default" => FlowColumns.Default, "version 5" => FlowColumns.Version5, _ => Shuffled };
        var truth = FlowWorld.Write(folder.Path, Small with { Seed = seed, Columns = columns, Faults = FlowFaults.Some });
        var read = new NaiveFlowReader(folder.Texts(truth.Faults.Objects));

        truth.Rows.ShouldBe(read.Rows.Count);
        truth.RawBytes.ShouldBe(read.RawBytes);
        truth.StoredBytes.ShouldBe(folder.StoredBytes());
        truth.Objects.ShouldBe(folder.Keys().Count);
        truth.NoData.ShouldBe(read.Rows.Count(static row => row.Status == "NODATA"));
        truth.SkipData.ShouldBe(read.Rows.Count(static row => row.Status == "SKIPDATA"));
        truth.Victim.SkipData.ShouldBe(read.Rows.Count(row => row.Status == "SKIPDATA" && row.Interface == truth.Victim.Interface));
        truth.Victim.NoData.ShouldBe(read.Rows.Count(row => row.Status == "NODATA" && row.Interface == truth.Victim.Interface));
        Same(truth.AttackerSpan, read.Span(truth.Attacker, truth.Start, truth.End));
        Same(truth.AttackerDaySpan, read.Span(truth.Attacker, truth.AttackDay, truth.AttackDay.AddDays(1)));
        Same(truth.Victim.Hours, read.Hours(truth.Victim));
        Same(truth.TopTalkers, read.Talkers(truth.Victim, truth.Start, truth.End, 20));
        Same(truth.HourTopTalkers, read.Talkers(truth.Victim, truth.TopTalkersHour, truth.TopTalkersHour.AddHours(1), 20));
        truth.Faults.RepeatedHeaders.ShouldBe(read.RepeatedHeaders);
        truth.Faults.MacRows.ShouldBe(read.Rows.Count(static row => row.Source.StartsWith("0a:58:", StringComparison.Ordinal)));
        truth.Faults.SpelledRows.ShouldBe(read.Rows.Count(static row => row.Source == "2001:db8:ab::beef" || row.Destination == "2001:db8:ab::beef"));
        if (format == "version 5") truth.Faults.SecondaryRows.ShouldBe(read.Rows.Count(row => row["pkt-srcaddr"] == truth.Victim.SecondaryAddress || row["pkt-dstaddr"] == truth.Victim.SecondaryAddress));
    }

    [Fact]
    public void The_attack_is_seen_from_0017_to_1842_of_the_last_day_but_one()
    {
        using var folder = new WorldFolder();
        var truth = FlowWorld.Write(folder.Path, Small with { Days = 4 });
        truth.AttackerDaySpan.First.ShouldBe(truth.AttackDay.AddMinutes(17));
        truth.AttackerDaySpan.Last.ShouldBe(truth.AttackDay.AddMinutes(18 * 60 + 42).AddSeconds(37));
        truth.AttackerSpan.First.ShouldBe(truth.Start.AddDays(1).AddMinutes(192));
        truth.HourTopTalkers.First[0].Address.ShouldBe(truth.Attacker);
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        Fingerprint(Tiny with { Seed = 5, Threads = 1, Faults = FlowFaults.Some }).ShouldBe(Fingerprint(Tiny with { Seed = 5, Threads = 3, Faults = FlowFaults.Some }));
        Fingerprint(Tiny with { Seed = 5 }).ShouldNotBe(Fingerprint(Tiny with { Seed = 6 }));
    }

    [Fact]
    public void Faults_are_all_there_and_none_without_being_asked_for()
    {
        using var folder = new WorldFolder();
        var faults = FlowWorld.Write(folder.Path, Small with { Faults = FlowFaults.Some }).Faults;
        faults.Objects.DeliveredTwice.Count.ShouldBe(3);
        faults.Objects.MissingHours.Count.ShouldBe(2);
        foreach (var key in (string[])[.. faults.Objects.Late, .. faults.Objects.Plain, .. faults.Objects.Foreign, .. faults.Objects.Empty]) File.Exists(Path.Combine(folder.Path, key)).ShouldBeTrue(key);
        faults.RowsDeliveredTwice.ShouldBeGreaterThan(0);
        // GZipStream ends early and says nothing, so a reader has to compare with the length at the end of the file.
        foreach (var key in faults.Objects.Truncated) folder.Text(key).Length.ShouldNotBe(BitConverter.ToInt32(File.ReadAllBytes(Path.Combine(folder.Path, key)).AsSpan()[^4..]), key);

        using var other = new WorldFolder();
        var none = FlowWorld.Write(other.Path, Small).Faults;
        (none.Objects.Late.Count + none.Objects.Plain.Count + none.Objects.Truncated.Count + none.Objects.MissingHours.Count + none.RepeatedHeaders + none.MacRows).ShouldBe(0);
        none.LateRows.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(false, false, null, null, "AWSLogs/111122223333/vpcflowlogs/us-east-1/2025/03/03/111122223333_vpcflowlogs_us-east-1_fl-")]
    [InlineData(true, false, "o-abc", "logs", "logs/AWSLogs/o-abc/111122223333/vpcflowlogs/us-east-1/2025/03/03/00/111122223333_vpcflowlogs_us-east-1_fl-")]
    [InlineData(true, true, null, null, "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2025/month=03/day=03/hour=00/111122223333_vpcflowlogs_us-east-1_fl-")]
    public void Objects_lie_where_the_layout_says(bool hourly, bool hive, string? organization, string? prefix, string start)
    {
        using var folder = new WorldFolder();
        FlowWorld.Write(folder.Path, Tiny with { Layout = new KeyLayout(hourly, hive, organization, prefix) });
        folder.Keys()[0].ShouldStartWith(start);
    }

    [Fact]
    public void A_truth_can_be_kept_in_a_file()
    {
        using var folder = new WorldFolder();
        var truth = FlowWorld.Write(folder.Path, Small with { Faults = FlowFaults.Some });
        TruthFile.Save(Path.Combine(folder.Path, "truth.json"), truth);
        Same(TruthFile.Load<FlowTruth>(Path.Combine(folder.Path, "truth.json")), truth);
    }

    private static void Same<T>(T one, T other) => JsonSerializer.Serialize(one).ShouldBe(JsonSerializer.Serialize(other));

    private static string Fingerprint(FlowWorldOptions options)
    {
        using var folder = new WorldFolder();
        FlowWorld.Write(folder.Path, options);
        return folder.Fingerprint();
    }
}
