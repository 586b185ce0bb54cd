using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

public class GuardDutyFindingReaderTests
{
    public static TheoryData<string> Samples() => [.. Documents.Samples()];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_read(string sample)
    {
        var finding = Documents.Read(sample);
        finding.Id.Account.ShouldBe("111122223333");
        finding.FirstSeen.ShouldBe(At("2024-08-01T00:20:00Z"));
        finding.LastSeen.ShouldBe(At("2024-08-01T00:54:00Z"));
        finding.UpdatedAt.ShouldBe(At("2024-08-01T00:58:03.417Z"));
        finding.DetectorId.ShouldBe("0123456789abcdef0123456789abcdef");
    }

    [Fact]
    public void An_api_call_by_a_role_session_tells_call_caller_actor_and_both_resources()
    {
        var finding = Documents.Read("api-call-role-session");
        finding.Id.ToString().ShouldStartWith("111122223333/us-east-1/");
        finding.Severity.ShouldBe(new Severity(5));
        finding.Count.ShouldBe(41);
        finding.ResourceRole.ShouldBe("TARGET");
        finding.Partition.ShouldBe("aws");
        finding.Arn.ShouldNotBeNull().ShouldEndWith(finding.Id.Id);
        var call = finding.Action.ShouldBeOfType<ApiCall>();
        call.ShouldBe(new ApiCall("GetParameters", "ssm.amazonaws.com")
        {
            CallerType = "Remote IP",
            UserAgent = "Boto3/1.34",
            ErrorCode = "AccessDenied",
            RemoteAccount = "444455556666",
        });
        finding.Actors.ShouldHaveSingleItem().ShouldBe(new Actor
        {
            Address = "198.51.100.23",
            Location = new ActorLocation("Ashburn", "United States", "US"),
            Network = new AutonomousSystem("64500", "Example Hosting"),
        });
        finding.Resources.Count.ShouldBe(2);
        var key = finding.Resources[0].ShouldBeOfType<AccessKeyResource>();
        (key.AccessKeyId, key.PrincipalId, key.UserType, key.UserName)
            .ShouldBe(("ASIAEXAMPLEKEY000001", "AROAEXAMPLEROLE000001:i-0abc1234def567890", "AssumedRole", "lab-role"));
        finding.Resources[1].ShouldBeOfType<InstanceResource>();
        finding.ThreatLists.ShouldBe(["ExampleList"]);
        finding.Threats.ShouldBe(["example-threat"]);
    }

    [Fact]
    public void Members_of_additional_info_that_are_spelled_out_win_over_its_value()
    {
        var details = Documents.Read("api-call-role-session").Details;
        details.ShouldContain(new KeyValuePair<string, string>("additionalInfo.apiCalls[0].count", "41"));
        details.ShouldContain(new KeyValuePair<string, string>("action.affectedResources.AWS::IAM::Role", "arn:aws:iam::111122223333:role/lab-role"));
        details.ShouldNotContain(static detail => detail.Key.Contains("ignored", StringComparison.Ordinal) || detail.Key.EndsWith(".value", StringComparison.Ordinal));
    }

    [Fact]
    public void An_instance_tells_its_interfaces_tags_and_profile()
    {
        var instance = Documents.Read("api-call-role-session").Resources.OfType<InstanceResource>().Single();
        instance.InstanceId.ShouldBe("i-0abc1234def567890");
        instance.LaunchedAt.ShouldBe(At("2024-07-11T08:00:00Z"));
        instance.ProfileId.ShouldBe("AIPAEXAMPLEPROFILE000");
        instance.Tags.ShouldBe([new("team", "payments"), new("empty", "")]);
        var only = instance.Interfaces.ShouldHaveSingleItem();
        (only.InterfaceId, only.VpcId, only.SubnetId, only.PublicAddress).ShouldBe(("eni-0abc1234def567890", "vpc-0abc1234", "subnet-0abc1234", "198.51.100.23"));
        only.PrivateAddresses.ShouldBe(["10.0.0.144", "10.0.0.145"]);
        only.Ipv6Addresses.ShouldBe(["2001:db8::1"]);
        only.SecurityGroups.ShouldBe([new("sg-0abc1234", "web")]);
    }

    [Fact]
    public void Pascal_case_is_read_and_both_addresses_of_a_remote_side_are_actors()
    {
        var finding = Documents.Read("network-connection-instance");
        finding.Action.ShouldBe(new NetworkConnection
        {
            Direction = "INBOUND",
            Protocol = "TCP",
            Blocked = false,
            LocalAddress = "10.0.0.144",
            LocalPort = 22,
            RemotePort = 38420,
        });
        finding.Actors.Select(static actor => (actor.Address, actor.Port)).ShouldBe([("203.0.113.9", 38420), ("2001:db8::9", 38420)]);
        finding.IsSample.ShouldBeTrue();
        finding.Details.ShouldContain(new KeyValuePair<string, string>("additionalInfo.portsScannedSample", "22, 80, 443"));
    }

    [Fact]
    public void Lower_case_with_numbers_as_text_and_lists_as_objects_is_read()
    {
        var finding = Documents.Read("dns-request-instance");
        finding.Action.ShouldBe(new DnsRequest("c2.example.com", "UDP", false));
        finding.Actors.ShouldHaveSingleItem().Domain.ShouldBe("c2.example.com");
        finding.Severity.Value.ShouldBe(8);
        finding.Count.ShouldBe(12);
        finding.Archived.ShouldBeFalse();
        finding.Resources.ShouldHaveSingleItem().Tags.ShouldBe([new("team", "payments")]);
        finding.CreatedAt.ShouldBe(At("2024-08-01T00:25:11.204Z"));
    }

    [Fact]
    public void Each_probed_port_keeps_its_remote_side_and_each_address_is_one_actor()
    {
        var finding = Documents.Read("port-probe-instance");
        var probe = finding.Action.ShouldBeOfType<PortProbe>();
        probe.Ports.Select(static port => (port.LocalPort, port.LocalPortName, port.Remote.Address))
            .ShouldBe([(80, "HTTP", "203.0.113.10"), (443, "HTTPS", "203.0.113.11"), (8080, "Unknown", "203.0.113.10")]);
        finding.Actors.Select(static actor => actor.Address).ShouldBe(["203.0.113.10", "203.0.113.11"]);
        finding.ThreatLists.ShouldBe(["ProofPoint"]);
        finding.Threats.ShouldBe(["Scanner"]);
    }

    [Fact]
    public void A_kubernetes_call_tells_cluster_subject_and_workload()
    {
        var finding = Documents.Read("kubernetes-api-call-cluster");
        var call = finding.Action.ShouldBeOfType<KubernetesApiCall>();
        (call.Verb, call.Resource, call.StatusCode).ShouldBe(("list", "secrets", 200));
        call.SourceAddresses.ShouldBe(["203.0.113.20", "10.0.0.9"]);
        var cluster = finding.Resources[0].ShouldBeOfType<EksClusterResource>();
        (cluster.Name, cluster.Subject, cluster.ImpersonatedSubject).ShouldBe(("shop", "system:serviceaccount:default:reader", "admin"));
        var workload = cluster.Workload.ShouldNotBeNull();
        (workload.Name, workload.Type, workload.Uid).ShouldBe(("web-1", "pods", "0f6a2f52-1111-4222-8333-444455556666"));
        workload.Images.ShouldBe(["111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1@sha256:ab"]);
        finding.Resources[1].ShouldBeOfType<AccessKeyResource>();
        finding.Actors.ShouldHaveSingleItem().Address.ShouldBe("203.0.113.20");
    }

    [Fact]
    public void Without_remote_details_the_first_source_address_is_the_actor()
    {
        var json = Documents.Altered(static root => root["service"]!["action"]!["kubernetesApiCallAction"]!["remoteIpDetails"] = null, "kubernetes-api-call-cluster");
        Documents.Read(json).Actors.ShouldHaveSingleItem().ShouldBe(new Actor { Address = "203.0.113.20" });
    }

    [Fact]
    public void A_role_binding_alone_is_a_change_with_its_facts()
    {
        var change = Documents.Read("kubernetes-role-binding").Action.ShouldBeOfType<KubernetesChange>();
        change.Kind.ShouldBe("KUBERNETES_ROLE_BINDING");
        change.Facts.ShouldContain(new KeyValuePair<string, string>("roleRefName", "cluster-admin"));
    }

    [Fact]
    public void Logins_on_a_database_are_counted_by_user()
    {
        var finding = Documents.Read("rds-login-instance");
        finding.Action.ShouldBeOfType<RdsLoginAttempt>().Logins.ShouldBe([new RdsLogin("app", "psql", 17, 0)]);
        finding.Resources.ShouldHaveSingleItem().ShouldBeOfType<DatabaseResource>().Id.ShouldBe("orders-1");
        finding.Resources[0].ShouldBeOfType<DatabaseResource>().User.ShouldBe("app");
        finding.Actors.ShouldHaveSingleItem().Address.ShouldBe("203.0.113.30");
    }

    [Fact]
    public void A_limitless_database_and_a_single_login_in_place_of_a_list_are_read()
    {
        var finding = Documents.Read("rds-login-limitless");
        finding.Action.ShouldBeOfType<RdsLoginAttempt>().Logins.ShouldBe([new RdsLogin("admin", "psql", 0, 1)]);
        var database = finding.Resources.ShouldHaveSingleItem().ShouldBeOfType<DatabaseResource>();
        (database.Id, database.ClusterId, database.User).ShouldBe(("shards", "limitless", "admin"));
        finding.Actors.ShouldHaveSingleItem().Address.ShouldBe("2001:db8::30");
    }

    [Fact]
    public void A_runtime_finding_has_a_process_and_no_action()
    {
        var finding = Documents.Read("runtime-container");
        finding.Action.ShouldBeNull();
        finding.Actors.ShouldBeEmpty();
        finding.Process.ShouldBe(new RuntimeProcess(
            "curl", "/usr/bin/curl", 4711, "root", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "curl --unix-socket /var/run/docker.sock http://x", At("2024-08-01T00:20:00.377364Z")));
        finding.Resources[0].ShouldBe(new ContainerResource("c0ffee", "web", "docker.io/library/web:1"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>("runtimeDetails.context.flags", "ro, bind"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>("additionalInfo.agentDetails.agentVersion", "1.3.0"));
    }

    [Fact]
    public void An_ecs_cluster_tells_its_task_and_containers()
    {
        var finding = Documents.Read("runtime-ecs-task");
        var cluster = finding.Resources[0].ShouldBeOfType<EcsClusterResource>();
        (cluster.Name, cluster.TaskArn).ShouldBe(("batch", "arn:aws:ecs:us-east-1:111122223333:task/batch/1"));
        finding.Resources[1].ShouldBe(new ContainerResource(null, "miner", "docker.io/example/miner:latest"));
        finding.Action.ShouldBeOfType<DnsRequest>().Domain.ShouldBe("pool.example.net");
    }

    [Fact]
    public void Malware_on_volumes_names_threats_and_volumes()
    {
        var finding = Documents.Read("malware-volumes");
        finding.Threats.ShouldBe(["EICAR-Test-File"]);
        finding.Resources.ShouldContain(new OtherResource("EBSVolume", "arn:aws:ec2:us-east-1:111122223333:volume/vol-1"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>(
            "ebsVolumeScanDetails.scanDetections.threatDetectedByName.threatNames[0].filePaths[0].filePath", "tmp/eicar.com"));
    }

    [Fact]
    public void Malware_in_an_object_names_bucket_and_key()
    {
        var finding = Documents.Read("malware-object");
        finding.Threats.ShouldBe(["Example-Trojan"]);
        var bucket = finding.Resources.ShouldHaveSingleItem().ShouldBeOfType<BucketResource>();
        (bucket.Name, bucket.ObjectKey, bucket.EffectivePermission).ShouldBe(("example-uploads", "in/a.zip", "NOT_PUBLIC"));
        bucket.CreatedAt.ShouldBe(At("2017-12-18T15:58:11.551Z"));
    }

    [Fact]
    public void Snapshots_images_and_recovery_points_are_resources() =>
        Documents.Read("malware-backup").Resources.OfType<OtherResource>().Select(static resource => resource.Kind).ShouldBe(["EBSSnapshot", "EC2Image", "RecoveryPoint"]);

    [Fact]
    public void A_function_tells_its_role_and_network()
    {
        var function = Documents.Read("network-connection-lambda").Resources.ShouldHaveSingleItem().ShouldBeOfType<LambdaResource>();
        (function.Name, function.RoleArn, function.VpcId).ShouldBe(("render", "arn:aws:iam::111122223333:role/render-role", "vpc-0abc1234"));
        function.Tags.ShouldBe([new("team", "billing")]);
    }

    [Fact]
    public void A_bucket_without_name_is_named_by_its_arn_and_the_calling_service_is_the_actor()
    {
        var finding = Documents.Read("policy-bucket");
        finding.Partition.ShouldBe("aws-us-gov");
        finding.Resources.Take(2).Cast<BucketResource>().Select(static bucket => (bucket.Name, bucket.CreatedAt))
            .ShouldBe([("example-a", At("2017-12-18T15:58:11.551Z")), ("example-b", null)]);
        finding.Resources[2].ShouldBeOfType<AccessKeyResource>();
        finding.Actors.ShouldHaveSingleItem().ShouldBe(new Actor { Domain = "cloudformation.amazonaws.com" });
    }

    [Fact]
    public void Additional_info_in_a_text_is_read_and_an_unknown_network_number_is_left_out()
    {
        var finding = Documents.Read("anomalous-user");
        finding.Action.ShouldBeOfType<ApiCall>().UserAgent.ShouldBe("aws-cli/2.15");
        finding.Actors.ShouldHaveSingleItem().Network.ShouldBe(new AutonomousSystem(null, "Example Net"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>("additionalInfo.unusualBehavior.unusualAPIsAccountProfiling", "GetSecretValue"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>("anomaly.unusual.behavior.account.api.profileSubtype", "RARE"));
        finding.Details.ShouldContain(new KeyValuePair<string, string>("anomaly.profiles.account.api[0].observations.text", "GetSecretValue"));
    }

    [Fact]
    public void An_unknown_action_is_carried_as_text()
    {
        var finding = Documents.Read("action-of-tomorrow");
        finding.Action.ShouldBe(new OtherAction("QUANTUM_CALL"));
        finding.ResourceType.ShouldBe("QuantumTask");
        finding.Resources.ShouldBeEmpty();
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
