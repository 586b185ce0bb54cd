using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Aws;

/// <summary>Findings asked of GuardDuty, against an AWS that checks every signature.</summary>
public sealed class GuardDutyFindingsTests : IAsyncLifetime
{
    private const string Member = "444455556666";
    private const string MemberRole = $"arn:aws:iam::{Member}:role/chatops";
    private static readonly TimeWindow day = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
    private AwsDouble aws = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsDouble.StartAsync();
        aws.Role(MemberRole);
    }

    public async Task DisposeAsync()
    {
        aws.Unexpected.ShouldBeEmpty();
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task More_than_fifty_ids_are_asked_in_pieces_and_unknown_ones_passed_over()
    {
        foreach (var number in Enumerable.Range(1, 120)) Put(number);
        var answer = await Findings().ByIdAsync([.. Enumerable.Range(1, 130).Select(IdOf)], null, null, default);
        answer.Findings.Select(static one => one.Finding.Id.Id).ShouldBe(Enumerable.Range(1, 120).Select(IdOf), ignoreOrder: true);
        Asked("guardduty:GetFindings").ShouldBe(3);
        Asked("guardduty:ListDetectors").ShouldBe(1);
        answer.Places.ShouldHaveSingleItem().Coverage.State.ShouldBe(CoverageState.Answered);
    }

    [Fact]
    public async Task One_id_that_AWS_refuses_does_not_cost_the_others()
    {
        foreach (var number in Enumerable.Range(1, 60)) Put(number);
        aws.Next("guardduty", "GetFindings").Fail(400, "BadRequestException", "The request is rejected because an invalid id is there.");
        var answer = await Findings().ByIdAsync([.. Enumerable.Range(1, 60).Select(IdOf), "what-is-this"], null, null, default);
        answer.Findings.Count.ShouldBe(60);
        Asked("guardduty:ListFindings").ShouldBe(1);
    }

    [Fact]
    public async Task A_detector_that_was_made_anew_is_asked_for_again()
    {
        Put(1);
        var findings = Findings();
        (await findings.ByIdAsync([IdOf(1)], null, null, default)).Findings.ShouldHaveSingleItem();
        aws.GuardDuty().DetectorId = new string('9', 32);
        (await findings.ByIdAsync([IdOf(1)], null, null, default)).Findings.ShouldHaveSingleItem();

        aws.GuardDuty().DetectorId = null;
        await findings.ByIdAsync([IdOf(1)], null, null, default);
        var none = (await findings.ByIdAsync([IdOf(1)], null, null, default)).Places.ShouldHaveSingleItem().Coverage;
        (none.State, none.Reason).ShouldBe((CoverageState.Refused, "GuardDuty is not enabled in the program's own account us-east-1; enable it there, or take the region out of Aws:Accounts"));
    }

    [Fact]
    public async Task Unknown_everywhere_says_so_for_each_place_and_for_how_long_findings_are_kept()
    {
        var answer = await Findings(AwsAccount.Own("us-east-1", "eu-west-1")).ByIdAsync([IdOf(1)], null, "us-east-1", default);
        answer.Findings.ShouldBeEmpty();
        answer.Places.Select(static place => (place.Coverage.State, place.Coverage.Reason)).ShouldBe([(CoverageState.Empty, "knows no such finding"), (CoverageState.NotAsked, "is another region")]);
        (TimeProvider.System.GetUtcNow() - answer.Places[0].Coverage.RetainedFrom!.Value).TotalDays.ShouldBe(90, 0.1);
    }

    [Fact]
    public async Task A_place_that_may_not_be_asked_names_the_action_while_the_other_answers()
    {
        Put(1);
        aws.Deny("guardduty:GetFindings", Member);
        var answer = await Findings(AwsAccount.Own("us-east-1"), new AwsAccount(Member, ["us-east-1"], MemberRole)).ByIdAsync([IdOf(1), IdOf(2)], null, null, default);
        answer.Findings.ShouldHaveSingleItem();
        answer.Places.Select(static place => place.Coverage.State).ShouldBe([CoverageState.Answered, CoverageState.Refused]);
        answer.Places[1].Coverage.Reason.ShouldBe($"guardduty:GetFindings in {Member} us-east-1: not allowed; allow guardduty:GetFindings in the policy of the role used there");
    }

    [Fact]
    public async Task A_place_that_never_answers_costs_its_own_line_only()
    {
        Put(1);
        var hold = aws.Next("guardduty", "ListDetectors", Member).Slow();
        var time = new ManualTime();
        var asking = Findings(time, AwsAccount.Own("us-east-1"), new AwsAccount(Member, ["us-east-1"], MemberRole)).NamingAsync(new EntityRef(EntityKind.Ec2Instance, "i-0c79413d9f0d9941e"), day, default);
        await hold.Reached;
        await aws.ExpectCalls("guardduty:GetFindings");
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        var answer = await asking;
        answer.Findings.ShouldHaveSingleItem();
        answer.Places.Select(static place => place.Coverage.State).ShouldBe([CoverageState.Answered, CoverageState.Unavailable]);
        answer.Places[1].Coverage.Reason.ShouldBe($"guardduty:ListDetectors in {Member} us-east-1: no answer in time; ask again");
        hold.Release();
    }

    [Fact]
    public async Task Found_in_one_place_nobody_waits_for_the_others()
    {
        Put(1);
        var hold = aws.Next("guardduty", "ListDetectors", Member).Slow();
        var answer = await Findings(new ManualTime(), new AwsAccount(Member, ["us-east-1"], MemberRole), AwsAccount.Own("us-east-1")).ByIdAsync([IdOf(1)], null, null, default);
        answer.Findings.ShouldHaveSingleItem();
        answer.Places.Select(static place => place.Coverage.Reason).ShouldBe(["had not answered yet when it was found elsewhere", null]);
        hold.Release();
    }

    [Fact]
    public async Task Throttled_after_all_retries_is_unavailable_and_asked_no_more_often_than_configured()
    {
        aws.Next("guardduty", "ListDetectors").Throttle(AwsTroublePlan.Always);
        var answer = (await Findings().ByIdAsync([IdOf(1)], null, null, default)).Places.ShouldHaveSingleItem().Coverage;
        (answer.State, answer.Reason).ShouldBe((CoverageState.Unavailable, "guardduty:ListDetectors in the program's own account us-east-1: throttled, also after retries; ask again in a minute"));
        aws.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("\"f1\"")]
    [InlineData("<!channel>")]
    [InlineData("f1\n")]
    [InlineData("ｆ１")]
    [InlineData("..%2f")]
    public async Task What_cannot_be_an_id_is_refused_before_any_call(string id)
    {
        foreach (var hostile in new[] { id, id + new string('f', 301) })
        {
            var answer = (await Findings().ByIdAsync([hostile], null, null, default)).Places.ShouldHaveSingleItem().Coverage;
            (answer.State, answer.Reason).ShouldBe((CoverageState.NotAsked, "that is no id GuardDuty gives"));
        }

        aws.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ip:198.51.100.7", "call connection probe kubernetes login")]
    [InlineData("ip:2001:db8::7", "sixth")]
    [InlineData("ip:10.0.0.144", "own")]
    [InlineData("ip:203.0.113.50", "own")]
    [InlineData("instance:i-0aaaaaaaaaaaaaaaa", "own")]
    [InlineData("role:lab-role", "rolecall")]
    [InlineData("user:ana", "usercall")]
    [InlineData("bucket:wolves", "bucket")]
    [InlineData("account:111122223333", "bucket call connection kubernetes login own probe rolecall sixth usercall")]
    public async Task Findings_that_name_an_entity_are_found_archived_or_not(string about, string expected)
    {
        PutWorld();
        var parts = about.Split(':', 2);
        var kind = parts[0] switch { "ip" => EntityKind.IpAddress, "instance" => EntityKind.Ec2Instance, "role" => EntityKind.Role, "user" => EntityKind.User, "bucket" => EntityKind.Bucket, _ => EntityKind.Account };
        var entity = new EntityRef(kind, parts[1], kind is EntityKind.Role or EntityKind.User ? AwsDouble.Account : null);

        var answer = await Findings().NamingAsync(entity, day, default);

        answer.Findings.Select(static one => one.Finding.Title).Order(StringComparer.Ordinal).ShouldBe(expected.Split(' ').Order(StringComparer.Ordinal));
        var place = answer.Places.ShouldHaveSingleItem().Coverage;
        place.State.ShouldBe(CoverageState.Answered);
        (place.Notes ?? []).Count.ShouldBe(kind == EntityKind.Account ? 0 : 1);
        if (kind == EntityKind.IpAddress) place.Notes![0].ShouldContain("port probes, Kubernetes calls, RDS logins and attack sequences");
        (await Findings().NamingAsync(entity, new TimeWindow(day.Start.AddDays(-9), day.Start.AddDays(-8)), default)).Places[0].Coverage.State.ShouldBe(CoverageState.Empty);
    }

    [Fact]
    public async Task What_one_question_of_several_met_is_said_with_the_answer()
    {
        PutWorld();
        aws.Next("guardduty", "ListFindings").Fail(500, "InternalServerErrorException", times: 3);
        var answer = await Findings().NamingAsync(new EntityRef(EntityKind.Ec2Instance, "i-0aaaaaaaaaaaaaaaa"), day, default);
        answer.Places[0].Coverage.Notes!.ShouldContain("guardduty:ListFindings in the program's own account us-east-1: AWS failed (InternalServerErrorException); ask again");
    }

    [Fact]
    public async Task A_wide_question_is_cut_and_says_so()
    {
        foreach (var number in Enumerable.Range(1, 520)) Put(number, finding => finding["resource"] = new JsonObject { ["resourceType"] = "S3Bucket", ["s3BucketDetails"] = new JsonArray(new JsonObject { ["name"] = "wolves" }) });
        var answer = await Findings().NamingAsync(new EntityRef(EntityKind.Bucket, "wolves"), day, default);
        answer.Findings.Count.ShouldBe(500);
        answer.Places[0].Coverage.Notes!.ShouldContain("only the newest 500 findings of each question were looked at");
    }

    [Fact]
    public async Task A_member_cannot_archive_and_its_administrator_can()
    {
        aws.GuardDuty().Member(Member);
        var id = aws.GuardDuty(Member).Put(SomeFinding.Json(1, count: 1).Also(static finding => finding["accountId"] = Member).ToJsonString());
        var finding = new FindingId(Member, "us-east-1", id);
        var alone = await Findings(new AwsAccount(Member, ["us-east-1"], MemberRole)).DoAsync(finding, FindingDeedKind.Archive, null, default);
        alone.WhyNot.ShouldBe($"guardduty:ArchiveFindings in {Member} us-east-1: AWS refused the request (BadRequestException); if the account is a member, only GuardDuty's administrator account can do this");

        var both = await Findings(new AwsAccount(Member, ["us-east-1"], MemberRole), AwsAccount.Own("us-east-1")).DoAsync(finding, FindingDeedKind.Archive, null, default);
        (both.Place, both.WhyNot).ShouldBe(("the program's own account us-east-1", null));
        aws.GuardDuty().Finding(id)!["service"]!["archived"]!.GetValue<bool>().ShouldBeTrue();
    }

    private static string IdOf(int number) => $"{number:x32}";

    private string Put(int number, Action<JsonObject>? change = null) => aws.GuardDuty().Put(SomeFinding.Json(number).Also(change ?? (static _ => { })).ToJsonString());

    private int Asked(string action) => aws.Calls.Count(call => call.Action == action);

    private GuardDutyFindings Findings(params AwsAccount[] accounts) => Findings(TimeProvider.System, accounts);

    private GuardDutyFindings Findings(TimeProvider time, params AwsAccount[] accounts) => new(AwsHere.Clients(aws, 1, accounts.Length > 0 ? accounts : [AwsAccount.Own("us-east-1")]), time);

    /// <summary>A finding for each way in which an entity can be named, and one in three archived.</summary>
    private void PutWorld()
    {
        var remote = new JsonObject { ["ipAddressV4"] = "198.51.100.7" };
        Named(1, "call", Action("AWS_API_CALL", "awsApiCallAction", new() { ["api"] = "GetUser", ["remoteIpDetails"] = remote.DeepClone() }));
        Named(2, "connection", Action("NETWORK_CONNECTION", "networkConnectionAction", new() { ["connectionDirection"] = "INBOUND", ["remoteIpDetails"] = remote.DeepClone() }));
        Named(3, "probe", Action("PORT_PROBE", "portProbeAction", new() { ["portProbeDetails"] = new JsonArray(new JsonObject { ["remoteIpDetails"] = remote.DeepClone() }) }));
        Named(4, "kubernetes", Action("KUBERNETES_API_CALL", "kubernetesApiCallAction", new() { ["verb"] = "get", ["remoteIpDetails"] = remote.DeepClone() }));
        Named(5, "login", Action("RDS_LOGIN_ATTEMPT", "rdsLoginAttemptAction", new() { ["remoteIpDetails"] = remote.DeepClone() }));
        Named(6, "sixth", Action("AWS_API_CALL", "awsApiCallAction", new() { ["api"] = "GetUser", ["remoteIpDetails"] = new JsonObject { ["ipAddressV6"] = "2001:db8::7" } }));
        Named(7, "own", static finding => finding["resource"] = new JsonObject
        {
            ["resourceType"] = "Instance",
            ["instanceDetails"] = new JsonObject
            {
                ["instanceId"] = "i-0aaaaaaaaaaaaaaaa",
                ["networkInterfaces"] = new JsonArray(new JsonObject { ["networkInterfaceId"] = "eni-0aaaaaaaa", ["publicIp"] = "203.0.113.50", ["privateIpAddress"] = "10.0.0.144", ["privateIpAddresses"] = new JsonArray(new JsonObject { ["privateIpAddress"] = "10.0.0.144" }) }),
            },
        });
        Named(8, "rolecall", Key("AROAEXAMPLEROLE000001:i-1", "AssumedRole", "lab-role"));
        Named(9, "usercall", Key("AIDAEXAMPLEUSER000001", "IAMUser", "ana"));
        Named(10, "bucket", static finding => finding["resource"] = new JsonObject { ["resourceType"] = "S3Bucket", ["s3BucketDetails"] = new JsonArray(new JsonObject { ["name"] = "wolves" }) });
    }

    private void Named(int number, string title, Action<JsonObject> change) => Put(number, finding =>
    {
        finding["title"] = title;
        finding["service"]!["archived"] = number % 3 == 0;
        change(finding);
    });

    private static Action<JsonObject> Action(string type, string member, JsonObject action) => finding => finding["service"]!["action"] = new JsonObject { ["actionType"] = type, [member] = action };

    private static Action<JsonObject> Key(string principal, string type, string name) => finding => finding["resource"] = new JsonObject
    {
        ["resourceType"] = "AccessKey",
        ["accessKeyDetails"] = new JsonObject { ["accessKeyId"] = "ASIAEXAMPLEKEY000001", ["principalId"] = principal, ["userType"] = type, ["userName"] = name },
    };
}

file static class Changing
{
    public static JsonObject Also(this JsonObject finding, Action<JsonObject> change)
    {
        change(finding);
        return finding;
    }
}
