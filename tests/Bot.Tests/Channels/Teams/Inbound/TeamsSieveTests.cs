using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Inbound;

public sealed class TeamsSieveTests
{
    private const string Channel = "19:abc@thread.tacv2";
    private const string Mention = """ "entities":[{"type":"clientInfo"},{"type":"mention","text":"<at>bot</at>","mentioned":{"id":"28:us"}}] """;
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    [Theory]
    [InlineData("a new post", "message", $"{Channel};messageid=1699999999000", """ "id":"1699999999000" """, "dropped")]
    [InlineData("a new post that mentions us", "message", $"{Channel};messageid=1699999999000", $""" "id":"1699999999000",{Mention} """, "kept")]
    [InlineData("a post outside of threads", "message", Channel, """ "id":"5" """, "dropped")]
    [InlineData("a reply", "message", $"{Channel};messageid=1600000000000", """ "id":"1699999999000" """, "only ours")]
    [InlineData("a reply without an id", "message", $"{Channel};messageid=1600000000000", "", "only ours")]
    [InlineData("a reply under a young root", "message", $"{Channel};messageid=1699999990000", """ "id":"1699999999000" """, "maybe ours")]
    [InlineData("a reply under a root of the future", "message", $"{Channel};messageid=1800000000000", """ "id":"1699999999000" """, "only ours")]
    [InlineData("a reply under what is no root", "message", $"{Channel};messageid=soon", """ "id":"1699999999000" """, "dropped")]
    [InlineData("a reply that mentions us", "message", $"{Channel};messageid=1600000000000", Mention, "kept")]
    [InlineData("a reply that mentions somebody else", "message", $"{Channel};messageid=1600000000000", """ "entities":[{"type":"mention","text":"<at>bot</at>","mentioned":{"id":"29:them"}}] """, "only ours")]
    [InlineData("words that look like a mention", "message", $"{Channel};messageid=1699999999000", """ "id":"1699999999000","text":"<at>bot</at> help","entities":[{"type":"mention","text":"<at>bot</at>"}] """, "dropped")]
    [InlineData("a mention of us as something else", "message", Channel, """ "entities":[{"type":"streaminfo","mentioned":{"id":"28:us"}}] """, "dropped")]
    [InlineData("entities that are none", "message", Channel, """ "entities":{"type":"mention","mentioned":{"id":"28:us"}} """, "dropped")]
    [InlineData("a slash command", "message", Channel, """ "recipient":{"id":"28:us","isTargeted":true} """, "kept")]
    [InlineData("a press on a card", "message", $"{Channel};messageid=1600000000000", """ "replyToId":"1","value":{"press":"b1"} """, "kept")]
    [InlineData("a press that holds nothing", "message", Channel, """ "value":null """, "dropped")]
    [InlineData("something said to us alone", "message", "a:1xyz", """ "conversation":{"id":"a:1xyz","conversationType":"personal"} """, "kept")]
    [InlineData("the same, by its id", "message", "a:1xyz", "", "kept")]
    [InlineData("something said in a group chat", "message", "19:xyz@thread.v2", """ "conversation":{"id":"19:xyz@thread.v2","conversationType":"groupChat"} """, "dropped")]
    [InlineData("a mention in a group chat", "message", "19:xyz@thread.v2", Mention, "kept")]
    [InlineData("another bot", "message", $"{Channel};messageid=1600000000000", """ "from":{"id":"28:them"} """, "dropped")]
    [InlineData("another bot that mentions us", "message", Channel, $$""" "from":{"id":"28:them"},{{Mention}} """, "dropped")]
    [InlineData("another bot, by its role", "message", "a:1xyz", """ "from":{"id":"29:them","role":"bot"} """, "dropped")]
    [InlineData("another bot that presses", "message", Channel, """ "from":{"id":"28:them"},"value":{"press":"b1"} """, "dropped")]
    [InlineData("ourselves", "message", "a:1xyz", """ "from":{"id":"28:us"} """, "dropped")]
    [InlineData("nobody", "message", "a:1xyz", """ "from":null """, "dropped")]
    [InlineData("nowhere", "message", "", Mention, "dropped")]
    [InlineData("an edit in a thread", "messageUpdate", $"{Channel};messageid=1600000000000", """ "id":"1699999999000" """, "only ours")]
    [InlineData("an edit in a thread that mentions us", "messageUpdate", $"{Channel};messageid=1600000000000", $""" "id":"1699999999000",{Mention} """, "only ours")]
    [InlineData("an edit of a post", "messageUpdate", $"{Channel};messageid=1699999999000", $""" "id":"1699999999000",{Mention} """, "dropped")]
    [InlineData("an edit to us alone", "messageUpdate", "a:1xyz", "", "dropped")]
    [InlineData("an edit by a bot", "messageUpdate", $"{Channel};messageid=1600000000000", """ "from":{"id":"28:them"} """, "dropped")]
    [InlineData("a deletion in a young thread", "messageDelete", $"{Channel};messageid=1699999990000", "", "maybe ours")]
    [InlineData("a deletion by Teams itself", "messageDelete", $"{Channel};messageid=1600000000000", """ "from":null """, "only ours")]
    [InlineData("a deletion outside", "messageDelete", Channel, "", "dropped")]
    [InlineData("a reaction in a thread", "messageReaction", $"{Channel};messageid=1600000000000", "", "dropped")]
    [InlineData("somebody types", "typing", "a:1xyz", "", "dropped")]
    [InlineData("an event", "event", "a:1xyz", "", "dropped")]
    [InlineData("what nobody knows", "neverHeardOf", "a:1xyz", Mention, "dropped")]
    [InlineData("we are let in", "installationUpdate", Channel, """ "from":{"id":"28:them"} """, "kept")]
    [InlineData("we are let in somewhere", "installationUpdate", "", "", "dropped")]
    [InlineData("somebody joins", "conversationUpdate", Channel, """ "from":null """, "kept")]
    public void What_is_said_outside_our_threads_is_not_kept(string what, string type, string conversation, string more, string expected)
    {
        // What is told later wins, so that a row can say otherwise.
        var json = $$"""{"type":"{{type}}","from":{"id":"29:ana","name":"Ana"},"recipient":{"id":"28:us"},"conversation":{"id":"{{conversation}}"}{{(more.Trim().Length > 0 ? "," : "")}}{{more}}}""";
        using var document = JsonDocument.Parse(json);
        (TeamsSieve.Sift(new TeamsActivity(document.RootElement), Now) switch
        {
            ChatKept => "kept",
            ChatDependsOnThread { MayBeOurs: true } => "maybe ours",
            ChatDependsOnThread => "only ours",
            _ => "dropped",
        }).ShouldBe(expected, what);
    }
}
