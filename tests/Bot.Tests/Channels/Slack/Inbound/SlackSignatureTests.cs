using System.Text;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackSignatureTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Other = "0123456789abcdef0123456789abcdef";
    private const string Timestamp = "1531420618";
    private const string Genuine = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private static readonly DateTimeOffset SignedAt = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    [Fact]
    public void The_example_of_Slack_s_own_page_is_genuine() => IsGenuine().ShouldBeTrue();

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(172_800, false)]
    public void Five_minutes_either_way_are_the_limit(int seconds, bool genuine) => IsGenuine(now: SignedAt.AddSeconds(seconds)).ShouldBe(genuine);

    [Theory]
    [InlineData(Secret, Other)]
    [InlineData(Other, Secret)]
    public void The_secret_before_counts_while_it_is_rotated(params string[] secrets) => IsGenuine(secrets).ShouldBeTrue();

    [Fact]
    public void Another_secret_and_no_secret_refuse()
    {
        IsGenuine([Other]).ShouldBeFalse();
        IsGenuine([]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("+1531420618")]
    [InlineData("-1531420618")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618 ")]
    [InlineData("1531420618.0")]
    [InlineData("0x5B47A54A")]
    [InlineData("9999999999999999999999")]
    [InlineData("١٥٣١٤٢٠٦١٨")]
    public void A_time_that_is_no_number_is_refused(string? timestamp) => IsGenuine(timestamp: timestamp).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503 ")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50é")]
    public void A_signature_of_another_form_is_refused(string? signature) => IsGenuine(signature: signature).ShouldBeFalse();

    [Fact]
    public void Two_values_of_a_header_are_refused_and_one_byte_more_in_the_body_too()
    {
        SlackSignature.IsGenuine([Secret], new([Timestamp, Timestamp]), Genuine, Encoding.UTF8.GetBytes(Body), SignedAt).ShouldBeFalse();
        SlackSignature.IsGenuine([Secret], Timestamp, new([Genuine, Genuine]), Encoding.UTF8.GetBytes(Body), SignedAt).ShouldBeFalse();
        SlackSignature.IsGenuine([Secret], Timestamp, Genuine, Encoding.UTF8.GetBytes(Body + "&"), SignedAt).ShouldBeFalse();
    }

    private static bool IsGenuine(string[]? secrets = null, string? timestamp = Timestamp, string? signature = Genuine, DateTimeOffset? now = null) =>
        SlackSignature.IsGenuine(secrets ?? [Secret], timestamp, signature, Encoding.UTF8.GetBytes(Body), now ?? SignedAt);
}
