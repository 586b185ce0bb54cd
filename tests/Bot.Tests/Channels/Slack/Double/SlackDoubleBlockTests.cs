using System.Text.Json.Nodes;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>What Slack refuses in blocks, and where it says it is.</summary>
public sealed class SlackDoubleBlockTests
{
    private static readonly string Long = new('x', 3001);

    [Theory]
    [InlineData("""{"type":"divider"}""")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"A","emoji":true},"level":2}""")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"*a*","verbatim":true},"accessory":{"type":"button","text":{"type":"plain_text","text":"B"},"action_id":"b"}}""")]
    [InlineData("""{"type":"context","elements":[{"type":"mrkdwn","text":"a"},{"type":"image","image_url":"https://x.example/a.png","alt_text":"a"}]}""")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a","style":{"bold":true}},{"type":"link","url":"https://x.example","text":"x"},{"type":"date","timestamp":1722470400,"format":"{date_num}","fallback":"1 Aug"}]},{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[]}]}]}""")]
    [InlineData("""{"type":"table","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"b"}]],"column_settings":[null,{"align":"right"}]}""")]
    [InlineData("""{"type":"data_table","caption":"c","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_number","value":7}]]}""")]
    [InlineData("""{"type":"data_visualization","title":"t","chart":{"type":"line","series":[{"name":"s","data":[{"label":"a","value":1}]}],"axis_config":{"categories":["a"],"x_label":"x"}}}""")]
    [InlineData("""{"type":"markdown","text":"**a**"}""")]
    [InlineData("""{"type":"image","image_url":"https://x.example/a.png","alt_text":"a"}""")]
    [InlineData("""{"type":"card","title":{"type":"plain_text","text":"t"},"actions":[{"type":"button","text":{"type":"plain_text","text":"B"}}]}""")]
    [InlineData("""{"type":"container","title":{"type":"plain_text","text":"t"},"child_blocks":[{"type":"divider"}]}""")]
    [InlineData("""{"type":"actions","elements":[{"type":"external_select","action_id":"a","min_query_length":0},{"type":"datetimepicker","action_id":"d","initial_date_time":1722470400}]}""")]
    public void Good_blocks_pass(string block) => Judge(block).ShouldBeNull();

    [Theory]
    [InlineData("""{"type":"divider","colour":"red"}""", "/blocks/0/colour")]
    [InlineData("""{"type":"nonsense"}""", "/blocks/0/type")]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"a"}}""", "/blocks/0/text/type")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":""}}""", "/blocks/0/text/text")]
    [InlineData("""{"type":"section","text":{"type":"plain_text","text":"a","verbatim":true}}""", "/blocks/0/text/verbatim")]
    [InlineData("""{"type":"section"}""", "/blocks/0")]
    [InlineData("""{"type":"actions","elements":[]}""", "/blocks/0/elements")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"B"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"C"}}]}""", "/blocks/0/elements")]
    [InlineData("""{"type":"actions","elements":[{"type":"static_select","action_id":"a","options":[{"type":"option","text":{"type":"plain_text","text":"B"},"value":"v"}]}]}""", "/blocks/0/elements/0/options/0/type")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"B"},"url":"not a url"}]}""", "/blocks/0/elements/0/url")]
    [InlineData("""{"type":"image","alt_text":"a"}""", "/blocks/0")]
    [InlineData("""{"type":"image","alt_text":"a","slack_file":{"id":"F0UNKNOWN1"}}""", "/blocks/0/slack_file")]
    [InlineData("""{"type":"table","rows":[[{"type":"raw_text","text":"a"}],[{"type":"raw_text","text":"b"},{"type":"raw_text","text":"c"}]]}""", "/blocks/0/rows")]
    [InlineData("""{"type":"table","rows":[[{"type":"raw_number","value":1}]]}""", "/blocks/0/rows/0/0/type")]
    [InlineData("""{"type":"alert","text":{"type":"plain_text","text":"a"}}""", "/blocks/0/type")]
    [InlineData("""{"type":"data_visualization","title":"t","chart":{"type":"line","series":[{"name":"s","data":[{"label":"b","value":1}]}],"axis_config":{"categories":["a"]}}}""", "/blocks/0/chart/series")]
    [InlineData("""{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[{"label":"a","value":0}]}}""", "/blocks/0/chart/segments/0/value")]
    [InlineData("""{"type":"task_card","task_id":"1","title":"t","status":"pending"}""", "/blocks/0/status")]
    [InlineData("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}""", "/blocks/0/elements/0/elements/0/text")]
    public void Bad_blocks_are_refused_where_they_are_bad(string block, string place)
    {
        var refusal = Judge(block).ShouldNotBeNull();
        refusal.Error.ShouldBe("invalid_blocks");
        refusal.Messages.ShouldContain(message => message.EndsWith($"[json-pointer:{place}]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text", 3000)]
    [InlineData("header", 150)]
    [InlineData("button", 75)]
    [InlineData("value", 2000)]
    [InlineData("field", 2000)]
    public void A_limit_is_kept_and_its_next_refused(string where, int limit)
    {
        Judge(Sized(where, limit)).ShouldBeNull();
        Judge(Sized(where, limit + 1)).ShouldNotBeNull();
    }

    [Fact]
    public void Fifty_blocks_pass_and_one_more_does_not()
    {
        Judge([.. Enumerable.Repeat("""{"type":"divider"}""", 50)]).ShouldBeNull();
        Judge([.. Enumerable.Repeat("""{"type":"divider"}""", 51)])!.Error.ShouldBe("invalid_blocks");
    }

    [Fact]
    public void All_text_together_has_a_budget()
    {
        var section = $$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{Long[..3000]}}}"}}""";
        Judge(section, section, section, section).ShouldBeNull();
        Judge(section, section, section, section, """{"type":"markdown","text":"x"}""")!.Error.ShouldBe("msg_blocks_too_long");
    }

    [Fact]
    public void Names_of_blocks_are_unique_and_so_are_tables()
    {
        Judge("""{"type":"divider","block_id":"a"}""", """{"type":"divider","block_id":"a"}""")!.Messages.Single().ShouldContain("/blocks/1/block_id");
        const string table = """{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}""";
        Judge(table, table)!.Messages.Single().ShouldContain("only_one_table_allowed");
    }

    [Fact]
    public void Attachments_hold_blocks_under_the_same_rules()
    {
        var check = new BlockCheck("m", static _ => true);
        check.Message((JsonObject)JsonNode.Parse("""{"attachments":[{"color":"#d13212","blocks":[{"type":"divider","x":1}]},{"colour":"red"}]}""")!);

        check.Refusal!.Messages.Select(static message => message[(message.IndexOf("pointer:", StringComparison.Ordinal) + 8)..^1]).ShouldBe(["/attachments/0/blocks/0/x", "/attachments/1/colour"]);
    }

    [Theory]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"divider"}]}""", null)]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"a title of more than twenty-four"},"blocks":[{"type":"divider"}]}""", "/view/title/text")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}]}""", "/view/submit")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"markdown","text":"a"}]}""", "/view/blocks/0/type")]
    public void Dialogs_have_rules_of_their_own(string view, string? place)
    {
        var check = new BlockCheck("v", static _ => true);
        check.View((JsonObject)JsonNode.Parse(view)!);

        if (place is null) check.Refusal.ShouldBeNull();
        else check.Refusal!.Messages.ShouldContain(message => message.Contains($"[json-pointer:{place}]", StringComparison.Ordinal));
    }

    private static SlackRefusal? Judge(params string[] blocks)
    {
        var check = new BlockCheck("m", static _ => false);
        check.Message(new JsonObject { ["blocks"] = new JsonArray([.. blocks.Select(static block => JsonNode.Parse(block))]) });
        return check.Refusal;
    }

    private static string Sized(string where, int length)
    {
        var text = Long[..length];
        return where switch
        {
            "text" => $$$"""{"type":"section","text":{"type":"mrkdwn","text":"{{{text}}}"}}""",
            "header" => $$$"""{"type":"header","text":{"type":"plain_text","text":"{{{text}}}"}}""",
            "field" => $$$"""{"type":"section","fields":[{"type":"plain_text","text":"{{{text}}}"}]}""",
            "value" => $$$"""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"B"},"value":"{{{text}}}"}]}""",
            _ => $$$"""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"{{{text}}}"}}]}""",
        };
    }
}
