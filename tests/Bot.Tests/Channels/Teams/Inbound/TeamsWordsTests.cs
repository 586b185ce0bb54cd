using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Notes;

namespace ChatOps.Bot.Channels.Teams.Inbound;

public sealed class TeamsWordsTests
{
    private const string Us = "28:0f3c9a51-5a2b-4c70-9d11-6f0b2a7c4e10";
    private const string At = "<at>Guard</at>";

    public static TheoryData<string, string[], string, string, bool> Texts => new()
    {
        // text, who is mentioned in it in this order (text=id=name), words, command, begins with us
        { "plain words", [], "plain words", "plain words", false },
        { $"{At} flow", [$"{At}={Us}=Guard"], "flow", "flow", true },
        { $"{At}&nbsp;flow&nbsp;&nbsp;instance  i-1 ", [$"{At}={Us}=Guard"], "flow  instance  i-1", "flow instance i-1", true },
        { $"\u200B\u00A0{At}:\u00A0help\r\n", [$"{At}={Us}=Guard"], "help", "help", true },
        { $"{At}, {At} span", [$"{At}={Us}=Guard", $"{At}={Us}=Guard"], "span", "span", true },
        { $"{At} note asked {At} twice", [$"{At}={Us}=Guard"], "note asked @Guard twice", "note asked twice", true },
        { "<at>Chat</at> <at>Ops</at> span", [$"<at>Chat</at>={Us}=Chat Ops", $"<at>Ops</at>={Us}=Chat Ops"], "span", "span", true },
        { $"seen it, {At} span", [$"{At}={Us}=Guard"], "seen it, @Guard span", "seen it, span", false },
        { $"thanks {At}", [$"{At}={Us}=Guard"], "thanks @Guard", "thanks", false },
        { $"<at>Ana Alvarez</at> {At} span", ["<at>Ana Alvarez</at>=29:ana=Ana Alvarez", $"{At}={Us}=Guard"], "@Ana Alvarez @Guard span", "@Ana Alvarez span", false },
        { $"{At} ask <at>Ana Alvarez</at>", [$"{At}={Us}=Guard", "<at>Ana Alvarez</at>=29:ana=Ana Alvarez"], "ask @Ana Alvarez", "ask @Ana Alvarez", true },
        { $"{At} flow", [$"{At}=28:another-of-that-name=Guard"], "@Guard flow", "@Guard flow", false },
        { $"{At} {At} flow", [$"{At}=28:another-of-that-name=Guard", $"{At}={Us}=Guard"], "@Guard @Guard flow", "@Guard flow", false },
        { $"{At} {At} flow", [$"{At}={Us}=Guard", $"{At}=28:another-of-that-name=Guard"], "@Guard flow", "@Guard flow", true },
        { $"{At} flow", [], $"{At} flow", $"{At} flow", false },
        { "<at>Guard flow", [$"{At}={Us}=Guard"], "<at>Guard flow", "<at>Guard flow", false },
        { "", [$"{At}={Us}=Guard"], "", "", false },
        { At, [$"{At}={Us}=Guard"], "", "", true },
        { $"{At}\n\nfirst line\nsecond  line", [$"{At}={Us}=Guard"], "first line\nsecond  line", "first line second line", true },
        { "if (a < b && c) & &amp; &lt;b&gt;", [], "if (a < b && c) & &amp; &lt;b&gt;", "if (a < b && c) & &amp; &lt;b&gt;", false },
        { $"{At} \ud83d\ude00 done \ud83d\udc69\u200d\ud83d\udcbb", [$"{At}={Us}=Guard"], "\ud83d\ude00 done \ud83d\udc69\u200d\ud83d\udcbb", "\ud83d\ude00 done \ud83d\udc69\u200d\ud83d\udcbb", true },
        { "a\u0000b", [], "ab", "ab", false },
        { "<script>alert(1)</script> [a](http://b) \u202E **x** <img src=x>", [], "<script>alert(1)</script> [a](http://b) \u202E **x** <img src=x>", "<script>alert(1)</script> [a](http://b) \u202E **x** <img src=x>", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Only_who_is_named_beside_the_text_is_mentioned_in_it(string text, string[] mentioned, string words, string command, bool isAddressed)
    {
        var written = TeamsWords.Read(Activity(text, "plain", mentioned));
        written.Words.ShouldBe(words);
        written.Command.ShouldBe(command);
        written.IsAddressed.ShouldBe(isAddressed);
        written.IsMentioned.ShouldBe(mentioned.Any(static one => one.Contains(Us, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plain", "a &amp; b&nbsp;c", "a &amp; b c")]
    [InlineData("markdown", "a &amp; b", "a &amp; b")]
    [InlineData("xml", "a &amp; b&nbsp;c &lt;at&gt;Guard&lt;/at&gt; &#128512;", "a & b c <at>Guard</at> \ud83d\ude00")]
    [InlineData(null, "a &amp; b", "a &amp; b")]
    public void Entities_are_read_where_the_text_is_markup(string? format, string text, string words) => TeamsWords.Read(Activity(text, format)).Words.ShouldBe(words);

    [Fact]
    public void What_decodes_to_a_mention_is_none()
    {
        var written = TeamsWords.Read(Activity("&lt;at&gt;Guard&lt;/at&gt; flow", "xml", $"{At}={Us}=Guard"));
        (written.IsAddressed, written.Words).ShouldBe((false, "<at>Guard</at> flow"));
    }

    [Fact]
    public void We_are_called_as_the_mention_calls_us()
    {
        TeamsWords.Read(Activity("<at>Guard dog</at> help", "plain", $"<at>Guard dog</at>={Us}=Guard dog")).CalledAs.ShouldBe("Guard dog");
        TeamsWords.Read(Activity("<at>R&amp;D Guard</at> help", "plain", $"<at>R&amp;D Guard</at>={Us}=")).CalledAs.ShouldBe("R&D Guard");
        TeamsWords.Read(Activity("help", "plain")).CalledAs.ShouldBeNull();
    }

    [Fact]
    public void Everybody_else_mentioned_is_told_once_in_their_order()
    {
        var written = TeamsWords.Read(Activity($"{At} assign <at>Ben</at> <at>Ana</at> <at>Ben</at>", "plain", $"{At}={Us}=Guard", "<at>Ben</at>=29:ben=Ben", "<at>Ana</at>=29:ana=Ana", "<at>Nobody</at>=29:x=X"));
        written.People.ShouldBe([new TeamsMention("29:ben", null, "Ben"), new TeamsMention("29:ana", null, "Ana")]);
        TeamsWords.Read(Activity($"{At} help", "plain", $"{At}={Us}=Guard")).People.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_in_an_activity_has_to_be_there()
    {
        foreach (var json in new[] { "{}", """{"text":5,"entities":{}}""", """{"text":"a","entities":[1,null,"x",{"type":"mention"},{"type":"mention","text":"","mentioned":{"id":"28:x"}},{"type":"mention","text":"a"}]}""" })
            TeamsWords.Read(new TeamsActivity(Json(json))).IsMentioned.ShouldBeFalse();
    }

    [Fact]
    public void A_hostile_number_of_mentions_is_read_in_no_time()
    {
        var mentions = Enumerable.Range(0, 5000).Select(static n => $"a={Us}{n}=x{n}").ToArray();
        TeamsWords.Read(Activity(new string('a', 100_000), "plain", mentions)).Command.Length.ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public void Files_are_named_and_linked_as_far_as_people_can_open_them()
    {
        var activity = (JsonObject)JsonNode.Parse("""
            {"id":"1722470400000","from":{"id":"29:ana","aadObjectId":"3a7c5f52-6f0e-4f6a-8d7b-0f4d1f3f9a10","name":"Ana"},"conversation":{"id":"19:abc@thread.tacv2;messageid=1722470399999","tenantId":"t"},"text":"see","textFormat":"plain",
             "attachments":[{"contentType":"text/html","content":"<p>see</p>"},
              {"contentType":"application/vnd.microsoft.teams.file.download.info","name":"flows.csv","contentUrl":"https://contoso.sharepoint.com/flows.csv","content":{"downloadUrl":"https://contoso.sharepoint.com/_layouts/secret"}},
              {"contentType":"reference","name":"notes.docx","contentUrl":"http://contoso.example/notes.docx"},
              {"contentType":"image/png","contentUrl":"https://smba.trafficmanager.net/amer/v3/attachments/0-x/views/original"},
              {"contentType":"application/vnd.microsoft.card.adaptive","content":{}},{"contentType":"messageReference","content":"{}"},{}]}
            """)!;
        var said = TeamsSaying.Of(new Heard("message", "t", "k", Json(activity.ToJsonString()), DateTimeOffset.UnixEpoch), new TeamsActivity(Json(activity.ToJsonString()))).ShouldNotBeNull();
        said.Written.Words.ShouldBe("see");
        said.Files.ShouldBe(
        [
            new NewFile("flows.csv", null, null, new Uri("https://contoso.sharepoint.com/flows.csv")),
            new NewFile("notes.docx"),
            new NewFile("a picture", "image/png", null, null, "https://smba.trafficmanager.net/amer/v3/attachments/0-x/views/original"),
        ]);
        said.Root.ShouldBe("1722470399999");
        said.Person.ToString().ShouldBe("teams:3a7c5f52-6f0e-4f6a-8d7b-0f4d1f3f9a10");
        said.WrittenAt.ShouldBe(new DateTimeOffset(2024, 8, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(TeamsPlace.Slash, "Type /investigate ip 1 or /investigate flow instance i-1, or @Guard help")]
    [InlineData("@Guard", "Type @Guard investigate ip 1 or @Guard flow instance i-1, or @Guard help")]
    [InlineData("", "Type investigate ip 1 or flow instance i-1, or @Guard help")]
    public void Our_help_names_what_works_where_it_is_read(string ask, string words) =>
        new TeamsToldWords("Type /investigate ip 1 or /flow instance i-1, or @bot help").For(new TeamsPlace(null, "t", default, null, ask, "Guard")).ShouldBe(words);

    private static TeamsActivity Activity(string text, string? format, params string[] mentioned)
    {
        var entities = new JsonArray([.. mentioned.Select(static one => one.Split('=')).Select(static one => (JsonNode)new JsonObject { ["type"] = "mention", ["text"] = one[0], ["mentioned"] = new JsonObject { ["id"] = one[1], ["name"] = one[2] } })]);
        var html = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>the same once more</p>" });
        var json = new JsonObject { ["text"] = text, ["textFormat"] = format, ["recipient"] = new JsonObject { ["id"] = Us, ["name"] = "Guard" }, ["entities"] = entities, ["attachments"] = html };
        return new TeamsActivity(Json(json.ToJsonString()));
    }

    private static JsonElement Json(string json) => JsonElement.Parse(json);
}
