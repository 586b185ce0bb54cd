namespace ChatOps.Investigation.Entities;

public sealed class PrincipalArnTests
{
    private const string Account = "111122223333";

    [Theory]
    [InlineData(EntityKind.Role, "lab", "us-east-1", "arn:aws:iam::111122223333:role/lab")]
    [InlineData(EntityKind.User, "ana@corp", "us-gov-west-1", "arn:aws-us-gov:iam::111122223333:user/ana@corp")]
    public void Without_being_told_it_is_made_of_account_and_name(EntityKind kind, string name, string region, string arn) =>
        PrincipalArn.Of(new EntityRef(kind, name), Account, region, []).ShouldBe(new PrincipalArn(arn, true, null));

    [Fact]
    public void A_told_ARN_with_its_path_goes_before_and_those_of_others_are_passed_over() => PrincipalArn.Of(
        new EntityRef(EntityKind.Role, "lab", Account),
        null,
        "us-east-1",
        ["nonsense", "arn:aws:iam::111122223333:user/lab", "arn:aws:iam::444455556666:role/a/lab", "arn:aws:sts::111122223333:assumed-role/lab/i-1", "arn:aws:iam::111122223333:role/a/b/lab"])
        .ShouldBe(new PrincipalArn("arn:aws:iam::111122223333:role/a/b/lab", false, null));

    [Theory]
    [InlineData(EntityKind.User, EntityRef.RootUser, "root user")]
    [InlineData(EntityKind.Account, Account, "AWS account")]
    [InlineData(EntityKind.RoleSession, "AROA1EX:s", "Role session")]
    [InlineData(EntityKind.FederatedUser, "corp:ana", "Federated user")]
    [InlineData(EntityKind.Ec2Instance, "i-0123456789abcdef0", "EC2 instance")]
    [InlineData(EntityKind.Role, "AROAQ7LABDAYEXAMPLE01", "unique id only")]
    [InlineData(EntityKind.Role, "x/../y <!channel>", "no name of a role")]
    public void What_Detective_does_not_investigate_is_said(EntityKind kind, string id, string why)
    {
        var arn = PrincipalArn.Of(new EntityRef(kind, id), Account, "us-east-1", []);
        arn.Arn.ShouldBeNull();
        arn.WhyNot.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public void Without_an_account_nothing_is_made_up() =>
        PrincipalArn.Of(new EntityRef(EntityKind.Role, "lab"), null, "us-east-1", []).WhyNot.ShouldNotBeNull().ShouldContain("account of this role is not known");
}
