using ChatOps.Bot.Access;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Permissions;

namespace ChatOps.Bot.Cards;

/// <summary>One card of each kind of answer from logs, for the golden files of every channel.</summary>
internal static class SomeEvidenceCards
{
    public static Card Flow()
    {
        var (question, answer) = (SomeEvidence.Question(SomeEvidence.Instance), SomeEvidence.Flows());
        return FlowCard.Of(SomeEvidence.Frame(Verb.Flow, SomeEvidence.Instance), FlowVolume.Of(question, answer), DistinctCounts.Of(question, answer), answer.Value!.Interfaces, answer.Coverage);
    }

    public static Card Activity() => ActivityCard.Of(
        SomeEvidence.Frame(Verb.Activity, SomeEvidence.Instance),
        SomeEvidence.Activity(
            [
                SomeEvidence.Row(new FlowTotals(SomeEvidence.Bytes(250_800_000, 12), SomeEvidence.Bytes(2_000_000, 12), default, default, default), "203.0.113.200", "443", "51234", "6", "ACCEPT"),
                SomeEvidence.Row(new FlowTotals(default, default, SomeEvidence.Bytes(40), default, default), "192.0.2.7", "-", "-", "1", "REJECT"),
            ],
            [SomeEvidence.Row(new FlowTotals(SomeEvidence.Bytes(250_800_000, 12), SomeEvidence.Bytes(2_000_000, 12), default, default, default), "203.0.113.200")]),
        null,
        SomeEvidence.Covered());

    public static Card Calls()
    {
        var (question, answer) = (SomeEvidence.Question(SomeEvidence.Address), SomeEvidence.Calls("arn:aws:iam::111122223333:role/lab-GeneralInstanceRole", SomeEvidence.Covered(SomeEvidence.Midnight.AddHours(5))));
        return CallsCard.Of(SomeEvidence.Frame(Verb.Calls, SomeEvidence.Address), CallVolume.Of(question, answer), answer.Value, answer.Coverage);
    }

    public static Card NewBehavior() => NewBehaviorCard.Of(
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
        [new AskedSource(EvidenceKind.ApiCalls, SomeEvidence.Covered()), new AskedSource(EvidenceKind.KubernetesAudit, new Coverage(CoverageState.NotAsked, SomeEvidence.Midnight.AddHours(19), "no source configured"))]);

    public static Card Interaction() => InteractionCard.Of(
        SomeEvidence.Frame(Verb.Interaction, new EntityRef(EntityKind.IpAddress, "203.0.113.200")),
        [
            new ResourceInteraction(
                InteractionKind.Instances,
                [new Interaction("i-0c79413d9f0d9941e", SomeEvidence.Instance, "111122223333", SomeEvidence.Midnight.AddMinutes(125), SomeEvidence.Midnight.AddMinutes(150), default, 2_000_000, 250_800_000) { RejectedRecords = 3 }],
                1,
                "Instances that had traffic with this address: i-0c79413d9f0d9941e."),
        ],
        [new AskedSource(EvidenceKind.Flows, SomeEvidence.Covered())]);

    public static Card Addresses() => AddressesCard.Of(
        SomeEvidence.Frame(Verb.Addresses, SomeEvidence.Instance),
        [new AddressAssignment("eni-0a1b2c3d4e5f60718", "10.0.0.144", SomeEvidence.Midnight, SomeEvidence.Midnight.AddHours(5), 12_345)],
        [new ToldAddress("198.51.100.23", "eni-0a1b2c3d4e5f60718", true, SomeEvidence.Midnight.AddMinutes(17), SomeEvidence.Midnight.AddHours(5), 25)],
        SomeEvidence.Covered());

    public static Card Kubernetes()
    {
        var answer = new EvidenceAnswer<CallFigures>(null, new Coverage(CoverageState.NotAsked, SomeEvidence.Midnight.AddHours(19), "no source configured"));
        var volume = CallVolume.Of(SomeEvidence.Question(SomeEvidence.Address), answer, EvidenceKind.KubernetesAudit);
        return CallsCard.Of(SomeEvidence.Frame(Verb.Kubernetes, SomeEvidence.Address), volume, null, answer.Coverage);
    }

    /// <summary>A role that may do what the workshop's may, and did what the workshop's did in an hour.</summary>
    public static Card Permissions(string statements = """{"Effect":"Allow","Action":["ssm:*","s3:ListAllMyBuckets","s3:GetObject","ec2:DescribeInstances"],"Resource":"*"}""")
    {
        var entity = new EntityRef(EntityKind.Role, "lab-GeneralInstanceRole", "111122223333");
        var role = new RoleProfile("111122223333", entity.Id, "arn:aws:iam::111122223333:role/lab-GeneralInstanceRole")
        {
            RoleId = "AROAQ7LABDAYEXAMPLE01",
            Trust = PolicyReader.Read("""{"Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}"""),
            Policies = [new RolePolicy("lab-general-instance", PolicyOrigin.Inline, PolicyReader.Read($$"""{"Statement":[{{statements}}]}"""))],
        };
        var grants = RoleGrants.Of(role);
        var use = UnusedPermissions.Of(grants, SomeEvidence.Calls("-").Value);
        return PermissionsCard.Of(
            SomeEvidence.Frame(Verb.Permissions, entity), role, grants, use,
            [new AskedSource(EvidenceKind.ApiCalls, new Coverage(CoverageState.Answered, SomeEvidence.Midnight.AddHours(19))) { Name = "IAM" }, new AskedSource(EvidenceKind.ApiCalls, SomeEvidence.Covered())]);
    }
}
