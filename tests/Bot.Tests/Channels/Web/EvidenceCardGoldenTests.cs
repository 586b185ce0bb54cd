using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Answers from logs as the room shows them.</summary>
public sealed class EvidenceCardGoldenTests
{
    [Fact]
    public Task A_flow_card_reads_as_its_golden_file()
    {
        var (question, answer) = (SomeEvidence.Question(SomeEvidence.Instance), SomeEvidence.Flows());
        return GoldenCard.ExpectAsync("flow.html", FlowCard.Of(SomeEvidence.Frame(Verb.Flow, SomeEvidence.Instance), FlowVolume.Of(question, answer), DistinctCounts.Of(question, answer), answer.Value!.Interfaces, answer.Coverage));
    }

    [Fact]
    public Task An_activity_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("activity.html", ActivityCard.Of(
        SomeEvidence.Frame(Verb.Activity, SomeEvidence.Instance),
        SomeEvidence.Activity(
            [
                SomeEvidence.Row(new FlowTotals(SomeEvidence.Bytes(250_800_000, 12), SomeEvidence.Bytes(2_000_000, 12), default, default, default), "203.0.113.200", "443", "51234", "6", "ACCEPT"),
                SomeEvidence.Row(new FlowTotals(default, default, SomeEvidence.Bytes(40), default, default), "192.0.2.7", "-", "-", "1", "REJECT"),
            ],
            [SomeEvidence.Row(new FlowTotals(SomeEvidence.Bytes(250_800_000, 12), SomeEvidence.Bytes(2_000_000, 12), default, default, default), "203.0.113.200")]),
        null,
        SomeEvidence.Covered()));

    [Fact]
    public Task A_calls_card_reads_as_its_golden_file()
    {
        var (question, answer) = (SomeEvidence.Question(SomeEvidence.Address), SomeEvidence.Calls("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole", SomeEvidence.Covered(SomeEvidence.Midnight.AddHours(5))));
        return GoldenCard.ExpectAsync("calls.html", CallsCard.Of(SomeEvidence.Frame(Verb.Calls, SomeEvidence.Address), CallVolume.Of(question, answer), answer.Value, answer.Coverage));
    }

    [Fact]
    public Task A_new_behavior_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("new.html", NewBehaviorCard.Of(
        SomeEvidence.Frame(Verb.New, new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333")),
        [
            new NewBehavior(
                SomeEvidence.Address,
                EvidenceKind.ApiCalls,
                SomeEvidence.Scope,
                21,
                [
                    new NewlyObserved(NewDimension.Call, "iam CreateUser", new CallCount(0, 1107), default, SomeEvidence.Midnight.AddMinutes(20), SomeEvidence.Midnight.AddMinutes(300), false),
                    new NewlyObserved(NewDimension.Address, "198.51.100.23", new CallCount(3914, 3321), default, SomeEvidence.Midnight.AddMinutes(20), SomeEvidence.Midnight.AddMinutes(300), null) { Country = "United States", Network = "AS64500 Example Hosting" },
                ],
                [new IncreasedCalls("ssm DescribeParameters", new CallCount(1108, 0), 1400, 24, 61, "ssm DescribeParameters 1,108 calls, 58 times the usual 19.")],
                new CallCount(3914, 3321),
                0),
        ],
        [new AskedSource(EvidenceKind.ApiCalls, SomeEvidence.Covered()), new AskedSource(EvidenceKind.KubernetesAudit, new Coverage(CoverageState.NotAsked, SomeEvidence.Midnight.AddHours(19), "no source configured"))]));

    [Fact]
    public Task An_interaction_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("interaction.html", InteractionCard.Of(
        SomeEvidence.Frame(Verb.Interaction, new EntityRef(EntityKind.IpAddress, "203.0.113.200")),
        [
            new ResourceInteraction(
                InteractionKind.Instances,
                [new Interaction("i-0c79413d9f0d9941e", SomeEvidence.Instance, "111122223333", SomeEvidence.Midnight.AddMinutes(125), SomeEvidence.Midnight.AddMinutes(150), default, 2_000_000, 250_800_000) { RejectedRecords = 3 }],
                1,
                "Instances that had traffic with this address: i-0c79413d9f0d9941e."),
        ],
        [new AskedSource(EvidenceKind.Flows, SomeEvidence.Covered())]));

    [Fact]
    public Task An_addresses_card_reads_as_its_golden_file() => GoldenCard.ExpectAsync("addresses.html", AddressesCard.Of(
        SomeEvidence.Frame(Verb.Addresses, SomeEvidence.Instance),
        [new AddressAssignment("eni-0a1b2c3d4e5f60718", "10.0.0.144", SomeEvidence.Midnight, SomeEvidence.Midnight.AddHours(5), 12_345)],
        [new ToldAddress("198.51.100.23", "eni-0a1b2c3d4e5f60718", true, SomeEvidence.Midnight.AddMinutes(17), SomeEvidence.Midnight.AddHours(5), 25)],
        SomeEvidence.Covered()));

    [Fact]
    public Task A_Kubernetes_card_without_a_source_reads_as_its_golden_file()
    {
        var answer = new EvidenceAnswer<CallFigures>(null, new Coverage(CoverageState.NotAsked, SomeEvidence.Midnight.AddHours(19), "no source configured"));
        var volume = CallVolume.Of(SomeEvidence.Question(SomeEvidence.Address), answer, EvidenceKind.KubernetesAudit);
        return GoldenCard.ExpectAsync("kubernetes.html", CallsCard.Of(SomeEvidence.Frame(Verb.Kubernetes, SomeEvidence.Address), volume, null, answer.Coverage));
    }
}
