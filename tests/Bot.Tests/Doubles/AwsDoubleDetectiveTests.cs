using Amazon.Detective;
using Amazon.Detective.Model;
using Amazon.Runtime;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Doubles.AwsDoubleS3Tests;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleDetectiveTests
{
    private static readonly DateTime From = new(2024, 8, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_graph_is_its_administrators_alone()
    {
        await using var aws = await AwsDouble.StartAsync();
        var graph = aws.Detective().Graph("444455556666").GraphArn!;
        aws.Keys("AKIAOTHER", "other", "444455556666");
        using var client = AwsTalk.Detective(aws);
        using var member = AwsTalk.Detective(aws, new BasicAWSCredentials("AKIAOTHER", "other"));
        Assert.Equal(graph, (await client.ListGraphsAsync(new ListGraphsRequest())).GraphList.Single().Arn);
        Assert.Empty((await member.ListGraphsAsync(new ListGraphsRequest())).GraphList ?? []);
        Assert.Equal("AccessDeniedException 403", await CodeAsync(() => member.ListMembersAsync(new ListMembersRequest { GraphArn = graph })));
        Assert.Equal("444455556666 ENABLED", (await client.ListMembersAsync(new ListMembersRequest { GraphArn = graph })).MemberDetails.Select(static one => $"{one.AccountId} {one.Status.Value}").Single());
        var asked = await client.GetMembersAsync(new GetMembersRequest { GraphArn = graph, AccountIds = ["444455556666", "777788889999"] });
        Assert.Equal(("444455556666", "777788889999"), (asked.MemberDetails.Single().AccountId, asked.UnprocessedAccounts.Single().AccountId));
        Assert.Equal("STARTED", (await client.ListDatasourcePackagesAsync(new ListDatasourcePackagesRequest { GraphArn = graph })).DatasourcePackages["DETECTIVE_CORE"].DatasourcePackageIngestState.Value);
    }

    [Fact]
    public async Task An_investigation_runs_until_it_is_finished()
    {
        await using var aws = await AwsDouble.StartAsync();
        var graph = aws.Detective().Graph();
        using var client = AwsTalk.Detective(aws);
        var id = (await client.StartInvestigationAsync(new StartInvestigationRequest { GraphArn = graph.GraphArn, EntityArn = SampleAws.RoleArn, ScopeStartTime = From, ScopeEndTime = From.AddHours(3) })).InvestigationId;
        Assert.Equal(Status.RUNNING, (await client.GetInvestigationAsync(new GetInvestigationRequest { GraphArn = graph.GraphArn, InvestigationId = id })).Status);
        graph.Investigations.Single().Finish("HIGH", [.. Enumerable.Range(0, 150).Select(static i => AwsIndicator.NewAso($"as {i}")), AwsIndicator.FlaggedIp("198.51.100.23")]);
        var done = await client.GetInvestigationAsync(new GetInvestigationRequest { GraphArn = graph.GraphArn, InvestigationId = id });
        Assert.Equal((Status.SUCCESSFUL, Severity.HIGH, EntityType.IAM_ROLE, From.AddHours(3)), (done.Status, done.Severity, done.EntityType, done.ScopeEndTime!.Value.ToUniversalTime()));
        var first = await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = graph.GraphArn, InvestigationId = id });
        var second = await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = graph.GraphArn, InvestigationId = id, NextToken = first.NextToken });
        Assert.Equal((100, 51, null), (first.Indicators.Count, second.Indicators.Count, second.NextToken));
        var flagged = await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = graph.GraphArn, InvestigationId = id, IndicatorType = IndicatorType.FLAGGED_IP_ADDRESS });
        Assert.Equal("198.51.100.23", flagged.Indicators.Single().IndicatorDetail.FlaggedIpAddressDetail.IpAddress);
    }

    [Fact]
    public async Task An_investigation_may_end_by_itself()
    {
        await using var aws = await AwsDouble.StartAsync();
        var graph = aws.Detective().Graph();
        graph.FinishesAfter = 2;
        var it = graph.Begin(SampleAws.RoleArn, From, From.AddHours(3));
        using var client = AwsTalk.Detective(aws);
        var seen = new List<string>();
        for (var i = 0; i < 4; i++) seen.Add((await client.GetInvestigationAsync(new GetInvestigationRequest { GraphArn = graph.GraphArn, InvestigationId = it.Id })).Status.Value);
        Assert.Equal(["RUNNING", "RUNNING", "SUCCESSFUL", "SUCCESSFUL"], seen);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/a/b", 3, "ok")]
    [InlineData("arn:aws:iam::111122223333:user/a", 720, "ok")]
    [InlineData("arn:aws:iam::111122223333:role/a", 2.9, "ValidationException")]
    [InlineData("arn:aws:iam::111122223333:role/a", 720.1, "ValidationException")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/a/b", 3, "ValidationException")]
    [InlineData("arn:aws:iam::111122223333:root", 3, "ValidationException")]
    public async Task Only_users_and_roles_are_investigated_from_three_hours_to_thirty_days(string entity, double hours, string expected)
    {
        await using var aws = await AwsDouble.StartAsync();
        using var client = AwsTalk.Detective(aws);
        var call = () => client.StartInvestigationAsync(new StartInvestigationRequest { GraphArn = aws.Detective().Graph().GraphArn, EntityArn = entity, ScopeStartTime = From, ScopeEndTime = From.AddHours(hours) });
        if (expected == "ok") await call();
        else Assert.StartsWith(expected, await CodeAsync(call), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Investigations_are_filtered_and_sorted()
    {
        await using var aws = await AwsDouble.StartAsync();
        var graph = aws.Detective().Graph();
        foreach (var (name, severity) in new[] { ("a", "LOW"), ("b", "CRITICAL"), ("c", "HIGH") }) graph.Begin($"arn:aws:iam::111122223333:role/{name}", From, From.AddDays(1), From.AddDays(1)).Finish(severity);
        graph.Begin("arn:aws:iam::111122223333:role/b", From, From.AddDays(1));
        using var client = AwsTalk.Detective(aws);
        var finished = await client.ListInvestigationsAsync(new ListInvestigationsRequest
        {
            GraphArn = graph.GraphArn,
            FilterCriteria = new FilterCriteria { Status = new StringFilter { Value = "SUCCESSFUL" }, CreatedTime = new DateFilter { StartInclusive = From, EndInclusive = From.AddDays(2) } },
            SortCriteria = new SortCriteria { Field = Field.SEVERITY, SortOrder = SortOrder.DESC },
        });
        Assert.Equal(["CRITICAL", "HIGH", "LOW"], finished.InvestigationDetails.Select(static one => one.Severity.Value));
        var ofB = await client.ListInvestigationsAsync(new ListInvestigationsRequest { GraphArn = graph.GraphArn, FilterCriteria = new FilterCriteria { EntityArn = new StringFilter { Value = "arn:aws:iam::111122223333:role/b" } } });
        Assert.Equal(2, ofB.InvestigationDetails.Count);
        var body = $$"""{"GraphArn":"{{graph.GraphArn}}","InvestigationId":"{{graph.Investigations[0].Id}}","State":"ARCHIVED"}""";
        Assert.Equal((200, "ARCHIVED"), ((await AwsHand.CallAsync(aws, "detective", "/investigations/updateInvestigationState", body)).Status, graph.Investigations[0].State));
    }
}
