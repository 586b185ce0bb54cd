using System.Text.Json.Nodes;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

public class SequenceReaderTests
{
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Signals_have_their_own_times_counts_and_addresses()
    {
        var signals = Documents.Read("attack-sequence").Sequence.ShouldNotBeNull().Signals;
        signals.Select(static signal => (signal.Type, signal.Count)).ShouldBe([("FINDING", 3), ("CLOUD_TRAIL", 44), ("DNS_LOGS", 1)]);
        (signals[0].FirstSeen, signals[0].LastSeen).ShouldBe((Midnight.AddMinutes(20), Midnight.AddMinutes(25)));
        (signals[1].FirstSeen, signals[1].LastSeen).ShouldBe((Midnight.AddMinutes(30), Midnight.AddMinutes(54).AddSeconds(0.5)));
        signals[0].Addresses.ShouldBe(["203.0.113.60"]);
        signals[0].Severity.ShouldBe(new Severity(5));
        signals[0].ActorIds.ShouldBe(["USER:1"]);
        signals[2].Addresses.ShouldBeEmpty();
    }

    [Fact]
    public void A_signal_without_times_has_those_of_the_finding()
    {
        var finding = Documents.Read("attack-sequence");
        var signal = finding.Sequence.ShouldNotBeNull().Signals[2];
        (signal.FirstSeen, signal.LastSeen).ShouldBe((finding.FirstSeen, finding.LastSeen));
    }

    [Fact]
    public void Endpoints_are_actors_seen_from_the_first_to_the_last_signal_that_names_them()
    {
        var actors = Documents.Read("attack-sequence").Actors;
        actors.Select(static actor => (actor.Address, actor.Domain)).ShouldBe([("203.0.113.60", null), (null, "pool.example.net"), ("203.0.113.61", null)]);
        (actors[0].FirstSeen, actors[0].LastSeen).ShouldBe((Midnight.AddMinutes(20), Midnight.AddMinutes(54).AddSeconds(0.5)));
        actors[0].Network.ShouldBe(new AutonomousSystem("64500", "Example Hosting"));
        actors[0].Location.ShouldBe(new ActorLocation("Oslo", "NO", "NO"));
        actors[2].FirstSeen.ShouldBeNull();
    }

    [Fact]
    public void An_address_of_two_endpoints_is_one_actor_over_the_signals_of_both()
    {
        var json = Documents.Altered(
            static root => root["service"]!["detection"]!["sequence"]!["signals"]![0]!["endpointIds"] = new JsonArray("EP:4"), "attack-sequence");
        var actor = Documents.Read(json).Actors[0];
        (actor.Address, actor.FirstSeen, actor.LastSeen).ShouldBe(("203.0.113.60", Midnight.AddMinutes(20), Midnight.AddMinutes(54).AddSeconds(0.5)));
    }

    [Fact]
    public void Actors_tell_session_and_process()
    {
        var actors = Documents.Read("attack-sequence").Sequence.ShouldNotBeNull().Actors;
        actors[0].ShouldBe(new SequenceActor("USER:1", "lab-role", "AROAEXAMPLEROLE000001:i-0abc1234def567890", "AssumedRole", "ASIAEXAMPLEKEY000001", "111122223333")
        {
            SessionIssuer = "arn:aws:iam::111122223333:role/lab-role",
        });
        actors[1].Process.ShouldBe(new RuntimeProcess("miner", "/tmp/miner", null, null, "ab", null, null));
    }

    [Fact]
    public void Resources_of_a_sequence_take_the_shape_that_all_findings_have()
    {
        var finding = Documents.Read("attack-sequence");
        finding.Sequence.ShouldNotBeNull().Resources.Count.ShouldBe(9);
        var instance = finding.Resources.OfType<InstanceResource>().ShouldHaveSingleItem();
        instance.InstanceId.ShouldBe("i-0abc1234def567890");
        instance.ProfileId.ShouldBe("AIPAEXAMPLEPROFILE000");
        instance.Tags.ShouldBe([new("team", "payments")]);
        instance.Interfaces.Select(static one => (one.InterfaceId, one.PublicAddress, one.SubnetId)).ShouldBe([("eni-1", "198.51.100.23", "subnet-1"), ("eni-2", null, null)]);
        finding.Resources.OfType<AccessKeyResource>().ShouldHaveSingleItem().UserName.ShouldBe("lab-role");
        finding.Resources.OfType<BucketResource>().Select(static bucket => (bucket.Name, bucket.ObjectKey))
            .ShouldBe([("example-uploads", null), ("example-uploads", "in:1/a.zip")]);
        finding.Resources.OfType<EksClusterResource>().ShouldHaveSingleItem().Name.ShouldBe("shop");
        finding.Resources.OfType<EcsClusterResource>().ShouldHaveSingleItem().Name.ShouldBe("batch");
        finding.Resources.OfType<ContainerResource>().ShouldHaveSingleItem().Image.ShouldBe("docker.io/library/web:1");
        finding.Resources.OfType<OtherResource>().Select(static other => other.Kind).ShouldBe(["EC2_NETWORK_INTERFACE", "AUTOSCALING_AUTO_SCALING_GROUP"]);
    }

    [Fact]
    public void Indicators_are_details() =>
        Documents.Read("attack-sequence").Details.ShouldContain(new KeyValuePair<string, string>("indicator.ATTACK_TACTIC", "Discovery, Impact"));

    [Fact]
    public void An_unreadable_time_of_a_signal_refuses_with_its_path()
    {
        var json = Documents.Altered(static root => root["service"]!["detection"]!["sequence"]!["signals"]![1]!["firstSeenAt"] = "yesterday", "attack-sequence");
        Documents.Refused(json, "$.detail").Path.ShouldBe("$.detail.service.detection.sequence.signals[1].firstSeenAt");
    }
}
