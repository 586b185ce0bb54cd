namespace ChatOps.Investigation.Permissions;

public sealed class ActionPatternTests
{
    [Theory]
    [InlineData("ssm:GetParameters", "ssm:GetParameters", true)]
    [InlineData("SSM:getparameters", "ssm:GetParameters", true)]
    [InlineData("ssm:*", "ssm:GetParameters", true)]
    [InlineData("ssm:*", "ssmmessages:OpenDataChannel", false)]
    [InlineData("*", "iam:CreateUser", true)]
    [InlineData("*:*", "iam:CreateUser", true)]
    [InlineData("s3:Get*", "s3:GetObject", true)]
    [InlineData("s3:Get*", "s3:ListBucket", false)]
    [InlineData("s3:*Object", "s3:GetObject", true)]
    [InlineData("s3:*Object", "s3:GetObjectAcl", false)]
    [InlineData("s3:*Object*", "s3:GetObjectAcl", true)]
    [InlineData("ec2:Describe?nstances", "ec2:DescribeInstances", true)]
    [InlineData("ec2:Describe?nstances", "ec2:DescribeInnstances", false)]
    [InlineData("iam:*User*Key*", "iam:CreateUserAccessKeys", true)]
    [InlineData("s3:Get", "s3:GetObject", false)]
    [InlineData("", "s3:GetObject", false)]
    public void A_pattern_covers_what_IAM_would_say_it_covers(string pattern, string action, bool covers) => ActionPattern.Matches(pattern, action).ShouldBe(covers);

    [Fact]
    public void A_pattern_of_many_stars_is_decided_in_steps_one_can_count() =>
        ActionPattern.Matches(string.Concat(Enumerable.Repeat("*a", 250)) + "!", new string('a', 5000)).ShouldBeFalse();

    [Theory]
    [InlineData("*", true, "*")]
    [InlineData("*:*", true, "*")]
    [InlineData("**", true, "*")]
    [InlineData("ssm:*", false, "ssm")]
    [InlineData("SSM:Get*", false, "ssm")]
    [InlineData("", false, "*")]
    public void What_covers_everything_is_told_apart(string pattern, bool isEverything, string service)
    {
        ActionPattern.IsEverything(pattern).ShouldBe(isEverything);
        ActionPattern.ServiceOf(pattern).ShouldBe(service);
    }
}
