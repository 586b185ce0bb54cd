using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

public sealed class TeamsValidatorTests
{
    /// <summary>A picture of 1 x 1.</summary>
    private const string Png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /// <summary>Each breaks one rule of a message that keeps all of them: where, why.</summary>
    private static readonly Dictionary<string, (Action<JsonObject> Break, string Pointer, string Why)> Rules = new(StringComparer.Ordinal)
    {
        ["another type of activity"] = (static activity => activity["type"] = "event", "/type", "not message"),
        ["text beside a card"] = (static activity => activity["text"] = "Hello", "/text", "no attachment"),
        ["nothing at all"] = (static activity => activity.Remove("attachments"), "/text", "no attachment"),
        ["no summary"] = (static activity => activity.Remove("summary"), "/summary", "missing"),
        ["an attachment without content"] = (static activity => activity["attachments"]![0]!.AsObject().Remove("content"), "/attachments/0/content", "missing"),
        ["a content without its type"] = (static activity => activity["attachments"]![0]!.AsObject().Remove("contentType"), "/attachments/0/contentType", "missing"),
        ["an attachment that is no card"] = (static activity => activity["attachments"]![0]!["contentType"] = "text/html", "/attachments/0/contentType", "no card"),
        ["seven buttons of a hero card"] = (static activity => activity["attachments"]![0] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.hero", ["content"] = new JsonObject { ["buttons"] = new JsonArray([.. Enumerable.Repeat(0, 7).Select(static _ => new JsonObject())]) } }, "/attachments/0/content/buttons", "6 is the most"),
        ["suggestions in a channel"] = (static activity => (activity["conversation"], activity["suggestedActions"]) = (new JsonObject { ["id"] = "19:a@thread.tacv2;messageid=1" }, new JsonObject { ["actions"] = new JsonArray() }), "/suggestedActions", "personal"),
        ["four suggestions"] = (static activity => activity["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray([.. Enumerable.Repeat(0, 4).Select(static _ => new JsonObject { ["type"] = "imBack" })]) }, "/suggestedActions/actions", "3 are shown"),
        ["a suggestion that is sent otherwise"] = (static activity => activity["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray(new JsonObject { ["type"] = "openUrl" }) }, "/suggestedActions/actions/0/type", "imBack"),
        ["no Adaptive Card"] = Card(static card => card["type"] = "Card", "/type", "not AdaptiveCard"),
        ["a later version"] = Card(static card => card["version"] = "1.6", "/version", "above 1.5"),
        ["no version"] = Card(static card => card.Remove("version"), "/version", "missing"),
        ["an unknown member of the card"] = Card(static card => card["colour"] = "red", "/colour", "not known"),
        ["an unknown element"] = Element(new JsonObject { ["type"] = "Blink" }, "/type", "no element that Teams knows"),
        ["an element without a type"] = Element(new JsonObject { ["text"] = "x" }, "/type", "missing"),
        ["an unknown member"] = Text(static text => text["colour"] = "red", "/colour", "not known"),
        ["a word that is none"] = Text(static text => text["size"] = "Huge", "/size", "none of"),
        ["a number for a word"] = Text(static text => text["size"] = 7, "/size", "is no one TextSize"),
        ["a word for a flag"] = Text(static text => text["wrap"] = "yes", "/wrap", "is no bool"),
        ["null"] = Text(static text => text["weight"] = null, "/weight", "is null"),
        ["a missing member"] = Text(static text => text.Remove("text"), "/text", "missing"),
        ["an empty text"] = Text(static text => text["text"] = " ", "/text", "empty"),
        ["what nobody can see"] = Text(static text => text["text"] = "abc\u202Egpj.exe", "/text", "cannot be seen"),
        ["a picture in Markdown"] = Text(static text => text["text"] = "![x](https://chatops.example/x.png)", "/text", "picture"),
        ["a link in Markdown"] = Text(static text => text["text"] = "[x](http://evil.example)", "/text", "no https"),
        ["an element of Teams without a fallback"] = Element(new JsonObject { ["type"] = "Badge", ["text"] = "Sample" }, "/fallback", "not every client knows Badge"),
        ["an id twice"] = Card(static card => (card["body"]![0]!["id"], card["body"]![1]!["id"]) = ("a", "a"), "/body/1/id", "twice"),
        ["an id twice, in a column"] = Element(new JsonObject { ["type"] = "ColumnSet", ["id"] = "a", ["columns"] = new JsonArray(new JsonObject { ["type"] = "Column", ["id"] = "a", ["items"] = new JsonArray() }) }, "/id", "twice"),
        ["a column of another type"] = Element(new JsonObject { ["type"] = "ColumnSet", ["columns"] = new JsonArray(new JsonObject { ["type"] = "Container" }) }, "/columns/0/type", "is not Column"),
        ["seven actions of a card"] = Card(static card => card["actions"] = Actions(7), "/actions", "7 primary actions"),
        ["seven actions of a row"] = Element(new JsonObject { ["type"] = "ActionSet", ["actions"] = Actions(7) }, "/actions", "7 primary actions"),
        ["an unknown action"] = Action(new JsonObject { ["type"] = "Action.Explode", ["title"] = "x" }, "/type", "no action"),
        ["an action of Teams without a fallback"] = Action(new JsonObject { ["type"] = "Action.ResetInputs", ["title"] = "x" }, "/fallback", "not every client"),
        ["a link by http"] = Action(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "x", ["url"] = "http://chatops.example/" }, "/url", "https"),
        ["a link of script"] = Action(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "x", ["url"] = "javascript:alert(1)" }, "/url", "https"),
        ["a link without address"] = Action(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "x" }, "/url", "missing"),
        ["data that is a text"] = Action(new JsonObject { ["type"] = "Action.Submit", ["title"] = "x", ["data"] = "b1" }, "/data", "no object"),
        ["data that says what is Teams' own"] = Action(new JsonObject { ["type"] = "Action.Submit", ["title"] = "x", ["data"] = new JsonObject { ["msteams"] = new JsonObject { ["type"] = "mine" } } }, "/data/msteams", "reserved"),
        ["an action without a title"] = Action(new JsonObject { ["type"] = "Action.Submit" }, "/title", "missing"),
        ["nothing to show or hide"] = Action(new JsonObject { ["type"] = "Action.ToggleVisibility", ["title"] = "x", ["targetElements"] = new JsonArray("nobody") }, "/targetElements/0", "no element nobody"),
        ["an input without an id"] = Element(new JsonObject { ["type"] = "Input.Text" }, "/id", "missing"),
        ["a picture by http"] = Image(static image => image["url"] = "http://chatops.example/x.png", "/url", "neither https"),
        ["a picture of another kind"] = Image(static image => image["url"] = "data:image/webp;base64,AAAA", "/url", "neither https"),
        ["a picture that is none"] = Image(static image => image["url"] = "data:image/png;base64,?", "/url", "no base64"),
        ["a picture of 2 MB"] = Image(static image => image["url"] = $"data:image/png;base64,{Convert.ToBase64String(new byte[2_000_000])}", "/url", "is the most"),
        ["a picture of 1,025 pixels"] = Image(static image => image["url"] = $"data:image/png;base64,{Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 4, 1, 0, 0, 0, 9, 0])}", "/url", "1025 x 9"),
        ["a picture without words"] = Image(static image => image.Remove("altText"), "/altText", "missing"),
        ["a picture with empty words"] = Image(static image => image["altText"] = " ", "/altText", "empty"),
        ["a mention nobody explains"] = Text(static text => text["text"] = "<at>Ana</at> look", "/text", "no mention"),
        ["an explained mention that is not there"] = Card(static card => card["msteams"]!["entities"] = new JsonArray(Mention("<at>Bo</at>")), "/msteams/entities/0/text", "stands in no text"),
        ["a mention of nobody"] = Card(static card => card["msteams"]!["entities"] = new JsonArray(Mention("Whole card")) is { } entities && entities[0]!.AsObject().Remove("mentioned") ? entities : null, "/msteams/entities/0/mentioned", "missing"),
        ["61 who see it anew"] = Card(static card => card["refresh"] = Refresh(61, "29:a"), "/refresh/userIds", "60 is the most"),
        ["somebody by another name who sees it anew"] = Card(static card => card["refresh"] = Refresh(1, "ana@example.com"), "/refresh/userIds/0", "no MRI"),
        ["another width"] = Card(static card => card["msteams"]!["width"] = "half", "/msteams/width", "none of full"),
        ["85,000 bytes"] = (static activity => Body(activity)[0]!["text"] = new string('x', 42_000), "", "may be refused"),
        ["105,000 bytes"] = (static activity => Body(activity)[0]!["text"] = new string('x', 52_000), "", "100,000 is the most"),
        ["262,144 bytes with pictures"] = (static activity => Body(activity)[2]!["url"] = $"data:image/png;base64,{Convert.ToBase64String(new byte[200_000])}", "", "262,144 is the most"),
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_breaks_one_rule_has_one_fault(string rule)
    {
        var (breaks, pointer, why) = Rules[rule];
        var activity = Whole();
        breaks(activity);

        var faults = TeamsValidator.Activity(activity);

        faults.ShouldContain(fault => fault.Pointer == pointer && fault.Why.Contains(why, StringComparison.Ordinal), string.Join('\n', faults));
        faults.Count.ShouldBeLessThanOrEqualTo(pointer.EndsWith("/url", StringComparison.Ordinal) ? 3 : 1, string.Join('\n', faults));
    }

    [Fact]
    public void What_keeps_all_rules_has_none()
    {
        TeamsValidator.Activity(Whole()).ShouldBeEmpty();
        TeamsValidator.Activity(new JsonObject { ["type"] = "message", ["text"] = "Hello" }).ShouldBeEmpty();
        var mentioning = Whole();
        Body(mentioning)[0]!["text"] = "<at>Ana</at> look";
        mentioning["attachments"]![0]!["content"]!["msteams"]!["entities"] = new JsonArray(Mention("<at>Ana</at>"));
        TeamsValidator.Activity(mentioning).ShouldBeEmpty();
        var secondary = Whole();
        secondary["attachments"]![0]!["content"]!["actions"] = new JsonArray([.. Actions(6).Select(static action => action!.DeepClone()), .. Actions(9, "SECONDARY").Select(static action => action!.DeepClone())]);
        TeamsValidator.Activity(secondary).ShouldBeEmpty("words are compared in any case");
    }

    [Fact]
    public void Nothing_that_comes_in_its_place_throws()
    {
        JsonNode?[] others = [null, 7, true, "x", new JsonObject(), new JsonArray(), new JsonArray(null, 7), new JsonObject { ["type"] = 7 }];
        var places = TeamsWalk.Objects(Whole()).Sum(static one => one.Count);
        for (var place = 0; place < places; place++)
        {
            foreach (var other in others)
            {
                var activity = Whole();
                var at = place;
                foreach (var one in TeamsWalk.Objects(activity).ToList())
                {
                    if (at < one.Count)
                    {
                        one[one.ElementAt(at).Key] = other?.DeepClone();
                        break;
                    }

                    at -= one.Count;
                }

                Should.NotThrow(() => TeamsValidator.Activity(activity));
            }
        }
    }

    private static JsonObject Whole() => new()
    {
        ["type"] = "message",
        ["summary"] = "What happened",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = TeamsElements.ContentType,
            ["content"] = new JsonObject
            {
                ["type"] = "AdaptiveCard",
                ["version"] = "1.5",
                ["body"] = new JsonArray(
                    new JsonObject { ["type"] = "TextBlock", ["text"] = "Whole card", ["size"] = "medium" },
                    new JsonObject { ["type"] = "FactSet", ["facts"] = new JsonArray(new JsonObject { ["title"] = "Who", ["value"] = "Ana" }) },
                    new JsonObject { ["type"] = "Image", ["url"] = Png, ["altText"] = "A chart" },
                    new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray("plain", new JsonObject { ["type"] = "TextRun", ["text"] = "run", ["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "x", ["url"] = "https://chatops.example/" } }) },
                    new JsonObject { ["type"] = "Badge", ["text"] = "Sample", ["fallback"] = "drop" }),
                ["actions"] = Actions(6),
                ["msteams"] = new JsonObject { ["width"] = "full" },
            },
        }),
    };

    private static JsonArray Body(JsonObject activity) => activity["attachments"]![0]!["content"]!["body"]!.AsArray();

    private static JsonArray Actions(int count, string? mode = null) => new([.. Enumerable.Range(0, count).Select(number =>
    {
        var action = new JsonObject { ["type"] = "Action.Submit", ["title"] = $"Button {number}", ["data"] = new JsonObject { ["press"] = "b1", ["msteams"] = new JsonObject { ["type"] = "task/fetch" } } };
        if (mode is not null) action["mode"] = mode;
        return action;
    })]);

    private static JsonObject Mention(string text) => new() { ["type"] = "mention", ["text"] = text, ["mentioned"] = new JsonObject { ["id"] = "29:a", ["name"] = "Ana" } };

    private static JsonObject Refresh(int users, string user) => new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Again", ["verb"] = "chatops" }, ["userIds"] = new JsonArray([.. Enumerable.Repeat(user, users).Select(static one => (JsonNode)one)]) };

    private static (Action<JsonObject> Break, string Pointer, string Why) Card(Action<JsonObject> breaks, string pointer, string why) => (activity => breaks(activity["attachments"]![0]!["content"]!.AsObject()), $"/attachments/0/content{pointer}", why);

    private static (Action<JsonObject> Break, string Pointer, string Why) Element(JsonObject element, string pointer, string why) => Card(card => card["body"]!.AsArray().Add(element.DeepClone()), $"/body/5{pointer}", why);

    private static (Action<JsonObject> Break, string Pointer, string Why) Action(JsonObject action, string pointer, string why) => Card(card => card["actions"]![2] = action.DeepClone(), $"/actions/2{pointer}", why);

    private static (Action<JsonObject> Break, string Pointer, string Why) Text(Action<JsonObject> breaks, string pointer, string why) => Card(card => breaks(card["body"]![0]!.AsObject()), $"/body/0{pointer}", why);

    private static (Action<JsonObject> Break, string Pointer, string Why) Image(Action<JsonObject> breaks, string pointer, string why) => Card(card => breaks(card["body"]![2]!.AsObject()), $"/body/2{pointer}", why);
}
