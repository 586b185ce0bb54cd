using ChatOps.Bot.Threads;
using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Alerts;

public sealed class AlertRoutesTests
{
    [Fact]
    public void Without_routes_everything_from_low_up_goes_to_security()
    {
        var routes = Options().Routes;
        routes.Of(SomeFinding.Item(SomeFinding.Json(1, severity: 1)).Finding).ShouldBe([ChannelRef.Web("security")]);
        routes.Of(SomeFinding.Item(SomeFinding.Json(1, severity: 0.5)).Finding).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MinSeverity", "5", true)]
    [InlineData("MinSeverity", "5.1", false)]
    [InlineData("Type", "Recon:*", true)]
    [InlineData("Type", "recon:ec2/*", true)]
    [InlineData("Type", "*!DNS", false)]
    [InlineData("Account", "111122223333", true)]
    [InlineData("Account", "444455556666", false)]
    [InlineData("Region", "us-east-1", true)]
    [InlineData("Region", "us-east-2", false)]
    [InlineData("Tag", "team=payments", true)]
    [InlineData("Tag", "team=other", false)]
    public void A_rule_fits_by_each_of_its_members(string member, string value, bool fits)
    {
        var finding = SomeFinding.Item(SomeFinding.Json(1)).Finding;
        finding = finding with { Resources = [new Investigation.Findings.InstanceResource("i-1") { Tags = [KeyValuePair.Create("team", "payments")] }] };
        Options(($"Routes:0:{member}", value), ("Routes:0:Channel", "slack:T1/C1")).Routes.Of(finding).Count.ShouldBe(fits ? 1 : 0);
    }

    [Fact]
    public void The_first_rule_that_fits_decides_by_number_not_by_text()
    {
        var routes = Options(("Routes:10:Channel", "late"), ("Routes:2:Channel", "early"), ("Routes:1:Type", "Trojan:*"), ("Routes:1:Channel", "none")).Routes;
        routes.Of(SomeFinding.Item(SomeFinding.Json(1)).Finding).ShouldBe([ChannelRef.Web("early")]);
        routes.Of(SomeFinding.Item(SomeFinding.Json(1, type: "Trojan:EC2/DropPoint")).Finding).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_may_name_several_channels() =>
        Options(("Routes:0:Channel", "security, slack:T1/C1, teams:team/general")).Routes.Of(SomeFinding.Item(SomeFinding.Json(1)).Finding)
            .ShouldBe([ChannelRef.Web("security"), new ChannelRef("slack", "T1", "C1"), new ChannelRef("teams", "team", "general")]);

    [Fact]
    public void Without_rules_findings_go_to_the_chat_s_default_channel() =>
        Options(("Slack:DefaultChannel", "C0SECURITY")).Routes.Of(SomeFinding.Item(SomeFinding.Json(1)).Finding).ShouldBe([new ChannelRef("slack", "", "C0SECURITY")]);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var errors = Options(
            ("Routes:0:MinSeverity", "high"), ("Routes:0:Account", "prod"), ("Routes:0:Tag", "team"), ("Routes:0:Channel", "web:a/b"), ("Routes:1:Chanel", "x"),
            ("Findings:Source", "kafka"), ("Findings:Replay", "fast"), ("Alerts:MaxBodyBytes", "1"), ("Storm:Window", "soon"), ("Storm:PerMinute", "0"), ("DetectiveLinks:ScopeUnit", "h")).Errors;
        errors.Count.ShouldBe(11);
        errors.ShouldContain(static error => error.StartsWith("Routes:0:MinSeverity is 'high'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null, FindingsSource.Sample)]
    [InlineData("Slack:BotToken", "x", FindingsSource.None)]
    [InlineData("Alerts:Sqs:QueueUrl", "https://example.invalid", FindingsSource.None)]
    [InlineData("Alerts:ApiKey", "k", FindingsSource.None)]
    [InlineData("Findings:Folder", "/findings", FindingsSource.Folder)]
    [InlineData("Findings:Source", "none", FindingsSource.None)]
    public void The_sample_day_is_the_source_while_nothing_else_is_configured(string? name, string? value, object source) =>
        (name is null ? Options() : Options((name, value!))).Source.ShouldBe((FindingsSource)source);

    [Theory]
    [InlineData("Findings:Source", "guardduty")]
    [InlineData("Alerts:Polling:Interval", "00:01:00")]
    public void Polling_GuardDuty_needs_a_place_to_ask(string name, string value)
    {
        Options((name, value)).Errors.ShouldHaveSingleItem().ShouldContain("Aws:Accounts:<n>:Regions");
        Options((name, value), ("Aws:Region", "eu-central-1")).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void GuardDuty_is_polled_every_five_minutes_where_it_is_the_source_and_else_only_when_asked_for()
    {
        Options(("Findings:Source", "guardduty"), ("Aws:Region", "eu-central-1")).PollingInterval.ShouldBe(TimeSpan.FromMinutes(5));
        Options(("Alerts:Sqs:QueueUrl", "https://sqs.eu-central-1.amazonaws.com/111122223333/findings")).PollingInterval.ShouldBeNull();
        Options(("Alerts:Sqs:QueueUrl", "https://sqs.eu-central-1.amazonaws.com/111122223333/findings"), ("Alerts:Polling:Interval", "00:10:00")).PollingInterval.ShouldBe(TimeSpan.FromMinutes(10));
        Options(("Alerts:Polling:Interval", "00:00:05"), ("Aws:Region", "eu-central-1")).Errors.ShouldHaveSingleItem().ShouldContain("00:00:10");
    }

    private static AlertsOptions Options(params (string Name, string Value)[] given) =>
        AlertsOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(given.Select(static pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build());
}
