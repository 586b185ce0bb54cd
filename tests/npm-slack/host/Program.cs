using System.Text.Json.Nodes;
using ChatOps.TestKit.Slack;

namespace ChatOps.NpmSlack;

/// <summary>The Slack of the tests as a process: one JSON command a line in, one JSON answer a line out, until the input ends.</summary>
internal static class Program
{
    public static async Task Main()
    {
        await using var slack = await SlackDouble.StartAsync();
        var ana = slack.Person("ana");
        var sec = slack.Channel("sec").Join(ana);
        Say(new JsonObject
        {
            ["api"] = slack.ApiBaseUrl.ToString(),
            ["secret"] = slack.SigningSecret,
            ["bot"] = slack.BotToken,
            ["app"] = slack.AppToken,
            ["channel"] = sec.Id,
            ["ana"] = ana.Id,
            ["botUser"] = slack.BotUserId,
        });
        while (await Console.In.ReadLineAsync() is { } line)
        {
            try
            {
                Say(await DoAsync(slack, ana, sec, (JsonObject)JsonNode.Parse(line)!));
            }
            catch (SlackExpectation missed)
            {
                Say(new JsonObject { ["failed"] = missed.Message });
            }
        }
    }

    private static async Task<JsonObject> DoAsync(SlackDouble slack, SlackTeammate ana, SlackPlace sec, JsonObject command)
    {
        string Given(string name) => command[name]!.ToString();
        switch (Given("do"))
        {
            case "connect":
                slack.Connect(new Uri(Given("to")));
                return [];
            case "disconnect":
                slack.Deliveries.Target = null;
                return [];
            case "sockets":
                await slack.Sockets.Expect(int.Parse(Given("count"), System.Globalization.CultureInfo.InvariantCulture));
                return [];
            case "refresh":
                await slack.Sockets.SayDisconnect("refresh_requested");
                return [];
            case "slash":
                return Of(await ana.Slash(sec, Given("text")));
            case "click":
                return Of(await (await sec.ExpectMessage(Given("words"))).Button(Given("button")).Click(ana));
            case "mention":
                await sec.Mention(ana, Given("text"));
                return [];
            case "submit":
                return Of(await (await ana.ExpectView(Given("words"))).Fill(Given("field"), Given("value")).Submit());
            case "expect":
                return new JsonObject { ["words"] = (await sec.ExpectMessage(Given("words"))).Words };
            case "whisper":
                return new JsonObject { ["words"] = (await ana.ExpectPrivateAnswer(Given("words"))).Words };
            default:
                return new JsonObject { ["unexpected"] = string.Join("; ", slack.Unexpected), ["refused"] = string.Join("; ", slack.Refused) };
        }
    }

    private static JsonObject Of(SlackReceipt receipt) => new() { ["status"] = receipt.Status, ["body"] = receipt.Body };

    private static void Say(JsonObject answer)
    {
        Console.Out.WriteLine(answer.ToJsonString());
        Console.Out.Flush();
    }
}
