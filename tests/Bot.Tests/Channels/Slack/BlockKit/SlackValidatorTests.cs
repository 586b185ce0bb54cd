using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

public sealed class SlackValidatorTests
{
    /// <summary>Each limit: what is made of so many, how many are taken, and where one more is refused.</summary>
    private static readonly Dictionary<string, (Func<int, JsonObject> Make, int Most, string Pointer)> Limits = new(StringComparer.Ordinal)
    {
        ["text of a message"] = (static n => Message(X(n)), 4000, "/text"),
        ["blocks"] = (static n => Message("t", Many(n, static _ => SlackBlocks.Divider())), 50, "/blocks"),
        ["blocks with those of attachments"] = (static n => Attached(Many(n - 10, static _ => SlackBlocks.Divider()), Many(10, static _ => SlackBlocks.Divider())), 50, "/attachments"),
        ["attachments"] = (static n => new JsonObject { ["text"] = "t", ["attachments"] = new JsonArray([.. Many(n, static _ => new JsonObject { ["text"] = "a" })]) }, 100, "/attachments"),
        ["text of all blocks"] = (static n => Message("t", SlackBlocks.RichText(SlackBlocks.Line(SlackBlocks.Text(X(n))))), 10_000, "/blocks"),
        ["header"] = (static n => Message("t", Block("header", "text", Plain(n))), 150, "/blocks/0/text/text"),
        ["section"] = (static n => Message("t", SlackBlocks.Section(SlackBlocks.Mrkdwn(X(n)))), 3000, "/blocks/0/text/text"),
        ["fields"] = (static n => Message("t", Block("section", "fields", Array(n, static _ => Plain(1)))), 10, "/blocks/0/fields"),
        ["field"] = (static n => Message("t", Block("section", "fields", new JsonArray(Plain(n)))), 2000, "/blocks/0/fields/0/text"),
        ["context"] = (static n => Message("t", SlackBlocks.Context(Many(n, static _ => Plain(1)))), 10, "/blocks/0/elements"),
        ["actions"] = (static n => Message("t", SlackBlocks.Actions(Many(n, static at => SlackBlocks.Button("b", $"a{at}")))), 25, "/blocks/0/elements"),
        ["block_id"] = (static n => Message("t", SlackBlocks.Divider().WithId(X(n))), 255, "/blocks/0/block_id"),
        ["action_id"] = (static n => Button(static (button, n) => button["action_id"] = X(n), n), 255, "/blocks/0/elements/0/action_id"),
        ["label of a button"] = (static n => Button(static (button, n) => button["text"] = Plain(n), n), 75, "/blocks/0/elements/0/text/text"),
        ["value of a button"] = (static n => Button(static (button, n) => button["value"] = X(n), n), 2000, "/blocks/0/elements/0/value"),
        ["url of a button"] = (static n => Button(static (button, n) => button["url"] = $"https://a/{X(n - 10)}", n), 3000, "/blocks/0/elements/0/url"),
        ["url of a link"] = (static n => Message("t", Rich(new JsonObject { ["type"] = "link", ["url"] = $"https://a/{X(n - 10)}" })), 3000, "/blocks/0/elements/0/elements/0/url"),
        ["confirm"] = (static n => Button(static (button, n) => button["confirm"] = new JsonObject { ["title"] = Plain(n), ["text"] = Plain(1), ["confirm"] = Plain(1), ["deny"] = Plain(1) }, n), 100, "/blocks/0/elements/0/confirm/title/text"),
        ["alternative of a picture"] = (static n => Message("t", new JsonObject { ["type"] = "image", ["image_url"] = "https://a/b.png", ["alt_text"] = X(n) }), 2000, "/blocks/0/alt_text"),
        ["rows"] = (static n => Message("t", Table(n, 1)), 100, "/blocks/0/rows"),
        ["columns"] = (static n => Message("t", Table(1, n)), 20, "/blocks/0/rows/0"),
        ["characters of a table"] = (static n => Message("t", SlackBlocks.Table([[SlackBlocks.Cell(SlackBlocks.Text(X(n)))]], [false])), 10_000, "/blocks/0"),
        ["tables"] = (static n => Message("t", Many(n, static _ => Table(1, 1))), 1, "/blocks/1"),
        ["options"] = (static n => Select(Many(n, static at => SlackBlocks.Option("o", $"{at}"))), 100, "/blocks/0/elements/0/options"),
        ["value of an option"] = (static n => Select([SlackBlocks.Option("o", X(n))]), 150, "/blocks/0/elements/0/options/0/value"),
        ["label of an option"] = (static n => Select([new JsonObject { ["text"] = Plain(n), ["value"] = "v" }]), 75, "/blocks/0/elements/0/options/0/text/text"),
        ["options of an overflow"] = (static n => Message("t", SlackBlocks.Actions(SlackBlocks.Overflow("a", Many(n, static at => SlackBlocks.Option("o", $"{at}"))))), 5, "/blocks/0/elements/0/options"),
        ["footer"] = (static n => new JsonObject { ["text"] = "t", ["attachments"] = new JsonArray(new JsonObject { ["text"] = "a", ["footer"] = X(n) }) }, 300, "/attachments/0/footer"),
    };

    private static readonly Dictionary<string, (Func<int, JsonObject> Make, int Most, string Pointer)> ViewLimits = new(StringComparer.Ordinal)
    {
        ["blocks"] = (static n => SlackBlocks.Modal("c", "t", Many(n, static _ => SlackBlocks.Divider())), 100, "/blocks"),
        ["title"] = (static n => View(static (view, n) => view["title"] = Plain(n), n), 24, "/title/text"),
        ["submit"] = (static n => View(static (view, n) => view["submit"] = Plain(n), n), 24, "/submit/text"),
        ["private metadata"] = (static n => View(static (view, n) => view["private_metadata"] = X(n), n), 3000, "/private_metadata"),
        ["callback id"] = (static n => View(static (view, n) => view["callback_id"] = X(n), n), 255, "/callback_id"),
        ["external id"] = (static n => View(static (view, n) => view["external_id"] = X(n), n), 255, "/external_id"),
        ["label"] = (static n => View(static (view, n) => view["blocks"]![0]!["label"] = Plain(n), n), 2000, "/blocks/0/label/text"),
        ["placeholder"] = (static n => View(static (view, n) => view["blocks"]![0]!["element"]!["placeholder"] = Plain(n), n), 150, "/blocks/0/element/placeholder/text"),
        ["length of an input"] = (static n => View(static (view, n) => view["blocks"]![0]!["element"]!["max_length"] = n, n), 3000, "/blocks/0/element/max_length"),
    };

    public static TheoryData<string> OfMessages => [.. Limits.Keys];

    public static TheoryData<string> OfViews => [.. ViewLimits.Keys];

    [Theory]
    [MemberData(nameof(OfMessages))]
    public void A_message_at_its_limit_is_taken_and_one_more_is_refused_there(string limit)
    {
        var (make, most, pointer) = Limits[limit];
        SlackValidator.Message(make(most)).ShouldBeEmpty();
        SlackValidator.Message(make(most + 1)).Select(static fault => fault.Pointer).ShouldContain(pointer);
    }

    [Theory]
    [MemberData(nameof(OfViews))]
    public void A_view_at_its_limit_is_taken_and_one_more_is_refused_there(string limit)
    {
        var (make, most, pointer) = ViewLimits[limit];
        SlackValidator.View(make(most)).ShouldBeEmpty();
        SlackValidator.View(make(most + 1)).ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
    }

    [Fact]
    public void A_property_Slack_does_not_know_is_refused_wherever_it_stands()
    {
        RefusedEverywhere(Everything(), SlackValidator.Message);
        RefusedEverywhere(Form(), SlackValidator.View);
        RefusedEverywhere(SlackBlocks.Home([SlackBlocks.Header("h"), SlackBlocks.Actions(SlackBlocks.Button("b", "a"))]), SlackValidator.Home);
    }

    [Fact]
    public void A_missing_or_null_property_is_refused_where_it_should_stand()
    {
        SlackValidator.Message(Message("t", new JsonObject { ["type"] = "header" })).ShouldHaveSingleItem().Pointer.ShouldBe("/blocks/0/text");
        SlackValidator.Message(Message("t", new JsonObject { ["type"] = "header", ["text"] = null })).ShouldHaveSingleItem().Pointer.ShouldBe("/blocks/0/text");
        SlackValidator.Message(Message("t", new JsonObject { ["text"] = "no type" })).ShouldHaveSingleItem().Pointer.ShouldBe("/blocks/0/type");
        SlackValidator.Message(Message("t", new JsonObject { ["type"] = "section" })).ShouldHaveSingleItem().Why.ShouldContain("text, fields");
        SlackValidator.Message([]).ShouldHaveSingleItem().Pointer.ShouldBe("/text");
        SlackValidator.View(SlackBlocks.Modal("c", "t", [SlackBlocks.Input("b", "l", SlackBlocks.TextInput("a"))])).ShouldHaveSingleItem().Pointer.ShouldBe("/submit");
    }

    [Theory]
    [InlineData("""{"text":"t","blocks":[{"type":"header","text":{"type":"plain_text","text":""}}]}""", "/blocks/0/text/text")]
    [InlineData("""{"text":"t","blocks":[{"type":"header","text":{"type":"plain_text","text":"  "}}]}""", "/blocks/0/text/text")]
    [InlineData("""{"text":"t","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"a"}}]}""", "/blocks/0/text/type")]
    [InlineData("""{"text":"t","blocks":[{"type":"rich_text","elements":[]}]}""", "/blocks/0/elements")]
    [InlineData("""{"text":"t","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}]}""", "/blocks/0/elements/0/elements/0/text")]
    [InlineData("""{"text":"t","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"\ud800"}]}]}]}""", "/blocks/0/elements/0/elements/0/text")]
    [InlineData("""{"text":"t","blocks":[{"type":"image","alt_text":"a","image_url":"https://a","slack_file":{"id":"F012345678"}}]}""", "/blocks/0")]
    [InlineData("""{"text":"t","blocks":[{"type":"image","alt_text":"a","slack_file":{"id":"f012345678"}}]}""", "/blocks/0/slack_file/id")]
    [InlineData("""{"text":"t","blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"a"}],[]]}]}""", "/blocks/0/rows/1")]
    [InlineData("""{"text":"t","blocks":[{"type":"table","rows":[[{"type":"raw_number","value":1}]]}]}""", "/blocks/0/rows/0/0/type")]
    [InlineData("""{"text":"t","blocks":[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]}""", "/blocks/1/block_id")]
    [InlineData("""{"text":"t","blocks":[{"type":"alert","text":{"type":"plain_text","text":"modals only"}}]}""", "/blocks/0")]
    [InlineData("""{"text":"t","blocks":[{"type":"toString"}]}""", "/blocks/0/type")]
    [InlineData("""{"text":"t","blocks":[7,null,[]]}""", "/blocks/1")]
    [InlineData("""{"text":"t","attachments":[{"color":"red","text":"a"}]}""", "/attachments/0/color")]
    [InlineData("""{"text":"t","a/b~c":1}""", "/a~1b~0c")]
    [InlineData("""{"text":7}""", "/text")]
    public void What_Slack_refuses_is_refused_with_its_place(string message, string place) =>
        SlackValidator.Message(JsonNode.Parse(message)!.AsObject()).Select(static fault => fault.Pointer).ShouldContain(place);

    [Fact]
    public void Two_elements_of_a_block_have_different_action_ids()
    {
        var twice = SlackBlocks.Actions(SlackBlocks.Button("a", "same"), SlackBlocks.Button("b", "same"));
        SlackValidator.Message(Message("t", twice)).ShouldHaveSingleItem().Pointer.ShouldBe("/blocks/0/elements/1/action_id");
    }

    /// <summary>A message with all that a card may become.</summary>
    private static JsonObject Everything() => new()
    {
        ["channel"] = "C1",
        ["text"] = "t",
        ["metadata"] = new JsonObject { ["event_type"] = "e", ["event_payload"] = new JsonObject() },
        ["blocks"] = new JsonArray(
            SlackBlocks.Header("h"),
            SlackBlocks.Section(SlackBlocks.Mrkdwn("m"), SlackBlocks.Button("b", "a")),
            SlackBlocks.Context("c"),
            SlackBlocks.Image("F012345678", "a"),
            SlackBlocks.RichText(SlackBlocks.Line(SlackBlocks.Text("t", isBold: true), SlackBlocks.Link("l", new Uri("https://a.example")), SlackBlocks.Date(DateTimeOffset.UnixEpoch, "{time}", "f")), SlackBlocks.Bullets(SlackBlocks.Line(SlackBlocks.Text("i"))), SlackBlocks.Preformatted("p")),
            SlackBlocks.Table([[SlackBlocks.Cell(SlackBlocks.Text("c"))]], [true]),
            SlackBlocks.Divider()),
        ["attachments"] = new JsonArray(new JsonObject { ["color"] = "#E8912D", ["blocks"] = new JsonArray(SlackBlocks.Actions(SlackBlocks.Select("s", "p", [SlackBlocks.Option("o", "v", "d")]), SlackBlocks.ExternalSelect("e", "p"))) }),
    };

    private static JsonObject Form() => SlackBlocks.Modal(
        "c",
        "title",
        [SlackBlocks.Input("b", "l", SlackBlocks.TextInput("a", "p", "i", isMultiline: true), "hint", isOptional: true), SlackBlocks.Input("d", "l", SlackBlocks.DateTimePicker("a", DateTimeOffset.FromUnixTimeSeconds(1_722_471_600)))],
        "submit",
        privateMetadata: "m");

    private static void RefusedEverywhere(JsonObject whole, Func<JsonObject, IReadOnlyList<SlackFault>> validate)
    {
        validate(whole).ShouldBeEmpty();
        var count = SlackWalk.Objects(whole).Count();
        for (var at = 0; at < count; at++)
        {
            var changed = whole.DeepClone().AsObject();
            var place = SlackWalk.Objects(changed).ElementAt(at);
            if (place.GetPath().EndsWith("event_payload", StringComparison.Ordinal)) continue;
            place["unheard_of"] = 1;
            validate(changed).ShouldHaveSingleItem().Pointer.ShouldEndWith("/unheard_of");
        }
    }

    private static string X(int length) => new('x', length);

    private static JsonObject Plain(int length) => new() { ["type"] = "plain_text", ["text"] = X(length) };

    private static JsonObject[] Many(int count, Func<int, JsonObject> make) => [.. Enumerable.Range(0, count).Select(make)];

    private static JsonArray Array(int count, Func<int, JsonObject> make) => [.. Many(count, make)];

    private static JsonObject Message(string text, params JsonObject[] blocks) => new() { ["text"] = text, ["blocks"] = new JsonArray([.. blocks]) };

    private static JsonObject Attached(JsonObject[] blocks, JsonObject[] attached)
    {
        var message = Message("t", blocks);
        message["attachments"] = new JsonArray(new JsonObject { ["blocks"] = new JsonArray([.. attached]) });
        return message;
    }

    private static JsonObject Block(string type, string name, JsonNode value) => new() { ["type"] = type, [name] = value };

    private static JsonObject Rich(JsonObject run) => SlackBlocks.RichText(SlackBlocks.Line(run));

    private static JsonObject Table(int rows, int columns) => SlackBlocks.Table(Enumerable.Range(0, rows).Select(_ => Many(columns, static _ => SlackBlocks.Cell(SlackBlocks.Text("c")))), []);

    private static JsonObject Select(IEnumerable<JsonObject> options) => Message("t", SlackBlocks.Actions(SlackBlocks.Select("a", "p", options)));

    private static JsonObject Button(Action<JsonObject, int> change, int n)
    {
        var button = SlackBlocks.Button("b", "a");
        change(button, n);
        return Message("t", SlackBlocks.Actions(button));
    }

    private static JsonObject View(Action<JsonObject, int> change, int n)
    {
        var view = SlackBlocks.Modal("c", "t", [SlackBlocks.Input("b", "l", SlackBlocks.TextInput("a"))], "s");
        change(view, n);
        return view;
    }
}
