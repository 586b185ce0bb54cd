using Amazon.Detective;
using Amazon.Detective.Model;

namespace ChatOps.Investigation.AwsSdk;

public sealed class DetectiveWireTests
{
    private const string Graph = "arn:aws:detective:eu-central-1:111122223333:graph:0123456789abcdef0123456789abcdef";

    private readonly Line line = new();

    [Fact]
    public async Task An_investigation_is_started_with_its_scope_as_text()
    {
        line.Says("""{"InvestigationId":"000000000000000000001"}""");

        var answer = await Client().StartInvestigationAsync(new StartInvestigationRequest
        {
            GraphArn = Graph,
            EntityArn = "arn:aws:iam::111122223333:role/app",
            ScopeStartTime = new DateTime(2024, 8, 1, 0, 0, 0, DateTimeKind.Utc),
            ScopeEndTime = new DateTime(2024, 8, 1, 19, 0, 0, DateTimeKind.Utc),
        });

        (line.Only.Method, line.Only.Uri.AbsoluteUri).ShouldBe(("POST", "https://api.detective.eu-central-1.amazonaws.com/investigations/startInvestigation"));
        line.Only.Scope.ShouldBe("eu-central-1/detective/aws4_request");
        line.Only.Body.ShouldBe($$"""{"GraphArn":"{{Graph}}","EntityArn":"arn:aws:iam::111122223333:role/app","ScopeStartTime":"2024-08-01T00:00:00.000Z","ScopeEndTime":"2024-08-01T19:00:00.000Z"}""");
        answer.InvestigationId.ShouldBe("000000000000000000001");
    }

    [Theory]
    [InlineData("\"2021-08-18T16:35:56.284Z\"")]
    [InlineData("\"2021-08-18T18:35:56.284+02:00\"")]
    [InlineData("1629304556.284")]
    public async Task Times_are_read_as_UTC(string sent)
    {
        line.Says($$"""{"GraphList":[{"Arn":"{{Graph}}","CreatedTime":{{sent}}}]}""");

        var created = (await Client().ListGraphsAsync(new ListGraphsRequest { MaxResults = 200 })).GraphList[0].CreatedTime!.Value;

        (created, created.Kind).ShouldBe((new DateTime(2021, 8, 18, 16, 35, 56, 284, DateTimeKind.Utc), DateTimeKind.Utc));
        (line.Only.Uri.AbsolutePath, line.Only.Body).ShouldBe(("/graphs/list", """{"MaxResults":200}"""));
    }

    [Fact]
    public async Task Sources_and_members_tell_their_states()
    {
        line.Says("""{"DatasourcePackages":{"DETECTIVE_CORE":{"DatasourcePackageIngestState":"STARTED","LastIngestStateChange":{"STARTED":{"Timestamp":"2024-01-02T03:04:05Z"}}}}}""")
            .Says("""{"MemberDetails":[{"AccountId":"444455556666","Status":"ENABLED","InvitationType":"ORGANIZATION"}],"UnprocessedAccounts":[{"AccountId":"777788889999","Reason":"no"}]}""")
            .Says("""{"MemberDetails":[]}""");
        using var client = Client();

        var sources = await client.ListDatasourcePackagesAsync(new ListDatasourcePackagesRequest { GraphArn = Graph });
        var members = await client.GetMembersAsync(new GetMembersRequest { GraphArn = Graph, AccountIds = ["444455556666"] });
        await client.ListMembersAsync(new ListMembersRequest { GraphArn = Graph });

        sources.DatasourcePackages["DETECTIVE_CORE"].DatasourcePackageIngestState.ShouldBe(DatasourcePackageIngestState.STARTED);
        sources.DatasourcePackages["DETECTIVE_CORE"].LastIngestStateChange["STARTED"].Timestamp.ShouldBe(new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        members.MemberDetails[0].Status.ShouldBe(MemberStatus.ENABLED);
        members.UnprocessedAccounts[0].Reason.ShouldBe("no");
        line.Requests.Select(static request => request.Uri.AbsolutePath).ShouldBe(["/graph/datasources/list", "/graph/members/get", "/graph/members/list"]);
    }

    [Fact]
    public async Task Investigations_and_their_indicators_are_read()
    {
        line.Says("""{"Status":"SUCCESSFUL","Severity":"HIGH","State":"ACTIVE","EntityType":"IAM_ROLE"}""")
            .Says("""{"InvestigationDetails":[{"InvestigationId":"1","Status":"RUNNING"}]}""")
            .Says("""{"Indicators":[{"IndicatorType":"TTP_OBSERVED","IndicatorDetail":{"TTPsObservedDetail":{"Tactic":"Discovery","IpAddress":"198.51.100.23","APIName":"ListBuckets","APISuccessCount":60,"APIFailureCount":0}}}]}""");
        using var client = Client();

        var one = await client.GetInvestigationAsync(new GetInvestigationRequest { GraphArn = Graph, InvestigationId = "1" });
        await client.ListInvestigationsAsync(new ListInvestigationsRequest
        {
            GraphArn = Graph,
            FilterCriteria = new FilterCriteria { EntityArn = new StringFilter { Value = "arn:x" } },
            SortCriteria = new SortCriteria { Field = Field.CREATED_TIME, SortOrder = SortOrder.DESC },
        });
        var indicators = await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = Graph, InvestigationId = "1", IndicatorType = IndicatorType.TTP_OBSERVED });

        (one.Status, one.Severity, one.State, one.EntityType).ShouldBe((Status.SUCCESSFUL, Severity.HIGH, State.ACTIVE, EntityType.IAM_ROLE));
        line.Requests[1].Body.ShouldBe($$$"""{"GraphArn":"{{{Graph}}}","FilterCriteria":{"EntityArn":{"Value":"arn:x"}},"SortCriteria":{"Field":"CREATED_TIME","SortOrder":"DESC"}}""");
        var observed = indicators.Indicators[0].IndicatorDetail.TTPsObservedDetail;
        (observed.APIName, observed.APISuccessCount, observed.APIFailureCount, observed.IpAddress).ShouldBe(("ListBuckets", 60L, 0L, "198.51.100.23"));
    }

    private AmazonDetectiveClient Client() => new(Line.Keys, line.For<AmazonDetectiveConfig>());
}
