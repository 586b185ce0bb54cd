using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Runtime;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Doubles.AwsDoubleS3Tests;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleGuardDutyTests
{
    private const string Other = "444455556666";

    [Theory]
    [InlineData("severity", """{"gte":5}""", "2,3")]
    [InlineData("severity", """{"greaterThanOrEqual":5,"lessThan":8}""", "2")]
    [InlineData("type", """{"equals":["Recon:EC2/Portscan","Other"]}""", "1")]
    [InlineData("type", """{"notEquals":["Recon:EC2/Portscan"]}""", "2,3")]
    [InlineData("service.archived", """{"equals":["true"]}""", "3")]
    [InlineData("service.archived", """{"equals":["false"]}""", "1,2")]
    [InlineData("updatedAt", """{"greaterThan":1722470400000}""", "2,3")]
    [InlineData("updatedAt", """{"greaterThanOrEqual":1722470400000}""", "1,2,3")]
    [InlineData("resource.instanceDetails.networkInterfaces.publicIp", """{"equals":["198.51.100.7"]}""", "1")]
    [InlineData("resource.instanceDetails.networkInterfaces.privateIpAddresses.privateIpAddress", """{"equals":["10.0.0.2"]}""", "1")]
    [InlineData("service.action.awsApiCallAction.remoteIpDetails.ipAddressV4", """{"equals":["203.0.113.9"]}""", "2")]
    [InlineData("service.additionalInfo.threatListName", """{"equals":["mine"]}""", "2,3")]
    public async Task Criteria_are_held_against_what_is_stored(string field, string condition, string expected)
    {
        await using var aws = await AwsDouble.StartAsync();
        var guardDuty = Three(aws);
        var (_, answer) = await AwsHand.CallAsync(aws, "guardduty", $"/detector/{guardDuty.DetectorId}/findings", $$$"""{"findingCriteria":{"criterion":{"{{{field}}}":{{{condition}}}}},"sortCriteria":{"attributeName":"id","orderBy":"ASC"}}""");
        Assert.Equal(expected, string.Join(',', answer["findingIds"]!.AsArray().Select(static id => id!.ToString())));
    }

    [Theory]
    [InlineData("""{"findingCriteria":{"criterion":{"service.action.portProbeAction.blocked":{"equals":["true"]}}}}""")]
    [InlineData("""{"findingCriteria":{"criterion":{"type":{"matches":["x*"]}}}}""")]
    [InlineData("""{"maxResults":51}""")]
    [InlineData("""{"nextToken":"mine"}""")]
    public async Task What_the_model_does_not_allow_is_a_bad_request(string body)
    {
        await using var aws = await AwsDouble.StartAsync();
        Assert.Equal(400, (await AwsHand.CallAsync(aws, "guardduty", $"/detector/{aws.GuardDuty().DetectorId}/findings", body)).Status);
        Assert.Equal("BadRequestException", aws.Calls[^1].Outcome);
    }

    [Fact]
    public async Task The_client_reads_pages_and_findings()
    {
        await using var aws = await AwsDouble.StartAsync();
        var place = aws.GuardDuty();
        for (var i = 0; i < 120; i++) place.Put($$$"""{"id":"{{{i:000}}}","accountId":"111122223333","type":"T","severity":{{{i % 10}}}.5,"updatedAt":"2024-08-01T00:00:00Z","service":{"count":{{{i}}},"additionalInfo":{"sample":true} } }""");
        using var client = AwsTalk.GuardDuty(aws);
        var detector = (await client.ListDetectorsAsync(new ListDetectorsRequest())).DetectorIds.Single();
        var (ids, token) = (new List<string>(), (string?)null);
        do
        {
            var page = await client.ListFindingsAsync(new ListFindingsRequest { DetectorId = detector, NextToken = token });
            ids.AddRange(page.FindingIds);
            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));
        Assert.Equal(120, ids.Distinct().Count());
        var found = (await client.GetFindingsAsync(new GetFindingsRequest { DetectorId = detector, FindingIds = ids[..50] })).Findings;
        Assert.Equal((50, 7.5, """{"sample":true}"""), (found.Count, found[7].Severity!.Value, found[7].Service.AdditionalInfo.Value));
        Assert.Equal("BadRequestException 400", await CodeAsync(() => client.GetFindingsAsync(new GetFindingsRequest { DetectorId = detector, FindingIds = ids[..51] })));
        Assert.Equal("BadRequestException 400", await CodeAsync(() => client.ListFindingsAsync(new ListFindingsRequest { DetectorId = "0123" })));
        Assert.Equal($"guardduty:GetFindings arn:aws:guardduty:us-east-1:111122223333:detector/{detector}", $"{aws.Calls[^2].Action} {aws.Calls[^2].Resource}");
    }

    [Fact]
    public async Task An_administrator_sees_and_archives_what_its_members_may_only_see()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Keys("AKIAOTHER", "other", Other);
        var member = aws.GuardDuty().Member(Other);
        member.Put("""{"id":"theirs","accountId":"444455556666","severity":5,"service":{"archived":false}}""");
        aws.GuardDuty().Put("""{"id":"mine","accountId":"111122223333","severity":5,"service":{"archived":false}}""");
        using var client = AwsTalk.GuardDuty(aws);
        using var memberClient = AwsTalk.GuardDuty(aws, new BasicAWSCredentials("AKIAOTHER", "other"));
        var detector = aws.GuardDuty().DetectorId;
        Assert.Equal(["mine", "theirs"], (await client.ListFindingsAsync(new ListFindingsRequest { DetectorId = detector })).FindingIds.Order());
        Assert.Equal(["theirs"], (await memberClient.ListFindingsAsync(new ListFindingsRequest { DetectorId = member.DetectorId })).FindingIds);
        Assert.Equal("BadRequestException 400", await CodeAsync(() => memberClient.ArchiveFindingsAsync(new ArchiveFindingsRequest { DetectorId = member.DetectorId, FindingIds = ["theirs"] })));
        await client.ArchiveFindingsAsync(new ArchiveFindingsRequest { DetectorId = detector, FindingIds = ["theirs"] });
        await client.UpdateFindingsFeedbackAsync(new UpdateFindingsFeedbackRequest { DetectorId = detector, FindingIds = ["mine"], Feedback = Feedback.NOT_USEFUL, Comments = "a drill" });
        Assert.Equal(("true", "NOT_USEFUL"), (member.Finding("theirs")!["service"]!["archived"]!.ToJsonString(), aws.GuardDuty().Finding("mine")!["service"]!["userFeedback"]!.ToString()));
        await client.UnarchiveFindingsAsync(new UnarchiveFindingsRequest { DetectorId = detector, FindingIds = ["theirs"] });
        Assert.Equal("false", member.Finding("theirs")!["service"]!["archived"]!.ToJsonString());
        Assert.Equal(Other, (await client.ListMembersAsync(new ListMembersRequest { DetectorId = detector })).Members.Single().AccountId);
        Assert.Null((await client.GetAdministratorAccountAsync(new GetAdministratorAccountRequest { DetectorId = detector })).Administrator);
        Assert.Equal("111122223333", (await memberClient.GetAdministratorAccountAsync(new GetAdministratorAccountRequest { DetectorId = member.DetectorId })).Administrator.AccountId);
    }

    [Fact]
    public async Task A_sample_finding_is_found_and_its_event_is_sent()
    {
        await using var aws = await AwsDouble.StartAsync();
        var place = aws.GuardDuty();
        place.Target = aws.Queue("guardduty-findings");
        using var client = AwsTalk.GuardDuty(aws);
        await client.CreateSampleFindingsAsync(new CreateSampleFindingsRequest { DetectorId = place.DetectorId, FindingTypes = ["Recon:EC2/Portscan"] });
        var made = Assert.Single(place.Findings);
        Assert.Equal("[SAMPLE] Recon:EC2/Portscan", made["title"]!.ToString());
        Assert.Contains("\"sample\":true", Assert.Single(place.Target.Visible).Body, StringComparison.Ordinal);
        var detector = await client.GetDetectorAsync(new GetDetectorRequest { DetectorId = place.DetectorId });
        Assert.Equal((FindingPublishingFrequency.FIFTEEN_MINUTES, DetectorStatus.ENABLED), (detector.FindingPublishingFrequency, detector.Status));
    }

    private static AwsGuardDuty Three(AwsDouble aws)
    {
        var place = aws.GuardDuty();
        place.Put("""{"id":"1","type":"Recon:EC2/Portscan","severity":2,"updatedAt":"2024-08-01T00:00:00.000Z","resource":{"instanceDetails":{"networkInterfaces":[{"publicIp":"198.51.100.7","privateIpAddresses":[{"privateIpAddress":"10.0.0.1"},{"privateIpAddress":"10.0.0.2"}]}]}},"service":{"archived":false}}""");
        place.Put("""{"source":"aws.guardduty","detail":{"id":"2","type":"T2","severity":5,"updatedAt":"2024-08-01T00:00:01Z","service":{"archived":false,"additionalInfo":{"threatListName":"mine"},"action":{"awsApiCallAction":{"remoteIpDetails":{"ipAddressV4":"203.0.113.9"}}}}}}""");
        place.Put("""{"id":"3","type":"T3","severity":8.0,"updatedAt":"2024-08-01T00:00:02Z","service":{"archived":true,"additionalInfo":{"value":"{\"threatListName\":\"mine\"}","type":"default"}}}""");
        return place;
    }
}
