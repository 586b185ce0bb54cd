using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Permissions;

public sealed class UnusedPermissionsTests
{
    [Fact]
    public void The_workshop_s_role_can_be_narrowed_to_what_it_called()
    {
        var use = SomeRole.Used(
            SomeRole.With(SomeRole.Allow("ssm:* s3:ListAllMyBuckets")),
            ("ssm", "GetParameters", "-", 60), ("ssm", "DescribeParameters", "-", 60), ("s3", "ListBuckets", "-", 60),
            ("iam", "CreateUser", "AccessDenied", 60), ("iam", "GetUser", "AccessDenied", 60), ("dynamodb", "ListTables", "AccessDeniedException", 60));

        use.Enough.ShouldBe(["s3:ListAllMyBuckets", "ssm:DescribeParameters", "ssm:GetParameters"]);
        use.TriedInVain.Select(static one => one.Action).ShouldBe(["dynamodb:ListTables", "iam:CreateUser", "iam:GetUser"]);
        use.Grants.ShouldAllBe(static one => one.Verdict == GrantVerdict.Used);
        use.Grants.Single(static one => one.Grant.Pattern == "ssm:*").Used.Sum(static one => one.Count.Succeeded).ShouldBe(120);
        use.RefusedThoughGranted.ShouldBeEmpty();
        use.Unexplained.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_trail_cannot_show_is_not_called_unused()
    {
        var use = SomeRole.Used(SomeRole.With(SomeRole.Allow("s3:GetObject dynamodb:PutItem ec2:DescribeInstances s3:* iam:PassRole")), ("ec2", "DescribeVpcs", "-", 1));

        Verdict(use, "s3:GetObject").ShouldBe(GrantVerdict.CannotBeSeen);
        Verdict(use, "dynamodb:PutItem").ShouldBe(GrantVerdict.CannotBeSeen);
        Verdict(use, "iam:PassRole").ShouldBe(GrantVerdict.CannotBeSeen);
        Verdict(use, "ec2:DescribeInstances").ShouldBe(GrantVerdict.NotSeen);
        Verdict(use, "s3:*").ShouldBe(GrantVerdict.NotSeen);
        use.Grants.Single(static one => one.Grant.Pattern == "s3:*").Unseen.ShouldContain("s3:PutObject");
    }

    [Fact]
    public void Data_events_count_where_a_trail_records_them()
    {
        var use = SomeRole.Used(SomeRole.With(SomeRole.Allow("s3:GetObject")), ("s3", "HeadObject", "-", 3), ("s3", "GetObject", "-", 4));

        Verdict(use, "s3:GetObject").ShouldBe(GrantVerdict.Used);
        use.Grants[0].Used.ShouldHaveSingleItem().Count.Succeeded.ShouldBe(7);
    }

    [Fact]
    public void A_refusal_although_granted_and_a_success_without_a_grant_are_told()
    {
        var use = SomeRole.Used(
            SomeRole.With(SomeRole.Allow("ssm:*")),
            ("ssm", "GetParameter", "AccessDenied", 5), ("kms", "Decrypt", "-", 2), ("ec2", "RunInstances", "Client.UnauthorizedOperation", 9), ("ssm", "PutParameter", "ParameterAlreadyExists", 1));

        use.RefusedThoughGranted.ShouldHaveSingleItem().Action.ShouldBe("ssm:GetParameter");
        use.Unexplained.ShouldHaveSingleItem().Action.ShouldBe("kms:Decrypt");
        use.TriedInVain.ShouldHaveSingleItem().ShouldBe(new ActionUse("ec2:RunInstances", new CallCount(0, 9), 9));
        use.Enough.ShouldBe(["ssm:PutParameter"], "a call that failed for another reason needed its permission all the same");
    }

    [Fact]
    public void A_window_without_calls_says_so_and_calls_nothing_enough()
    {
        foreach (var figures in new[] { null, SomeRole.Figures(), new CallFigures([], []) })
        {
            var use = UnusedPermissions.Of(RoleGrants.Of(SomeRole.With(SomeRole.Allow("ssm:*"))), figures);
            use.HasCalls.ShouldBeFalse();
            use.Enough.ShouldBeEmpty();
        }
    }

    [Fact]
    public void What_had_no_room_in_the_table_is_counted()
    {
        var figures = SomeRole.Figures(("ssm", "GetParameter", "-", 1), ("only", "two", "-", 1));
        var cut = figures with { Tables = [figures.Tables[0] with { RowCount = 9, Rows = [.. figures.Tables[0].Rows, new CallRow(["short"], new CallCount(1, 0), default, null, null)] }] };

        UnusedPermissions.Of(RoleGrants.Of(SomeRole.With(SomeRole.Allow("ssm:*"))), cut).CallsLeftOut.ShouldBe(6);
    }

    private static GrantVerdict Verdict(PermissionUse use, string pattern) => use.Grants.Single(one => one.Grant.Pattern == pattern).Verdict;
}
