using ChatOps.Bot.Alerts.Sns;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Alerts;

public sealed class AlertsOptionsTests
{
    [Theory]
    [InlineData("Alerts:ApiKey=key", false)]
    [InlineData("Aws:Region=us-east-1", false)]
    [InlineData("Aws:Accounts:0:Regions=us-east-1", false)]
    [InlineData("Aws:Accounts:0:Regions:0=us-east-1", false)]
    [InlineData("Alerts:Sqs:QueueUrl=https://sqs.us-east-1.amazonaws.com/111122223333/findings", false)]
    [InlineData("Alerts:Sns:TopicArns=arn:aws:sns:us-east-1:111122223333:findings", false)]
    [InlineData("Alerts:Sns:TopicArns:0=arn:aws:sns:us-east-1:111122223333:findings", false)]
    [InlineData("Alerts:Polling:Interval=00:05:00", false)]
    [InlineData("Aws:Accounts:0:Alias=payments", true)]
    [InlineData("Alerts:Sqs:QueueUrl=", true)]
    [InlineData("Aws:Region=", true)]
    public void The_sample_day_is_not_played_beside_findings_of_AWS(string option, bool isSample) =>
        AlertsOptions.Of(Configuration(option)).Source.ShouldBe(isSample ? FindingsSource.Sample : FindingsSource.None);

    [Fact]
    public void Certificates_come_from_the_hosts_of_the_topics_regions_unless_others_are_named()
    {
        const string Topics = "Alerts:Sns:TopicArns=arn:aws:sns:us-east-1:111122223333:a, arn:aws-cn:sns:cn-north-1:111122223333:b,arn:aws-us-gov:sns:us-gov-west-1:111122223333:c";
        var options = SnsOptions.Of(Configuration(Topics));
        options.Errors.ShouldBeEmpty();
        options.TopicArns.Count.ShouldBe(3);
        options.Hosts.Order().ShouldBe(["sns.cn-north-1.amazonaws.com.cn", "sns.us-east-1.amazonaws.com", "sns.us-gov-west-1.amazonaws.com"]);
        SnsOptions.Of(Configuration(Topics, "Alerts:Sns:CertificateHosts=SNS.example.com")).Hosts.ShouldBe(["sns.example.com"]);
    }

    [Theory]
    [InlineData("Alerts:Sns:TopicArns=findings")]
    [InlineData("Alerts:Sns:TopicArns=arn:aws:sns:us-east-1:111122223333:findings.fifo")]
    [InlineData("Alerts:Sns:TopicArns=arn:aws:sqs:us-east-1:111122223333:findings")]
    [InlineData("Alerts:Sns:TopicArns=arn:aws:sns:us-east-1/evil.example:111122223333:findings")]
    [InlineData("Alerts:Sns:CertificateHosts=https://sns.us-east-1.amazonaws.com")]
    [InlineData("Alerts:Sns:CertificateHosts=sns.us-east-1.amazonaws.com/x")]
    public void What_is_no_topic_or_no_host_is_named(string option) => SnsOptions.Of(Configuration(option)).Errors.ShouldHaveSingleItem().ShouldContain(option.Split('=')[1]);

    private static IConfiguration Configuration(params string[] options) =>
        new ConfigurationBuilder().AddInMemoryCollection(options.Select(static option => KeyValuePair.Create(option[..option.IndexOf('=', StringComparison.Ordinal)], (string?)option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..]))).Build();
}
