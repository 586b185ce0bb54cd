namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackWordsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c")]
    [InlineData("<@U1> and <@U2> and <@U3|cleo>", "@Ana and @U2 and @cleo")]
    [InlineData("<#C1|security> <#C2>", "#security #C2")]
    [InlineData("<!here> <!subteam^S1|@oncall> <!subteam^S2> <!date^1^{date}|1 Jan>", "@here @oncall @subteam 1 Jan")]
    [InlineData("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2")]
    [InlineData("<http://example.com|example.com>", "example.com")]
    [InlineData("<https://evil.example|https://console.aws.amazon.com>", "https://console.aws.amazon.com (https://evil.example)")]
    [InlineData("<mailto:a@example.com|a@example.com>", "a@example.com")]
    [InlineData("2 < 3 > 1", "2 < 3 > 1")]
    [InlineData("<> <|x> <|> <@> <@|>", "<> <|x> <|> <@> @")]
    [InlineData("a\0b", "ab")]
    [InlineData("  spaces  ", "spaces")]
    public void Slack_s_form_becomes_what_a_person_reads(string text, string read) =>
        SlackWords.Read(text, new Dictionary<string, string> { ["U1"] = "Ana" }).ShouldBe(read);

    [Theory]
    [InlineData("<!channel> & <@U1>", "&lt;!channel&gt; &amp; &lt;@U1&gt;")]
    [InlineData("a\0b", "ab")]
    public void What_we_say_of_others_is_no_mention(string text, string escaped) => SlackWords.Escape(text).ShouldBe(escaped);

    [Theory]
    [InlineData("<@U0BOT> flow", "flow")]
    [InlineData("  <@U0BOT|chatops>: flow", "flow")]
    [InlineData("<@U0BOT>", "")]
    [InlineData("please <@U0BOT> flow", null)]
    [InlineData("<@U0BOTTLE> flow", null)]
    [InlineData("flow", null)]
    public void A_mention_counts_at_the_beginning(string text, string? asked) => SlackWords.AfterMention(text, "U0BOT").ShouldBe(asked);

    [Theory]
    [InlineData("", "/help")]
    [InlineData("help", "/help")]
    [InlineData("ip 198.51.100.23", "/investigate ip 198.51.100.23")]
    [InlineData("flow instance i-1 last 6h", "/flow instance i-1 last 6h")]
    [InlineData("investigate ip 198.51.100.23", "/investigate ip 198.51.100.23")]
    [InlineData("Recon:EC2/Portscan", "/investigate Recon:EC2/Portscan")]
    public void One_command_takes_every_question(string typed, string command) => ChatCommandLine.Of(typed).ShouldBe(command);

    [Theory]
    [InlineData("1722513600.000100", "2024-08-01T12:00:00.000100Z")]
    [InlineData("1722513600", "2024-08-01T12:00:00Z")]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("-1.5", null)]
    [InlineData("99999999999999999999.1", null)]
    [InlineData("1.1234567", null)]
    public void A_ts_is_a_time(string ts, string? at) => SlackTs.At(ts).ShouldBe(at is null ? null : DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
}
