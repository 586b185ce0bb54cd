using Microsoft.Extensions.Configuration;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>What is told to somebody who sets Slack up for the first time.</summary>
public sealed class SlackOptionsTests
{
    private const string Secret = "0123456789abcdef0123";

    [Theory]
    [InlineData("Slack:BotToken", "xapp-1", "begins with xoxb-")]
    [InlineData("Slack:SigningSecret", "", "Slack:SigningSecret is empty")]
    [InlineData("Slack:SigningSecret", "short", "fewer than 16 characters")]
    [InlineData("Slack:Mode", "soket", "use http or socket")]
    [InlineData("Slack:Mode", "socket", "begins with xapp-")]
    [InlineData("Slack:DefaultChannel", "#security", "channel's id (C…)")]
    [InlineData("Slack:Command", "investigate", "use a slash")]
    [InlineData("Slack:ApiBaseUrl", "http://slack.com/api", "use an https address")]
    [InlineData("Routes:0:Channel", "web:security, slack:security", "Routes:0:Channel names the channel 'security'")]
    [InlineData("Routes:0:Channel", "slack:T1/general", "slack:C0123456789")]
    public void Each_mistake_is_one_sentence_that_says_what_to_do(string option, string value, string words) =>
        Of(("Slack:BotToken", "xoxb-1"), ("Slack:SigningSecret", Secret), (option, value)).Errors.ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("socket")]
    [InlineData("Socket")]
    public void Socket_Mode_needs_no_signing_secret(string mode)
    {
        var options = Of(("Slack:Mode", mode), ("Slack:BotToken", "xoxb-1"), ("Slack:AppToken", "xapp-1"));
        options.Errors.ShouldBeEmpty();
        options.IsSocket.ShouldBeTrue();
    }

    [Fact]
    public void A_route_to_Slack_without_Slack_is_a_mistake() => Of(("Routes:0:Channel", "slack:C0123456789")).Errors.ShouldHaveSingleItem().ShouldContain("Slack:BotToken is missing");

    [Theory]
    [InlineData("Slack:DefaultChannel", "C0123456789", true)]
    [InlineData("Routes:0:Channel", "security,slack:C0123456789", true)]
    [InlineData("Routes:0:Channel", "security", false)]
    [InlineData("Slack:Command", "/investigate", false)]
    public void It_is_known_whether_findings_come(string option, string value, bool come) =>
        Of(("Slack:BotToken", "xoxb-1"), ("Slack:SigningSecret", Secret), (option, value)).IsToldFindings.ShouldBe(come);

    private static SlackOptions Of(params (string Name, string Value)[] settings) =>
        SlackOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(static each => each.Name).Select(static each => KeyValuePair.Create(each.Key, (string?)each.Last().Value))).Build());
}
