using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Iam;
using ChatOps.Investigation.Permissions;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Aws;

/// <summary>Roles and users as IAM tells them, against an AWS that checks every signature.</summary>
public sealed class IamRolesTests : IAsyncLifetime
{
    private const string Member = "444455556666";
    private const string Reads = """{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}""";
    private static readonly DateTimeOffset asOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EntityRef gardener = new(EntityKind.Role, "gardener", AwsDouble.Account);
    private readonly ManualTime time = new();
    private AwsDouble aws = null!;

    public async Task InitializeAsync() => aws = await AwsDouble.StartAsync();

    public async Task DisposeAsync()
    {
        aws.Unexpected.ShouldBeEmpty();
        await aws.DisposeAsync();
    }

    [Theory]
    [InlineData("<html><body>Sign in to this network")]
    [InlineData("<GetRoleResponse><GetRoleResult><Role><CreateDate>soon</CreateDate></Role></GetRoleResult></GetRoleResponse>")]
    [InlineData("<GetRoleResponse><GetRoleResult><Role><MaxSessionDuration>99999999999999</MaxSessionDuration></Role></GetRoleResult></GetRoleResponse>")]
    public async Task What_answers_in_place_of_IAM_is_a_fault_in_words(string body)
    {
        aws.Next("iam").Garbage(AwsTroublePlan.Always, body);
        (await AskAsync()).Coverage.ShouldBe(new Coverage(CoverageState.Unavailable, asOf, "iam:GetRole in account 111122223333: AWS failed (no code); ask again"));
    }

    [Fact]
    public async Task A_role_is_read_with_its_path_its_trust_and_all_its_policies()
    {
        aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01", """{"Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""", "/house/", description: "Tends")
            .Inline("gardener", "hose", """{"Statement":[{"Effect":"Allow","Action":"ssm:*","Resource":"*"}]}""")
            .Attach("gardener", "shelf", Reads).Attach("gardener", "ReadOnlyOfAws", Reads, "aws");
        var answer = await AskAsync();

        var role = answer.Value.ShouldNotBeNull(answer.Coverage.Reason);
        (role.Path, role.Arn, role.RoleId, role.Description).ShouldBe(("/house/", "arn:aws:iam::111122223333:role/house/gardener", "AROAGARDENEREXAMPLE01", "Tends"));
        role.CreatedAt.ShouldBe(new DateTimeOffset(2024, 1, 9, 10, 0, 0, TimeSpan.Zero));
        PermissionWords.Trusted(role.Trust).ShouldBe(["the service ec2.amazonaws.com"]);
        role.Policies.Select(static policy => (policy.Name, policy.Origin)).ShouldBe([("shelf", PolicyOrigin.Attached), ("ReadOnlyOfAws", PolicyOrigin.AwsManaged), ("hose", PolicyOrigin.Inline)]);
        role.IsComplete.ShouldBeTrue();
        answer.Coverage.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_name_of_an_ARN_with_a_path_is_asked_for()
    {
        aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01", path: "/house/");
        (await AskAsync(EntityArn.Read("arn:aws:iam::111122223333:role/house/gardener"))).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_page_of_policies_is_read()
    {
        var iam = aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01");
        foreach (var number in Enumerable.Range(0, 130)) iam.Inline("gardener", $"hose-{number}", Reads);

        (await AskAsync()).Value!.Policies.Count.ShouldBe(130);
        aws.Calls.Count(static call => call.Operation == "ListRolePolicies").ShouldBe(2);
    }

    [Fact]
    public async Task A_policy_of_AWS_is_read_once_an_hour_and_one_s_own_each_time()
    {
        aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01").Attach("gardener", "OfAws", Reads, "aws").Attach("gardener", "own", Reads);
        using var clients = Clients(AwsAccount.Own("us-east-1"));
        var roles = new IamRoles(clients, time);

        await roles.RoleAsync(gardener, asOf, default);
        await roles.RoleAsync(gardener, asOf, default);
        aws.Calls.Count(static call => call.Operation == "GetPolicyVersion").ShouldBe(3);
        time.Advance(TimeSpan.FromMinutes(61));
        await roles.RoleAsync(gardener, asOf, default);
        aws.Calls.Count(static call => call.Operation == "GetPolicyVersion").ShouldBe(5);
    }

    [Fact]
    public async Task A_denied_action_is_named_and_costs_its_policy_only()
    {
        aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01").Inline("gardener", "hose", Reads).Attach("gardener", "shelf", Reads);
        aws.Deny("iam:GetPolicy");
        var answer = await AskAsync();

        answer.Coverage.State.ShouldBe(CoverageState.Answered);
        answer.Coverage.Notes!.ShouldHaveSingleItem().ShouldBe("shelf: iam:GetPolicy in account 111122223333: not allowed; allow iam:GetPolicy in the policy of the role used there");
        answer.Value!.IsComplete.ShouldBeFalse();
        answer.Value.Policies.Single(static policy => policy.Name == "hose").Document.Statements.ShouldHaveSingleItem();

        aws.Deny("iam:ListRolePolicies");
        (await AskAsync()).Coverage.Notes!.ShouldContain(static note => note.StartsWith("inline policies: iam:ListRolePolicies"));
        aws.Deny("iam:GetRole");
        var refused = await AskAsync();
        refused.Coverage.State.ShouldBe(CoverageState.Refused);
        refused.Coverage.Reason!.ShouldContain("allow iam:GetRole");
    }

    [Fact]
    public async Task A_role_that_is_gone_is_an_answer()
    {
        var answer = await AskAsync();
        (answer.Coverage.State, answer.Coverage.Reason).ShouldBe((CoverageState.Empty, "IAM of account 111122223333 has no role of that name; it may have been deleted"));
    }

    [Fact]
    public async Task A_throttled_account_is_unavailable_and_one_throttled_midway_is_not_asked_on()
    {
        aws.Iam().Role("gardener", "AROAGARDENEREXAMPLE01").Attach("gardener", "one", Reads).Attach("gardener", "two", Reads);
        aws.Next("iam", "GetPolicy").Throttle(AwsTroublePlan.Always);
        var answer = await AskAsync(retries: 0);
        answer.Coverage.Notes!.Count.ShouldBe(3);
        answer.Coverage.Notes![0].ShouldStartWith("one: iam:GetPolicy in account 111122223333: throttled");
        answer.Coverage.Notes![1].ShouldStartWith("two: not asked, because");
        answer.Coverage.Notes![2].ShouldStartWith("inline policies: not asked, because");
        aws.Calls.Count(static call => call.Operation == "GetPolicy").ShouldBe(1);

        aws.Next("iam", "GetRole").Throttle(AwsTroublePlan.Always);
        (await AskAsync(retries: 0)).Coverage.State.ShouldBe(CoverageState.Unavailable);
    }

    [Fact]
    public async Task An_account_without_a_way_in_is_not_asked_and_says_what_to_set()
    {
        var answer = await AskAsync(gardener with { Account = Member });
        answer.Coverage.State.ShouldBe(CoverageState.NotAsked);
        answer.Coverage.Reason!.ShouldContain("no way into account 444455556666; name the account and a role there: Aws:Accounts:<n>:Id and Aws:Accounts:<n>:RoleArn");
        aws.Calls.ShouldAllBe(static call => call.Service == "sts");
    }

    [Fact]
    public async Task A_member_account_is_entered_with_its_external_id()
    {
        aws.Role($"arn:aws:iam::{Member}:role/chatops", "c0ffee");
        aws.Iam(Member).Role("gardener", "AROAMEMBEREXAMPLE0001").User("bo", "AIDABOEXAMPLE00000001", "/staff/");
        using var clients = Clients(new AwsAccount(Member, [], $"arn:aws:iam::{Member}:role/chatops", "c0ffee"));

        (await new IamRoles(clients, time).RoleAsync(gardener with { Account = Member }, asOf, default)).Value!.RoleId.ShouldBe("AROAMEMBEREXAMPLE0001");
        var bo = (await new IamPrincipals(clients).IdentifyAsync(new EntityRef(EntityKind.User, "bo", Member), asOf, default)).Value;
        bo.ShouldBe(new PrincipalIdentity("AIDABOEXAMPLE00000001", $"arn:aws:iam::{Member}:user/staff/bo"));
        aws.Calls.Where(static call => call.Service == "iam").ShouldAllBe(static call => call.Account == Member);
    }

    [Fact]
    public async Task A_way_in_that_is_closed_says_so()
    {
        aws.Role($"arn:aws:iam::{Member}:role/chatops", "c0ffee");
        using var clients = Clients(new AwsAccount(Member, [], $"arn:aws:iam::{Member}:role/chatops", "wrong"));

        var answer = await new IamRoles(clients, time).RoleAsync(gardener with { Account = Member }, asOf, default);
        answer.Coverage.State.ShouldBe(CoverageState.Refused);
        answer.Coverage.Reason!.ShouldContain("trust policy");
    }

    [Theory]
    [InlineData("AROAGARDENEREXAMPLE01", "known by its id only")]
    [InlineData(":root", "root user")]
    [InlineData("../../etc", "none that IAM allows")]
    [InlineData("gärtner", "none that IAM allows")]
    public async Task What_is_no_name_is_not_asked_for(string name, string why)
    {
        (await AskAsync(gardener with { Id = name })).Coverage.Reason!.ShouldContain(why);
        aws.Calls.ShouldBeEmpty();
    }

    private async Task<EvidenceAnswer<RoleProfile>> AskAsync(EntityRef? role = null, int retries = 2)
    {
        using var clients = Clients(retries, AwsAccount.Own("us-east-1"));
        return await new IamRoles(clients, time).RoleAsync(role ?? gardener, asOf, default);
    }

    private AwsClients Clients(params AwsAccount[] accounts) => Clients(2, accounts);

    private AwsClients Clients(int retries, params AwsAccount[] accounts) => AwsHere.Clients(aws, retries, accounts);
}
