using ChatOps.Investigation.Evidence.Aws;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Aws;

/// <summary>Which accounts and regions are asked, read from configuration.</summary>
public sealed class AwsOptionsTests
{
    [Fact]
    public void Nothing_configured_is_nothing_asked()
    {
        var options = Of();
        options.Errors.ShouldBeEmpty();
        options.Settings.Accounts.ShouldBeEmpty();
        options.Settings.Region.ShouldBeNull();
    }

    [Fact]
    public void A_region_alone_means_the_program_s_own_account() => PlacesOf(("Aws:Region", "eu-west-1")).ShouldBe(["the program's own account eu-west-1"]);

    [Fact]
    public void A_queue_tells_its_region() =>
        PlacesOf(("Alerts:Sqs:QueueUrl", "https://sqs.ap-south-1.amazonaws.com/111122223333/guardduty-findings")).ShouldBe(["the program's own account ap-south-1"]);

    [Fact]
    public void Accounts_with_regions_are_the_places_in_the_order_given() => PlacesOf(
        ("Aws:Region", "us-east-1"),
        ("Aws:Accounts:0:Id", "111122223333"), ("Aws:Accounts:0:Regions", "us-east-1, eu-west-1"),
        ("Aws:Accounts:1:Id", "444455556666"), ("Aws:Accounts:1:Regions:0", "us-gov-west-1"), ("Aws:Accounts:1:Regions:1", "us-gov-west-1"))
        .ShouldBe(["111122223333 us-east-1", "111122223333 eu-west-1", "444455556666 us-gov-west-1"]);

    [Fact]
    public void Accounts_that_are_only_named_leave_the_program_s_own_to_be_asked() =>
        PlacesOf(("Aws:Region", "us-east-1"), ("Aws:Accounts:0:Id", "111122223333"), ("Aws:Accounts:0:Alias", "payments-prod")).ShouldBe(["the program's own account us-east-1"]);

    [Theory]
    [InlineData("https://sqs.us-east-1.amazonaws.com/111122223333/q", "us-east-1")]
    [InlineData("https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q", "cn-north-1")]
    [InlineData("https://sqs.us-gov-east-1.amazonaws.com/111122223333/q", "us-gov-east-1")]
    [InlineData("https://us-west-2.queue.amazonaws.com/111122223333/q", "us-west-2")]
    [InlineData("https://sqs.eu-west-1.api.aws/111122223333/q", "eu-west-1")]
    [InlineData("http://127.0.0.1:9324/111122223333/q", null)]
    [InlineData("https://sqs.us-east-1.amazonaws.com.evil.example/q", null)]
    [InlineData(null, null)]
    public void The_region_of_a_queue_is_in_its_host(string? url, string? region) => AwsOptions.RegionOfQueue(url).ShouldBe(region);

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_its_repair()
    {
        var errors = Of(
            ("Aws:Region", "Virginia"),
            ("Aws:Accounts:0:Id", "1111-2222-3333"),
            ("Aws:Accounts:0:Regions", "us-east-1,everywhere"),
            ("Aws:Accounts:0:RoleArn", "chatops"),
            ("Aws:S3:ServiceUrl", "ftp://files"),
            ("Aws:AccessPortalUrl", "http://portal"),
            ("Aws:AccessPortalAccount", "me")).Errors;

        errors.Count.ShouldBe(8);
        foreach (var (name, repair) in new[]
                 {
                     ("Aws:Region", "us-east-1"), ("Aws:Accounts:0:Id", "twelve digits"), ("Aws:Accounts:0:Regions", "everywhere"), ("Aws:Accounts:0:RoleArn", "arn:aws:iam"),
                     ("Aws:S3:ServiceUrl", "http or https"), ("Aws:AccessPortalUrl is 'http", "https://"), ("Aws:AccessPortalRole is not", "permission set"), ("Aws:AccessPortalAccount", "twelve digits"),
                 })
            errors.ShouldContain(error => error.Contains(name, StringComparison.Ordinal) && error.Contains(repair, StringComparison.Ordinal), name);
    }

    [Fact]
    public void Services_can_be_reached_elsewhere() =>
        Of(("Aws:GuardDuty:ServiceUrl", "http://127.0.0.1:4566")).Settings.ServiceUrls[AwsApi.GuardDuty].AbsoluteUri.ShouldBe("http://127.0.0.1:4566/");

    private static List<string> PlacesOf(params (string Name, string Value)[] options)
    {
        var read = Of(options);
        read.Errors.ShouldBeEmpty();
        using var clients = new AwsClients(read.Settings);
        return [.. clients.Places.Select(static place => place.ToString())];
    }

    private static AwsOptions Of(params (string Name, string Value)[] options) =>
        AwsOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(options.Select(static option => KeyValuePair.Create(option.Name, (string?)option.Value))).Build());
}
