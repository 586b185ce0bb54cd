namespace ChatOps.Investigation.Permissions;

public sealed class RoleGrantsTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("*:*")]
    public void An_administrator_is_told_first_and_loudest(string action) =>
        PermissionWords.Loudest(RoleGrants.Of(SomeRole.With(SomeRole.Allow("ssm:*"), SomeRole.Allow(action)))).ShouldBe("May do everything in the account (*:*, on every resource, without condition).");

    [Fact]
    public void Everything_under_a_condition_is_nearly_as_loud() =>
        PermissionWords.Loudest(RoleGrants.Of(SomeRole.With(SomeRole.Allow("*", "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"))))
            .ShouldBe("May call everything (*:*), on every resource, under 1 condition.");

    /// <summary>One says everywhere, the other without condition; neither says both.</summary>
    [Fact]
    public void Two_statements_together_say_no_more_than_each()
    {
        const string Everywhere = "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}";
        const string Somewhere = "\"Resource\":\"arn:aws:s3:::shelf/*\"";
        var grants = RoleGrants.Of(SomeRole.With(SomeRole.Allow("*", Everywhere), SomeRole.Allow("*", Somewhere)));
        grants.IsAdministrator.ShouldBeFalse();
        grants.Allowed.Select(static grant => (grant.IsOnEverything, grant.Conditions)).ShouldBe([(true, 1), (false, 0)]);

        var forbidden = RoleGrants.Of(SomeRole.With(SomeRole.Allow("s3:*"), SomeRole.Deny("s3:GetObject", Everywhere), SomeRole.Deny("s3:GetObject", Somewhere)));
        forbidden.StateOf("s3:GetObject").ShouldBe(GrantState.Granted);
        RoleGrants.Of(SomeRole.With(SomeRole.Allow("s3:*", Somewhere), SomeRole.Allow("s3:*"))).Allowed.ShouldHaveSingleItem().IsOnEverything.ShouldBeTrue();
    }

    [Fact]
    public void Everything_but_a_few_is_loud_too()
    {
        var grants = RoleGrants.Of(SomeRole.With("""{"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*"}"""));

        PermissionWords.Loudest(grants).ShouldBe("May do everything but iam:*, organizations:*, on every resource.");
        grants.StateOf("s3:GetObject").ShouldBe(GrantState.Granted);
        grants.StateOf("iam:CreateUser").ShouldBe(GrantState.NotGranted);
    }

    [Fact]
    public void Services_are_told_each_in_a_line_with_what_limits_them()
    {
        var grants = RoleGrants.Of(SomeRole.With(
            SomeRole.Allow("ssm:* s3:ListAllMyBuckets"),
            SomeRole.Allow("s3:GetObject s3:PutObject", "\"Resource\":\"arn:aws:s3:::shelf/*\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"a\",\"aws:SourceVpc\":\"b\"}}")));

        PermissionWords.Loudest(grants).ShouldBeNull();
        PermissionWords.Services(grants).ShouldBe(
        [
            "s3: GetObject, PutObject, on some resources, under 2 conditions; ListAllMyBuckets, on every resource",
            "ssm: every action (ssm:*), on every resource",
        ]);
    }

    [Fact]
    public void A_denial_without_condition_on_everything_counts_and_others_are_told()
    {
        var grants = RoleGrants.Of(SomeRole.With(SomeRole.Allow("s3:*"), SomeRole.Deny("s3:Delete*"), SomeRole.Deny("s3:PutObject", "\"Resource\":\"arn:aws:s3:::vault/*\"")));

        grants.StateOf("s3:DeleteObject").ShouldBe(GrantState.Forbidden);
        grants.StateOf("s3:PutObject").ShouldBe(GrantState.Granted);
        PermissionWords.Denials(grants).ShouldBe(["s3:Delete*, on every resource", "s3:PutObject, on some resources"]);
    }

    [Fact]
    public void A_boundary_limits_what_policies_grant()
    {
        var role = SomeRole.With(SomeRole.Allow("*")) with { Boundary = new RolePolicy("fence", PolicyOrigin.Attached, PolicyReader.Read("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"""), "arn:aws:iam::111122223333:policy/fence") };
        var grants = RoleGrants.Of(role);

        grants.IsAdministrator.ShouldBeFalse();
        grants.StateOf("s3:ListBucket").ShouldBe(GrantState.Granted);
        grants.StateOf("iam:CreateUser").ShouldBe(GrantState.Forbidden);
    }

    [Fact]
    public void Not_granted_is_said_only_where_all_could_be_read()
    {
        var role = SomeRole.With(SomeRole.Allow("ssm:*"));
        RoleGrants.Of(role).StateOf("iam:GetUser").ShouldBe(GrantState.NotGranted);

        var half = role with { Policies = [.. role.Policies, new RolePolicy("hidden", PolicyOrigin.Attached, PolicyDocument.Unread("not allowed"))] };
        RoleGrants.Of(half).StateOf("iam:GetUser").ShouldBe(GrantState.Unknown);
        RoleGrants.Of(half).StateOf("ssm:GetParameter").ShouldBe(GrantState.Granted);
    }

    [Fact]
    public void The_same_pattern_of_two_policies_is_one_grant_with_both_names()
    {
        var role = SomeRole.With(SomeRole.Allow("ssm:*", "\"Resource\":\"arn:aws:ssm:::x\""));
        var grant = RoleGrants.Of(role with { Policies = [.. role.Policies, new RolePolicy("house", PolicyOrigin.Attached, PolicyReader.Read("""{"Statement":{"Effect":"Allow","Action":"SSM:*","Resource":"*"}}"""))] }).Allowed.ShouldHaveSingleItem();

        grant.Policies.ShouldBe(["garden", "house"]);
        grant.IsOnEverything.ShouldBeTrue();
    }
}
