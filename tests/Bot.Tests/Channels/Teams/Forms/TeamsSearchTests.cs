using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.TestKit.Teams;
using TeamsPlace = ChatOps.TestKit.Teams.TeamsPlace;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>"Search findings", and what is shown below links.</summary>
public sealed class TeamsSearchTests(TeamsDay day) : IClassFixture<TeamsDay>
{
    private const string Instance = "i-0c79413d9f0d9941e";

    private TeamsPlace Place => day.Teams.Channel("search");

    private TeamsTeammate Ana => day.Teams.Person("ana");

    [Theory]
    [InlineData("", 25)]
    [InlineData("Portscan", 1)]
    [InlineData("Recon:EC2/Portscan", 1)]
    [InlineData("198.51.100.23", 25)]
    [InlineData("ip 198.51.100.23", 25)]
    [InlineData(Instance, 25)]
    [InlineData("lab-General", 1)]
    public async Task Findings_are_found_by_whatever_names_them(string words, int atLeast)
    {
        var found = Attachments(await Ana.Search(Place, TeamsFormIds.SearchFindings, words, TeamsFormIds.Words));

        found.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        foreach (var one in found)
        {
            TeamsValidator.Card((JsonObject)one["content"]!).ShouldBeEmpty();
            one["preview"]!["contentType"]!.ToString().ShouldBe("application/vnd.microsoft.card.thumbnail");
            one["preview"]!["content"]!["title"]!.ToString().ShouldNotBeEmpty();
            one["preview"]!["content"]!["text"]!.ToString().ShouldStartWith("Sample data · ");
            TeamsWords.OfCard((JsonObject)one["content"]!).ShouldContain("Sample data");
        }

        day.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_id_finds_one_and_its_card_investigates_it()
    {
        var any = Attachments(await Ana.Search(Place, TeamsFormIds.SearchFindings, "Portscan", TeamsFormIds.Words))[0];
        var press = Choice(any);
        press["type"]!.ToString().ShouldBe("Action.Execute");
        press["fallback"]!["type"]!.ToString().ShouldBe("Action.Submit");
        var command = press["data"]![TeamsButtons.Choose]!.ToString();
        command.ShouldStartWith("/investigate 111122223333/us-east-1/");

        var one = Attachments(await Ana.Search(Place, TeamsFormIds.SearchFindings, command.Split('/')[^1], TeamsFormIds.Words)).ShouldHaveSingleItem();
        Choice(one)["data"]!.ToJsonString().ShouldBe(press["data"]!.ToJsonString());
        await Ana.Invoke("adaptiveCard/action", Place, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = TeamsButtons.Verb, ["data"] = press["data"]!.DeepClone() }, ["trigger"] = "manual" });
        await TeamsDay.UntilAsync(async () => (await day.Host.Get<Threads.IThreadStore>().ListAsync(new Threads.ThreadFilter(Vendor: "teams", Channel: Place.Id), default)).Items.Any(static thread => thread.Finding is not null));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps_and_end()
    {
        var first = Titles(await Ana.Search(Place, TeamsFormIds.SearchFindings, "", TeamsFormIds.Words));
        var second = Titles(await Ana.Search(Place, TeamsFormIds.SearchFindings, "", TeamsFormIds.Words, skip: 5));
        var none = await Ana.Search(Place, TeamsFormIds.SearchFindings, "", TeamsFormIds.Words, skip: 1_000_000);

        second.Take(10).ShouldBe(first.Skip(5).Take(10));
        Attachments(none).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_found_is_said()
    {
        (await Ana.Search(Place, TeamsFormIds.SearchFindings, "zzz <b>qqq</b>", TeamsFormIds.Words)).Json!["composeExtension"]!["text"]!.ToString().ShouldContain("No finding received matches");
        Attachments(await Ana.Search(Place, "anotherCommand", "Portscan", TeamsFormIds.Words)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_no_role_and_where_we_are_silent_nothing_is_found()
    {
        foreach (var (who, where) in new[] { (day.Nobody, Place), (Ana, day.Closed) })
        {
            where.Join(who);
            (await who.Search(where, TeamsFormIds.SearchFindings, "Portscan", TeamsFormIds.Words)).Json!["composeExtension"]!["type"]!.ToString().ShouldBe("message");
            Attachments(await who.PasteLink(where, Link("Portscan"))).ShouldBeEmpty();
        }

        Attachments(await day.Ben.Search(Place, TeamsFormIds.SearchFindings, "Portscan", TeamsFormIds.Words)).ShouldNotBeEmpty();
        // a policy that closes any channel lets nothing be shown where nobody can say which it is
        Attachments(await Ana.PasteLink(Ana.Chat, Link("Portscan"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"commandId":"searchFindings"}""")]
    [InlineData("""{"commandId":"searchFindings","parameters":{"name":"words"},"queryOptions":[1]}""")]
    [InlineData("""{"commandId":"searchFindings","parameters":[7,{"name":"words","value":{"x":1}}],"queryOptions":{"skip":-5,"count":99999999999999}}""")]
    [InlineData("""{"commandId":"searchFindings","parameters":[{"name":"words","value":"\u0000%_'; --"}],"queryOptions":{"skip":0,"count":0}}""")]
    [InlineData("""{"commandId":17}""")]
    public async Task A_query_of_any_shape_is_answered(string value)
    {
        var told = await Ana.Invoke("composeExtension/query", Place, (JsonObject)JsonNode.Parse(value)!);
        told.Status.ShouldBe(200);
        told.Json!["composeExtension"]!["type"]!.ToString().ShouldBeOneOf("result", "message");
    }

    [Fact]
    public async Task A_console_link_is_shown_with_what_is_known_of_it()
    {
        var id = Choice(Attachments(await Ana.Search(Place, TeamsFormIds.SearchFindings, "Portscan", TeamsFormIds.Words))[0])["data"]![TeamsButtons.Choose]!.ToString().Split('/')[^1];
        var shown = Attachments(await Ana.PasteLink(Place, $"https://us-east-1.console.aws.amazon.com/guardduty/home?region=us-east-1#/findings?macros=current&fId={id}")).ShouldHaveSingleItem();

        TeamsValidator.Card((JsonObject)shown["content"]!).ShouldBeEmpty();
        TeamsWords.OfCard((JsonObject)shown["content"]!).ShouldContain(Instance);
        Choice(shown)["data"]![TeamsButtons.Choose]!.ToString().ShouldEndWith(id);
        shown["preview"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("https://us-east-1.console.aws.amazon.com/guardduty/home?region=us-east-1#/findings?macros=current&fId=00000000000000000000000000000000")]
    [InlineData("https://console.aws.amazon.com.evil.example/guardduty/home?region=us-east-1#/findings?macros=current&fId=00000000000000000000000000000000")]
    [InlineData("https://example.com/")]
    [InlineData("javascript:alert(1)")]
    public async Task Of_what_is_unknown_nothing_is_shown(string url) => Attachments(await Ana.PasteLink(Place, url)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"url":["https://console.aws.amazon.com/"]}""")]
    public async Task A_link_of_any_shape_is_answered(string value) => Attachments(await Ana.Invoke("composeExtension/queryLink", Place, (JsonObject)JsonNode.Parse(value)!)).ShouldBeEmpty();

    private static string Link(string instance) => $"https://us-east-1.console.aws.amazon.com/detective/home?region=us-east-1#entities/Ec2Instance/{instance}";

    private static JsonObject Choice(JsonObject attachment) => TeamsCards.Actions(attachment["content"]).First(static action => action["title"]!.ToString() == "Investigate");

    private static List<string> Titles(TeamsReceipt told) => [.. Attachments(told).Select(static one => one["preview"]!.ToJsonString())];

    private static List<JsonObject> Attachments(TeamsReceipt told)
    {
        told.Status.ShouldBe(200);
        return [.. TeamsCards.Attachments(told.Json?["composeExtension"] as JsonObject)];
    }
}
