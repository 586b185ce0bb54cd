namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackResponseUrlTests
{
    [Theory]
    [InlineData("https://hooks.slack.com/commands/T1/2/3", true)]
    [InlineData("https://HOOKS.slack.com/x", true)]
    [InlineData("https://hooks.slack-gov.com/x", true)]
    [InlineData("https://slack.com/x", false)]
    [InlineData("https://hooks.slack.com.evil.example/x", false)]
    [InlineData("https://evilslack.com/x", false)]
    [InlineData("https://hooks.slack.com@evil.example/x", false)]
    [InlineData("https://user@hooks.slack.com/x", false)]
    [InlineData("http://hooks.slack.com/x", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://127.0.0.1:9/x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_hosts_of_Slack_are_called(string? url, bool allowed) =>
        (SlackResponseUrl.Allowed(url, ["hooks.slack.com", ".slack.com", ".slack-gov.com"]) is not null).ShouldBe(allowed);

    [Theory]
    [InlineData("http://127.0.0.1:4711/x", true)]
    [InlineData("http://127.0.0.2:4711/x", false)]
    [InlineData("https://hooks.slack.com/x", false)]
    public void A_listed_host_on_this_machine_needs_no_encryption(string url, bool allowed) =>
        (SlackResponseUrl.Allowed(url, ["127.0.0.1"]) is not null).ShouldBe(allowed);
}
