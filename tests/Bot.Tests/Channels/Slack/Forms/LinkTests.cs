using System.Text.Json.Nodes;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Links to the AWS console that somebody posts.</summary>
public sealed class LinkTests(SlackDay day) : IClassFixture<SlackDay>
{
    private const string Entity = "https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23";

    private string Finding => $"https://{day.Any.Finding!.Value.Region}.console.aws.amazon.com/guardduty/home?region={day.Any.Finding!.Value.Region}#/findings?search=id%3D{day.Any.Finding!.Value.Id}";

    [Fact]
    public async Task A_finding_s_link_shows_the_finding_and_its_button_investigates_it()
    {
        var (place, ana) = (day.Slack.Channel("link-1"), day.Slack.Person("ana"));
        var said = await place.PostLink(ana, Finding);

        await said.ExpectWords(day.Any.Title[..40]);
        said.Words.ShouldContain("Sample data");
        await day.Slack.Deliveries.All[^1].Again();
        await said.Button("Investigate").Click(ana);

        await SlackDay.UntilAsync(async () => (await day.ThreadsAsync(place)).Count == 1);
        (await day.ThreadsAsync(place))[0].Finding.ShouldBe(day.Any.Finding);
        day.Slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entity_s_link_shows_what_findings_tell_of_it()
    {
        var (place, ana) = (day.Slack.Channel("link-2"), day.Slack.Person("ana-2"));
        var said = await place.PostLink(ana, Entity);

        (await said.ExpectWords("IP address 198.51.100.23")).Words.ShouldContain("In findings: ");
    }

    [Theory]
    [InlineData("https://us-east-1.console.aws.amazon.com/guardduty/home?region=us-east-1#/findings?search=id%3D00000000000000000000000000000000")]
    [InlineData("https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#Instances")]
    [InlineData("https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/203.0.113.250")]
    [InlineData("https://console.aws.amazon.com.example.net/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23")]
    [InlineData("https://evilconsole.aws.amazon.com/detective/home?region=us-east-1#entities/IpAddress/198.51.100.23")]
    public async Task What_the_ledger_does_not_know_and_what_is_not_the_console_is_left_alone(string url)
    {
        var cards = day.Host.Get<KnownLinks>();
        (await cards.OfAsync(url, default)).ShouldBeNull();
        (await cards.OfAsync(Entity.Replace("&", "&amp;", StringComparison.Ordinal), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_may_ask_nothing_is_shown_nothing()
    {
        var (place, nobody, ana) = (day.Slack.Channel("link-6"), day.Slack.Person("nobody"), day.Slack.Person("ana-6"));
        var asked = await place.PostLink(nobody, Finding);
        var said = await place.PostLink(ana, Finding);

        await said.ExpectWords(day.Any.Title[..40]);
        asked.Words.ShouldNotContain(day.Any.Title[..40]);
    }

    [Fact]
    public async Task In_a_channel_that_is_closed_to_us_nothing_is_shown_nor_while_it_is_not_known_which_it_will_be()
    {
        var (closed, open, ana) = (day.Slack.Channel("closed"), day.Slack.Channel("link-4"), day.Slack.Person("ana-4"));
        await closed.PostLink(ana, Finding);
        await day.Slack.Deliveries.EventAsync(new JsonObject
        {
            ["type"] = "link_shared",
            ["channel"] = "COMPOSER",
            ["is_bot_user_member"] = true,
            ["user"] = ana.Id,
            ["message_ts"] = "d9f2e7f0-0000",
            ["unfurl_id"] = "U1-2",
            ["source"] = "composer",
            ["links"] = new JsonArray(new JsonObject { ["url"] = Finding, ["domain"] = "console.aws.amazon.com" }),
        });
        await (await open.PostLink(ana, Finding)).ExpectWords("Sample data");

        day.Slack.Calls.Where(static call => call.Method == "chat.unfurl").ShouldAllBe(call => call.Channel != closed.Id && call.Arguments["unfurl_id"] == null);
    }

    [Fact]
    public async Task Links_of_our_own_are_left_alone()
    {
        var place = day.Slack.Channel("link-5");
        await SlackDay.UntilAsync(() => Task.FromResult(day.Host.Get<SlackIdentity>().Now.BotUser == day.Slack.BotUserId));
        await day.Slack.Deliveries.EventAsync(new JsonObject
        {
            ["type"] = "link_shared",
            ["channel"] = place.Id,
            ["user"] = day.Slack.BotUserId,
            ["message_ts"] = "1.000001",
            ["source"] = "conversations_history",
            ["links"] = new JsonArray(new JsonObject { ["url"] = Finding, ["domain"] = "console.aws.amazon.com" }),
        });
        await (await day.Slack.Channel("link-6").PostLink(day.Slack.Person("ana-6"), Finding)).ExpectWords("Sample data");

        day.Slack.Calls.ShouldNotContain(call => call.Method == "chat.unfurl" && call.Channel == place.Id);
    }
}
