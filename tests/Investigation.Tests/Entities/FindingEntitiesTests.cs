using ChatOps.Investigation.Findings;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Entities;

public sealed class FindingEntitiesTests
{
    [Fact]
    public void The_workshop_finding_names_its_entities_in_card_order() => Words(Workshop).ShouldBe(
    [
        $"Resource Ec2Instance:{InstanceId} = {InstanceId}",
        $"Resource RoleSession:{RoleId}:{InstanceId} = {RoleId}:{InstanceId}",
        $"Resource Role:{Account}/{RoleName} = {RoleId}",
        $"Actor IpAddress:{PublicAddress} = {PublicAddress}",
        $"Belongs IpAddress:{PrivateAddress} = {PrivateAddress}",
        "Belongs IpAddress:fd00::1 = fd00::1",
        $"Resource Account:{Account} = {Account}",
        $"Actor UserAgent:/{UserAgent} = {UserAgent}",
        "Belongs AccessKey:ASIAIOSFODNN7EXAMPLE = -",
    ]);

    [Fact]
    public void The_id_of_an_instance_profile_is_not_taken_for_a_role() =>
        FindingEntities.Of(About(Instance)).ShouldNotContain(static mention => mention.Entity.Kind == EntityKind.Role);

    public static TheoryData<string, string?, string?, string[]> Principals => new()
    {
        { "AssumedRole", "AROA1EX:session@corp", "deploy", ["RoleSession:AROA1EX:session@corp = AROA1EX:session@corp", "Role:111122223333/deploy = AROA1EX"] },
        { "AssumedRole", "AROA1EX:session", null, ["RoleSession:AROA1EX:session = AROA1EX:session", "Role:111122223333/AROA1EX = AROA1EX"] },
        { "AssumedRole", "GeneratedFindingPrincipalId", "deploy", ["Role:111122223333/deploy = -"] },
        { "Role", "AROA1EX", "deploy", ["Role:111122223333/deploy = AROA1EX"] },
        { "Role", "AIPA1EX", "deploy", ["Role:111122223333/deploy = -"] },
        { "IAMUser", "AIDA1EX", "ana", ["User:111122223333/ana = AIDA1EX"] },
        { "IAMUser", "GeneratedFindingPrincipalId", "GeneratedFindingUserName", ["User:111122223333/GeneratedFindingUserName = -"] },
        { "IAMUser", "AIDA1EX", null, ["User:111122223333/AIDA1EX = AIDA1EX"] },
        { "Root", "111122223333", "Root", ["User:111122223333/:root = -"] },
        { "FederatedUser", "111122223333:bob", "bob", ["FederatedUser:111122223333:bob = 111122223333:bob"] },
        { "WebIdentityUser", "accounts.google.com:app:bob", "bob", ["FederatedUser:accounts.google.com:app:bob = accounts.google.com:app:bob"] },
        { "SAMLUser", null, "bob", ["FederatedUser:bob = -"] },
        { "AWSAccount", "444455556666", null, ["Account:444455556666 = 444455556666"] },
        { "AWSService", "ssm.amazonaws.com", null, [] },
        { "SomethingNew", "AROA1EX:s", "deploy", ["RoleSession:AROA1EX:s = AROA1EX:s", "Role:111122223333/deploy = AROA1EX"] },
        { "SomethingNew", "AIDA1EX", "ana", ["User:111122223333/ana = AIDA1EX"] },
    };

    [Theory]
    [MemberData(nameof(Principals))]
    public void Credentials_name_their_principal(string type, string? principal, string? name, string[] expected)
    {
        var key = new AccessKeyResource { UserType = type, PrincipalId = principal, UserName = name };
        Words(About(key)).ShouldBe([.. expected.Append($"Account:{Account} = {Account}").Select(static line => $"Resource {line}")], ignoreOrder: true);
    }

    [Fact]
    public void A_cluster_brings_subject_pod_and_images()
    {
        var workload = new KubernetesWorkload("web-1", "pods", "0aa8c7c5-uid", "shop", ["docker.io/library/nginx:1@sha256:ab"]);
        var cluster = new EksClusterResource("prod") { Arn = "arn:aws:eks:us-east-1:444455556666:cluster/prod", Subject = "system:serviceaccount:shop:web", Workload = workload };
        Words(About(cluster)).ShouldBe(
        [
            "Resource Cluster:444455556666/prod = prod~444455556666~EKS",
            "Resource KubernetesSubject:444455556666/prod/system:serviceaccount:shop:web = system:serviceaccount:shop:web~prod~444455556666",
            "Resource Pod:444455556666/prod/shop/web-1 = 0aa8c7c5-uid~prod~444455556666~EKS",
            $"Resource Account:{Account} = {Account}",
            "Resource ContainerImage:/docker.io/library/nginx:1@sha256:ab = docker.io/library/nginx:1@sha256:ab",
        ]);
    }

    [Theory]
    [InlineData("deployments")]
    [InlineData("daemonsets")]
    [InlineData(null)]
    public void Only_a_pods_uid_makes_a_pod(string? type)
    {
        var cluster = new EksClusterResource("prod") { Workload = new KubernetesWorkload("web", type, "uid-of-something-else", "shop", []) };
        FindingEntities.Of(About(cluster)).ShouldNotContain(static mention => mention.Entity.Kind == EntityKind.Pod);
    }

    [Fact]
    public void Buckets_containers_functions_and_databases_name_what_has_a_profile() => Words(About(
        new BucketResource("logs"),
        new ContainerResource("abc", "web", "nginx:1"),
        new EcsClusterResource("ecs", "arn:aws:ecs:us-east-1:111122223333:cluster/ecs", null, null),
        new LambdaResource("f", null, "arn:aws:iam::111122223333:role/service-role/f-role", null),
        new DatabaseResource("db", null, "postgres", null, "admin"),
        new OtherResource("EbsVolume", "vol-1"))).ShouldBe(
    [
        "Resource Bucket:logs = logs",
        "Belongs Role:111122223333/f-role = -",
        $"Resource Account:{Account} = {Account}",
        "Resource ContainerImage:nginx:1 = nginx:1",
    ]);

    [Fact]
    public void Every_probed_port_names_its_remote_address_and_the_local_one()
    {
        var probe = new PortProbe([Probe("203.0.113.1", "10.0.0.144"), Probe("203.0.113.2", "10.0.0.144"), Probe("203.0.113.1", null)], null);
        Words(Bare with { Action = probe }).ShouldBe(
        [
            "Actor IpAddress:203.0.113.1 = 203.0.113.1",
            "Actor IpAddress:203.0.113.2 = 203.0.113.2",
            "Belongs IpAddress:10.0.0.144 = 10.0.0.144",
            $"Resource Account:{Account} = {Account}",
        ]);
    }

    [Fact]
    public void All_source_addresses_of_a_kubernetes_call_are_actors()
    {
        var call = new KubernetesApiCall { SourceAddresses = ["203.0.113.1", "2001:DB8:0:0::1"], UserAgent = "kubectl/v1.30" };
        Words(Bare with { Action = call }).ShouldBe(
        [
            "Actor IpAddress:203.0.113.1 = 203.0.113.1",
            "Actor IpAddress:2001:db8::1 = 2001:db8::1",
            $"Resource Account:{Account} = {Account}",
            "Actor UserAgent:/kubectl/v1.30 = kubectl/v1.30",
        ]);
    }

    [Theory]
    [InlineData("075.050.255.67")]
    [InlineData("GeneratedFindingIp")]
    [InlineData("1.2.3")]
    [InlineData("")]
    public void A_text_that_is_no_address_is_not_mentioned(string text) =>
        FindingEntities.Of(Bare with { Actors = [new Actor { Address = text }] }).ShouldNotContain(static mention => mention.Entity.Kind == EntityKind.IpAddress);

    [Fact]
    public void The_account_a_call_came_from_is_an_actor() =>
        Words(Bare with { Action = new ApiCall("AssumeRole", null) { RemoteAccount = "444455556666" } }).ShouldContain("Actor Account:444455556666 = 444455556666");

    [Fact]
    public void A_sequence_names_actors_resources_and_addresses_with_their_own_times()
    {
        var sequence = new AttackSequence(
            "uid",
            null,
            [new SequenceActor("a", "deploy", "AROA1EX:s", "AssumedRole", "ASIA1", "444455556666"), new SequenceActor("b", "ana", "AIDA1EX", "IAMUser", null, null)],
            [
                new SequenceResource("arn:aws:s3:::data", "S3_BUCKET", "data"),
                new SequenceResource("arn:aws:s3:::data/a.csv", "S3_OBJECT", null),
                new SequenceResource("arn:aws:ec2:us-east-1:111122223333:instance/i-1", "EC2_INSTANCE", null),
                new SequenceResource("arn:aws:eks:us-east-1:111122223333:cluster/prod", "EKS_CLUSTER", "prod"),
                new SequenceResource("ASIA1", "ACCESS_KEY", "deploy"),
                new SequenceResource("arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1", "EC2_VPC", null),
            ],
            [
                new SequenceSignal("s1", "FINDING", null, At("02:00"), At("03:00"), 2, ["203.0.113.1"]),
                new SequenceSignal("s2", "CLOUD_TRAIL", null, At("01:00"), At("02:30"), 2, ["203.0.113.1", "203.0.113.2"]),
            ]);
        var finding = Bare with { FirstSeen = At("00:10"), LastSeen = At("05:00"), Sequence = sequence, Actors = [new Actor { Address = "203.0.113.1" }] };
        Words(finding).ShouldBe(
        [
            "Resource Ec2Instance:i-1 = i-1",
            $"Resource Cluster:{Account}/prod = prod~{Account}~EKS",
            "Resource Bucket:data = data",
            "Actor RoleSession:AROA1EX:s = AROA1EX:s",
            "Actor Role:444455556666/deploy = AROA1EX",
            $"Actor User:{Account}/ana = AIDA1EX",
            "Actor IpAddress:203.0.113.1 = 203.0.113.1",
            "Actor IpAddress:203.0.113.2 = 203.0.113.2",
            $"Resource Account:{Account} = {Account}",
            "Belongs AccessKey:ASIA1 = -",
        ]);
        var address = FindingEntities.Of(finding).Single(static mention => mention.Entity.Id == "203.0.113.1");
        (address.FirstSeen, address.LastSeen).ShouldBe((At("01:00"), At("03:00")));
    }

    [Fact]
    public void An_actor_with_times_of_its_own_keeps_them()
    {
        var actor = new Actor { Address = "203.0.113.1", FirstSeen = At("00:30"), LastSeen = At("00:40") };
        var mention = FindingEntities.Of(Bare with { Actors = [actor] })[0];
        (mention.FirstSeen, mention.LastSeen).ShouldBe((At("00:30"), At("00:40")));
    }

    [Fact]
    public void The_actor_address_is_told_to_be_the_instances_own_public_one() =>
        FindingEntities.OwnAddress(Workshop, PublicAddress).ShouldBe(new OwnAddress(PublicAddress, InstanceId, "eni-0123456789abcdef0", true));

    [Theory]
    [InlineData(PrivateAddress, false)]
    [InlineData("fd00:0::1", false)]
    [InlineData("::ffff:198.51.100.23", true)]
    public void Own_addresses_are_known_in_any_spelling(string address, bool isPublic) =>
        FindingEntities.OwnAddress(Workshop, address).ShouldNotBeNull().IsPublic.ShouldBe(isPublic);

    [Fact]
    public void A_global_ipv6_address_of_an_instance_is_public()
    {
        var instance = Instance with { Interfaces = [new InstanceInterface { Ipv6Addresses = ["2001:db8::5"] }] };
        FindingEntities.OwnAddress(About(instance), "2001:db8:0::5").ShouldBe(new OwnAddress("2001:db8::5", InstanceId, null, true));
    }

    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("not an address")]
    public void Other_addresses_are_nobodys_own(string address) => FindingEntities.OwnAddress(Workshop, address).ShouldBeNull();

    private static ProbedPort Probe(string remote, string? local) => new(22, "SSH", local, new Actor { Address = remote });

    private static string[] Words(Finding finding) =>
        [.. FindingEntities.Of(finding).Select(static mention => $"{mention.Relation} {mention.Entity} = {mention.DetectiveId ?? "-"}")];
}
