using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;

namespace ChatOps.Investigation.AwsSdk;

public sealed class GuardDutyWireTests
{
    private readonly Line line = new();

    [Fact]
    public async Task Members_of_the_query_travel_in_the_query_and_what_is_not_set_does_not_travel()
    {
        line.Says("""{"detectorIds":["12abc34d567e8fa901bc2d34e56789f0"],"nextToken":"t2","aMemberOfTomorrow":{"x":[1]}}""", headers: ("x-amzn-RequestId", "r-1"));

        var answer = await Client().ListDetectorsAsync(new ListDetectorsRequest { MaxResults = 50, NextToken = "a b/+" });

        line.Only.Method.ShouldBe("GET");
        line.Only.Uri.AbsoluteUri.ShouldBe("https://guardduty.eu-central-1.amazonaws.com/detector?maxResults=50&nextToken=a%20b%2F%2B");
        line.Only.Scope.ShouldBe("eu-central-1/guardduty/aws4_request");
        line.Only.Body.ShouldBeEmpty();
        (answer.DetectorIds, answer.NextToken).ShouldSatisfyAllConditions(x => x.DetectorIds.ShouldBe(["12abc34d567e8fa901bc2d34e56789f0"]), x => x.NextToken.ShouldBe("t2"));
        answer.ResponseMetadata.RequestId.ShouldBe("r-1");
    }

    [Fact]
    public async Task Criteria_are_spelt_as_the_service_spells_them()
    {
        line.Says("""{"findingIds":[]}""");

        var answer = await Client().ListFindingsAsync(new ListFindingsRequest
        {
            DetectorId = "d/1",
            FindingCriteria = new FindingCriteria
            {
                Criterion = new Dictionary<string, Condition>
                {
                    ["service.archived"] = new() { Equals = ["false"] },
                    ["updatedAt"] = new() { GreaterThanOrEqual = 1_722_470_400_000 },
                },
            },
            SortCriteria = new SortCriteria { AttributeName = "updatedAt", OrderBy = OrderBy.DESC },
            MaxResults = 50,
        });

        (line.Only.Method, line.Only.Uri.AbsolutePath).ShouldBe(("POST", "/detector/d%2F1/findings"));
        line.Only.Headers["Content-Type"].ShouldBe("application/json");
        line.Only.Body.ShouldBe(
            """{"findingCriteria":{"criterion":{"service.archived":{"equals":["false"]},"updatedAt":{"greaterThanOrEqual":1722470400000}}},"sortCriteria":{"attributeName":"updatedAt","orderBy":"DESC"},"maxResults":50}""");
        answer.FindingIds.ShouldBeEmpty();
        answer.NextToken.ShouldBeNull();
    }

    [Fact]
    public async Task Names_that_follow_no_rule_are_read()
    {
        line.Says("""
            {"findings":[{"id":"f","severity":5,"service":{"count":3,"action":{
                "rdsLoginAttemptAction":{"LoginAttributes":[{"user":"root"}]},
                "kubernetesApiCallAction":{"sourceIPs":["198.51.100.7"]}},
              "detection":{"sequence":{"endpoints":[{"location":{"lat":48.1,"lon":11.5}}],"actors":[{"user":{"account":{"uid":"111122223333","account":"payments"}}}],
                "resources":[{"data":{"ec2Instance":{"IamInstanceProfile":{"Name":"x"}},"kubernetesWorkload":{"type":"PODS"}}}]}}},
              "resource":{"instanceDetails":{"productCodes":[{"productCodeId":"c","productCodeType":"t"}]},"ecsClusterDetails":{"taskDetails":{"createdAt":1636625755.218}}}}]}
            """);

        var finding = (await Client().GetFindingsAsync(new GetFindingsRequest { DetectorId = "d", FindingIds = ["f"] })).Findings.ShouldHaveSingleItem();

        finding.Severity.ShouldBe(5d);
        finding.Service.Action.RdsLoginAttemptAction.LoginAttributes[0].User.ShouldBe("root");
        finding.Service.Action.KubernetesApiCallAction.SourceIps.ShouldBe(["198.51.100.7"]);
        var sequence = finding.Service.Detection.Sequence;
        (sequence.Endpoints[0].Location.Latitude, sequence.Endpoints[0].Location.Longitude).ShouldBe((48.1, 11.5));
        (sequence.Actors[0].User.Account.Uid, sequence.Actors[0].User.Account.Name).ShouldBe(("111122223333", "payments"));
        sequence.Resources[0].Data.Ec2Instance.IamInstanceProfile.ShouldNotBeNull();
        sequence.Resources[0].Data.KubernetesWorkload.KubernetesResourcesTypes.Value.ShouldBe("PODS");
        (finding.Resource.InstanceDetails.ProductCodes[0].Code, finding.Resource.InstanceDetails.ProductCodes[0].ProductType).ShouldBe(("c", "t"));
        finding.Resource.EcsClusterDetails.TaskDetails.TaskCreatedAt.ShouldBe(new DateTime(2021, 11, 11, 10, 15, 55, 218, DateTimeKind.Utc));
        finding.Resource.EcsClusterDetails.TaskDetails.TaskCreatedAt!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory]
    [InlineData("""{"value":"{\"sample\":true}","type":"default"}""", """{"sample":true}""", "default")]
    [InlineData("""{"value":"{}","type":"default","sample":true,"unusual":{"hoursOfDay":[1]}}""", "{}", "default")]
    [InlineData("""{"sample":true}""", null, null)]
    public async Task Additional_info_is_a_text_and_keys_beside_it_are_passed_over(string sent, string? value, string? type)
    {
        line.Says($$$"""{"findings":[{"id":"f","service":{"additionalInfo":{{{sent}}}}}]}""");

        var info = (await Client().GetFindingsAsync(new GetFindingsRequest { DetectorId = "d", FindingIds = ["f"] })).Findings[0].Service.AdditionalInfo;

        (info.Value, info.Type).ShouldBe((value, type));
    }

    [Fact]
    public async Task What_is_done_to_findings_names_them_in_the_body()
    {
        line.Says("{}");
        using var client = Client();

        await client.UpdateFindingsFeedbackAsync(new UpdateFindingsFeedbackRequest { DetectorId = "d", FindingIds = ["f"], Feedback = Feedback.NOT_USEFUL, Comments = "lab" });
        await client.ArchiveFindingsAsync(new ArchiveFindingsRequest { DetectorId = "d", FindingIds = ["f", "g"] });
        await client.UnarchiveFindingsAsync(new UnarchiveFindingsRequest { DetectorId = "d", FindingIds = ["f"] });
        await client.CreateSampleFindingsAsync(new CreateSampleFindingsRequest { DetectorId = "d", FindingTypes = ["Recon:EC2/Portscan"] });

        line.Requests.Select(static request => (request.Method, request.Uri.AbsolutePath)).ShouldBe(
            [("POST", "/detector/d/findings/feedback"), ("POST", "/detector/d/findings/archive"), ("POST", "/detector/d/findings/unarchive"), ("POST", "/detector/d/findings/create")]);
        var feedback = line.Requests[0].Json;
        (feedback.GetProperty("feedback").GetString(), feedback.GetProperty("comments").GetString(), feedback.TryGetProperty("detectorId", out _)).ShouldBe(("NOT_USEFUL", "lab", false));
        line.Requests[1].Body.ShouldBe("""{"findingIds":["f","g"]}""");
        line.Requests[3].Body.ShouldBe("""{"findingTypes":["Recon:EC2/Portscan"]}""");
    }

    [Fact]
    public async Task Members_and_administrator_and_detector_are_asked_of_the_detector()
    {
        line.Says("""{"members":[{"accountId":"111122223333","relationshipStatus":"Enabled"}]}""")
            .Says("""{"administrator":null}""")
            .Says("""{"status":"ENABLED","findingPublishingFrequency":"EVERY_MINUTE","serviceRole":"r","tags":{"team":"sec"},"features":[{"name":"EKS_AUDIT_LOGS","status":"ENABLED","updatedAt":1700000000}]}""");
        using var client = Client();

        var members = await client.ListMembersAsync(new ListMembersRequest { DetectorId = "d", OnlyAssociated = "true" });
        var administrator = await client.GetAdministratorAccountAsync(new GetAdministratorAccountRequest { DetectorId = "d" });
        var detector = await client.GetDetectorAsync(new GetDetectorRequest { DetectorId = "d" });

        line.Requests.Select(static request => request.Uri.PathAndQuery).ShouldBe(["/detector/d/member?onlyAssociated=true", "/detector/d/administrator", "/detector/d"]);
        members.Members[0].AccountId.ShouldBe("111122223333");
        administrator.Administrator.ShouldBeNull();
        detector.Status.ShouldBe(DetectorStatus.ENABLED);
        detector.FindingPublishingFrequency.Value.ShouldBe("EVERY_MINUTE");
        detector.Features[0].Name.ShouldBe(DetectorFeatureResult.EKS_AUDIT_LOGS);
        detector.Features[0].UpdatedAt.ShouldBe(DateTime.UnixEpoch.AddSeconds(1_700_000_000));
    }

    [Fact]
    public async Task A_detector_that_is_not_named_is_refused_before_anything_is_sent()
    {
        var refused = await Should.ThrowAsync<AmazonGuardDutyException>(() => Client().GetFindingsAsync(new GetFindingsRequest { FindingIds = ["f"] }));

        refused.Message.ShouldContain("DetectorId");
        line.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_without_a_body_is_an_empty_answer()
    {
        line.Says("");

        (await Client().ListDetectorsAsync(new ListDetectorsRequest())).DetectorIds.ShouldBeNull();
    }

    private AmazonGuardDutyClient Client() => new(Line.Keys, line.For<AmazonGuardDutyConfig>());
}
