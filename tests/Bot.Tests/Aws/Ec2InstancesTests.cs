using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Aws;
using ChatOps.Investigation.Evidence.Ec2;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Aws;

/// <summary>Instances as EC2 tells them, against an AWS that checks every signature.</summary>
public sealed class Ec2InstancesTests : IAsyncLifetime
{
    private const string Member = "444455556666";
    private const string Id = "i-0123456789abcdef0";
    private static readonly DateTimeOffset asOf = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private AwsDouble aws = null!;

    public async Task InitializeAsync() => aws = await AwsDouble.StartAsync();

    public async Task DisposeAsync()
    {
        aws.Unexpected.ShouldBeEmpty();
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task An_instance_is_told_with_its_networks_its_profile_and_its_tags()
    {
        aws.Ec2().Put(new AwsInstance(Id) { PublicIp = "198.51.100.9", PrivateIp = "10.0.0.9", ProfileArn = "arn:aws:iam::111122223333:instance-profile/lab", Tags = new Dictionary<string, string> { ["team"] = "garden" } });

        var instance = (await AskAsync()).Value.ShouldNotBeNull();
        (instance.State, instance.InstanceType, instance.ProfileArn).ShouldBe(("running", "t3.medium", "arn:aws:iam::111122223333:instance-profile/lab"));
        instance.LaunchedAt.ShouldBe(new DateTimeOffset(2024, 7, 9, 14, 5, 37, TimeSpan.Zero));
        instance.Tags.ShouldBe([KeyValuePair.Create("team", "garden")]);
        var card = instance.Interfaces.ShouldHaveSingleItem();
        (card.PublicAddress, card.VpcId, card.SubnetId).ShouldBe(("198.51.100.9", "vpc-0d0ub1e0000000001", "subnet-0d0ub1e000000001"));
        card.PrivateAddresses.ShouldBe(["10.0.0.9"]);
        card.SecurityGroups.ShouldBe([KeyValuePair.Create("sg-0d0ub1e0000000001", "general")]);
        instance.IsPoor.ShouldBeFalse();
    }

    [Fact]
    public async Task An_instance_that_EC2_forgot_is_an_answer()
    {
        var answer = await AskAsync();
        answer.Coverage.State.ShouldBe(CoverageState.Empty);
        answer.Coverage.Reason!.ShouldContain("it forgets terminated ones within about an hour");
    }

    [Fact]
    public async Task A_refusal_names_the_action_and_an_account_without_a_way_in_what_to_set()
    {
        aws.Deny("ec2:DescribeInstances");
        var refused = await AskAsync();
        (refused.Coverage.State, refused.Coverage.Reason).ShouldBe((CoverageState.Refused, "ec2:DescribeInstances in 111122223333 us-east-1: not allowed; allow ec2:DescribeInstances in the policy of the role used there"));

        (await AskAsync(Member)).Coverage.Reason!.ShouldContain("Aws:Accounts:<n>:RoleArn");
    }

    [Theory]
    [InlineData("i-xyz", "us-east-1")]
    [InlineData("i-0123456789abcdef0", "us-east-1.evil.example/")]
    public async Task What_is_no_id_or_no_region_is_not_asked_for(string id, string region)
    {
        using var clients = AwsHere.Clients(aws, 0, AwsAccount.Own("us-east-1"));
        (await new Ec2Instances(clients).InstanceAsync(id, AwsDouble.Account, region, asOf, default)).Coverage.State.ShouldBe(CoverageState.NotAsked);
        aws.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_account_and_region_every_place_is_asked_and_one_that_refuses_does_not_hide_the_answer()
    {
        aws.Role($"arn:aws:iam::{Member}:role/chatops");
        aws.Ec2(Member, "eu-west-1").Put(new AwsInstance(Id));
        aws.Deny("ec2:DescribeInstances", AwsDouble.Account);
        using var clients = AwsHere.Clients(aws, 0, AwsAccount.Own("us-east-1"), new AwsAccount(Member, ["us-east-1", "eu-west-1"], $"arn:aws:iam::{Member}:role/chatops"));
        var instances = new Ec2Instances(clients);

        (await instances.InstanceAsync(Id, null, null, asOf, default)).Value.ShouldNotBeNull();
        (await instances.InstanceAsync("i-00000000000000000", null, null, asOf, default)).Coverage.State.ShouldBe(CoverageState.Refused, "nobody can say it is not where nobody may look");
    }

    private async Task<EvidenceAnswer<InstanceResource>> AskAsync(string account = AwsDouble.Account)
    {
        using var clients = AwsHere.Clients(aws, 0, AwsAccount.Own("us-east-1"));
        return await new Ec2Instances(clients).InstanceAsync(Id, account, "us-east-1", asOf, default);
    }
}
