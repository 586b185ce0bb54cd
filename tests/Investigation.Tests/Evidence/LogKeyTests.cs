using System.Text.RegularExpressions;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

public sealed class LogKeyTests
{
    private const string Trail = "111122223333_CloudTrail_us-east-1_20240801T0105Z_ab12cd34ef56gh78.json.gz";
    private const string Flows = "111122223333_vpcflowlogs_eu-west-1_fl-0a1b2c3d_20240801T1620Z_1a2b3c4d.log.gz";

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/" + Trail)]
    [InlineData("some/prefix/AWSLogs/o-abc123def4/111122223333/CloudTrail/us-east-1/2024/08/01/" + Trail)]
    [InlineData(Trail)]
    public void A_trail_key_tells_kind_account_region_and_stamp(string key)
    {
        var told = LogKey.Parse(key);

        told.Kind.ShouldBe(LogKind.CloudTrail);
        told.Account.ShouldBe("111122223333");
        told.Region.ShouldBe("us-east-1");
        told.Slot.ShouldBe(new TimeWindow(Utc("2024-08-01T01:05Z"), Utc("2024-08-01T01:10Z")));
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/vpcflowlogs/eu-west-1/2024/08/01/16/" + Flows)]
    [InlineData("AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2024/month=08/day=01/hour=16/" + Flows)]
    public void A_flow_log_key_tells_the_slot_its_records_end_in(string key)
    {
        var told = LogKey.Parse(key);

        told.Kind.ShouldBe(LogKind.FlowLogs);
        told.Region.ShouldBe("eu-west-1");
        told.Slot.ShouldBe(new TimeWindow(Utc("2024-08-01T16:20Z"), Utc("2024-08-01T16:25Z")));
    }

    [Fact]
    public void Partitions_tell_what_a_foreign_name_does_not()
    {
        var told = LogKey.Parse("AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2024/month=08/day=01/part-0.log");

        told.Kind.ShouldBe(LogKind.FlowLogs);
        told.Account.ShouldBe("111122223333");
        told.Slot.ShouldBe(new TimeWindow(Utc("2024-08-01T00:00Z"), Utc("2024-08-02T00:00Z")));
    }

    [Theory]
    [InlineData("AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/08/01/111122223333_CloudTrail-Digest_us-east-1_trail_us-east-1_20240801T193649Z.json.gz", LogKind.Digest)]
    [InlineData("AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2024/08/01/111122223333_CloudTrail-Insight_us-east-1_20240801T1930Z_abc.json.gz", LogKind.Beside)]
    public void Digests_and_insights_lie_beside_the_trail_and_are_not_of_it(string key, LogKind kind) => LogKey.Parse(key).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("2024/08/01/16/eks-audit-1-2024-08-01-16-20-05-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f", null, "16:20:05", "16:35:05", "eks-audit-1-")]
    [InlineData("aws/eks/prod/cluster/2024/08/01/16/eks-1-2024-08-01-16-20-05-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f.gz", LogKind.EksAudit, "16:20:05", "16:35:05", "eks-1-")]
    [InlineData("logs/aws/eks/prod/cluster/2024/08/01/16/part.json.gz", LogKind.EksAudit, "16:00:00", "17:00:00", null)]
    [InlineData("export/0a1b2c3d/kube-apiserver-audit-0a1b2c/000000.gz", LogKind.EksAudit, null, null, null)]
    public void Paths_and_stamps_of_delivered_control_plane_logs_are_read(string key, LogKind? kind, string? from, string? to, string? series)
    {
        var told = LogKey.Parse(key);

        told.Kind.ShouldBe(kind);
        told.Series.ShouldBe(series);
        told.Slot.ShouldBe(from is null ? null : new TimeWindow(Utc($"2024-08-01T{from}Z"), Utc($"2024-08-01T{to}Z")));
    }

    [Theory]
    [InlineData("9999/12/31/23/a.json")]
    [InlineData("9999/12/31/a.json")]
    [InlineData("a-1-9999-12-31-23-59-59-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f")]
    [InlineData("a-1-2024-13-31-23-59-59-0a1b2c3d-0a1b-4c3d-8e9f-0a1b2c3d4e5f")]
    public void A_time_that_no_slot_can_start_at_is_none(string key) => LogKey.Parse(key).Slot.ShouldBeNull();

    [Theory]
    [InlineData("flat.json")]
    [InlineData("2024/99/99/flat.json")]
    public void A_flat_name_tells_nothing(string key) => LogKey.Parse(key).ShouldBe(new LogKey(null, null, null, null, null));

    /// <summary>Names are read by hand because there are many; this is what they are read as.</summary>
    [Fact]
    public void A_name_read_by_hand_tells_what_its_pattern_tells()
    {
        const string pattern = @"(?:^|/)(?<series>(?<account>[0-9]{12})_(?<kind>CloudTrail(?:-Digest|-Insight)?|vpcflowlogs)_(?<region>[a-z0-9-]+)_(?:[^/]*_)?)(?<stamp>[0-9]{8}T[0-9]{4})(?:[0-9]{2})?Z[^/]*$";
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string[] parts = ["111122223333", "_", "_", "CloudTrail", "CloudTrail-Digest", "vpcflowlogs", "us-east-1", "fl-0a1b", "20240801T1620Z", "20240801T162059Z", "20249901T9999Z", "/", "x", "Z", "T", "", "É"];
        string[] likely = ["111122223333", "_", "CloudTrail", "_", "us-east-1", "_", "fl-0a1b", "_", "20240801T1620Z", "_x.gz"];
        for (var round = 0; round < 20_000; round++)
        {
            var key = string.Concat(likely.Select(part => random.Next(8) == 0 ? parts[random.Next(parts.Length)] : part).Concat(random.Next(8) == 0 ? likely : []));
            var match = Regex.Match(key, pattern, RegexOptions.CultureInvariant);

            var told = LogKey.Parse(key);

            told.Series.ShouldBe(match.Success ? match.Groups["series"].Value : null, $"{key}, seed {seed}");
            if (!match.Success) continue;
            (told.Account, told.Region).ShouldBe((match.Groups["account"].Value, match.Groups["region"].Value), $"{key}, seed {seed}");
            (told.Slot is not null).ShouldBe(match.Groups["stamp"].Value == "20240801T1620", $"{key}, seed {seed}");
        }
    }
}
