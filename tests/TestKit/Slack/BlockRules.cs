using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static ChatOps.TestKit.Slack.BlockRuleParts;

namespace ChatOps.TestKit.Slack;

/// <summary>Slack's rules for blocks, as its pages state them: a table of shapes, in which a property that is not named does not exist.</summary>
internal static partial class BlockRules
{
    private static readonly string[] Selects =
    [
        "static_select", "external_select", "users_select", "channels_select", "conversations_select",
        "multi_static_select", "multi_external_select", "multi_users_select", "multi_channels_select", "multi_conversations_select",
    ];

    private static readonly BlockRule ActionId = Text(255, 1);
    private static readonly BlockRule Style = OneOf("primary", "danger");
    private static readonly BlockRule AltText = Read(2_000);

    private static readonly BlockRule SlackFile = (check, node, at) =>
    {
        Shape(May("id", Matching(FileName().IsMatch, "a file id")), May("url", Text(3_000, 1))).And(static it => it.Count == 1, "give id or url")(check, node, at);
        if (node is JsonObject it && it["id"]?.ToString() is { } id) check.CheckFile(id, at);
    };

    private static readonly BlockRule Confirm = Shape(Must("title", PlainText(100)), Must("text", AnyText(300)), Must("confirm", PlainText(30)), Must("deny", PlainText(30)), May("style", Style));
    private static readonly BlockRule Option = Shape(Must("text", PlainText(75)), Must("value", Text(150, 1)), May("description", PlainText(75)));
    private static readonly BlockRule MarkedOption = Shape(Must("text", AnyText(75)), Must("value", Text(150, 1)), May("description", AnyText(75)));
    private static readonly BlockRule OverflowOption = Shape(Must("text", PlainText(75)), May("value", Text(150, 1)), May("description", PlainText(75)), May("url", Url));
    private static readonly BlockRule OptionGroup = Shape(Must("label", PlainText(75)), Must("options", List(1, 100, Option, "value")));
    private static readonly BlockRule Dispatch = Shape(Must("trigger_actions_on", List(1, 2, OneOf("on_enter_pressed", "on_character_entered"))));
    private static readonly BlockRule Filter = Shape(May("include", List(1, 4, OneOf("im", "mpim", "private", "public"))), May("exclude_external_shared_channels", Bool), May("exclude_bot_users", Bool)).And(static it => it.Count > 0, "must not be empty");
    private static readonly BlockRule Feedback = Shape(Must("text", PlainText(75)), Must("value", Text(2_000)), May("accessibility_label", Text(75)));

    private static readonly Dictionary<string, BlockRule> Elements = new()
    {
        ["button"] = Element("button", Must("text", PlainText(75)), May("value", Text(2_000)), May("url", Url), May("style", Style), May("confirm", Confirm), May("accessibility_label", Text(75))),
        ["overflow"] = Element("overflow", Must("options", List(1, 5, OverflowOption)), May("confirm", Confirm)),
        ["static_select"] = Options(Chosen("static_select", May("options", List(1, 100, Option, "value")), May("option_groups", List(1, 100, OptionGroup)), May("initial_option", Option)).And(HasInitial, "initial_option must be one of the options")),
        ["multi_static_select"] = Options(Many("multi_static_select", May("options", List(1, 100, Option, "value")), May("option_groups", List(1, 100, OptionGroup)), May("initial_options", List(1, 100, Option)))),
        ["external_select"] = Chosen("external_select", May("initial_option", Option), May("min_query_length", Number(0))),
        ["multi_external_select"] = Many("multi_external_select", May("initial_options", List(1, 100, Option)), May("min_query_length", Number(0))),
        ["users_select"] = Chosen("users_select", May("initial_user", Text(255))),
        ["multi_users_select"] = Many("multi_users_select", May("initial_users", List(0, 100, Text(255)))),
        ["channels_select"] = Chosen("channels_select", May("initial_channel", Text(255)), May("response_url_enabled", Bool)),
        ["multi_channels_select"] = Many("multi_channels_select", May("initial_channels", List(0, 100, Text(255)))),
        ["conversations_select"] = Chosen("conversations_select", May("initial_conversation", Text(255)), May("default_to_current_conversation", Bool), May("response_url_enabled", Bool), May("filter", Filter)),
        ["multi_conversations_select"] = Many("multi_conversations_select", May("initial_conversations", List(0, 100, Text(255))), May("default_to_current_conversation", Bool), May("filter", Filter)),
        ["checkboxes"] = Element("checkboxes", Must("options", List(1, 10, MarkedOption, "value")), May("initial_options", List(1, 10, MarkedOption)), May("confirm", Confirm), May("focus_on_load", Bool)),
        ["radio_buttons"] = Element("radio_buttons", Must("options", List(1, 10, MarkedOption, "value")), May("initial_option", MarkedOption), May("confirm", Confirm), May("focus_on_load", Bool)),
        ["datepicker"] = Chosen("datepicker", May("initial_date", Matching(Date().IsMatch, "a date YYYY-MM-DD"))),
        ["timepicker"] = Chosen("timepicker", May("initial_time", Matching(Hour().IsMatch, "a time HH:mm")), May("timezone", Text(255))),
        ["datetimepicker"] = Element("datetimepicker", May("initial_date_time", Number(1_000_000_000, 9_999_999_999)), May("confirm", Confirm), May("focus_on_load", Bool)),
        ["plain_text_input"] = Typed("plain_text_input", May("initial_value", Text(3_000)), May("multiline", Bool), May("min_length", Number(0, 3_000)), May("max_length", Number(1, 3_000))),
        ["email_text_input"] = Typed("email_text_input", May("initial_value", Text(3_000))),
        ["url_text_input"] = Typed("url_text_input", May("initial_value", Text(3_000))),
        ["number_input"] = Typed("number_input", Must("is_decimal_allowed", Bool), May("initial_value", Text(3_000)), May("min_value", Text(100)), May("max_value", Text(100))),
        ["rich_text_input"] = Typed("rich_text_input", May("initial_value", static (check, node, at) => Block(check, node, at))),
        ["file_input"] = Element("file_input", May("filetypes", List(0, 100, Text(100))), May("max_files", Number(1, 10))),
        ["image"] = Element("image", Must("alt_text", AltText), May("image_url", Url), May("slack_file", SlackFile)).And(static it => it.ContainsKey("image_url") != it.ContainsKey("slack_file"), "give image_url or slack_file").And(static it => !it.ContainsKey("action_id"), "invalid additional property: action_id"),
        ["workflow_button"] = Element("workflow_button", Must("text", PlainText(75)), Must("workflow", Anything), May("style", Style), May("accessibility_label", Text(75)), May("confirm", Confirm)),
        ["feedback_buttons"] = Element("feedback_buttons", Must("positive_button", Feedback), Must("negative_button", Feedback)),
        ["icon_button"] = Element("icon_button", Must("icon", Text(1_000, 1)), Must("text", PlainText(75)), May("value", Text(2_000)), May("accessibility_label", Text(75)), May("visible_to_user_ids", List(0, 10, Text(255))), May("confirm", Confirm)),
    };

    private static readonly string[] Pressed = ["button", "checkboxes", "datepicker", "overflow", "radio_buttons", "timepicker", "workflow_button", .. Selects];

    private static readonly Dictionary<string, BlockRule> Blocks = new()
    {
        ["actions"] = Of("actions", "mvh", Must("elements", List(1, 25, ByType(Elements, [.. Pressed, "datetimepicker", "rich_text_input"]), "action_id"))),
        ["alert"] = Of("alert", "v", Must("text", AnyText(200)), May("level", OneOf("default", "info", "warning", "error", "success"))),
        ["card"] = Of("card", "mvh", May("title", AnyText(150)), May("subtitle", AnyText(150)), May("body", AnyText(200)), May("subtext", AnyText(200)), May("actions", List(1, 3, ByType(Elements, "button"), "action_id")), May("icon", ByType(Elements, "image")), May("slack_icon", Shape(Must("type", OneOf("icon")), Must("name", Text(100, 1)))), May("hero_image", ByType(Elements, "image")))
            .And(static it => it.Any(static field => field.Key is "hero_image" or "title" or "actions" or "body"), "give one of hero_image, title, actions, body").And(static it => !it.ContainsKey("icon") || !it.ContainsKey("slack_icon"), "give icon or slack_icon"),
        ["carousel"] = Of("carousel", "mh", Must("elements", List(1, 10, Inner("card")))),
        ["container"] = Of("container", "mh", May("title", PlainText(150)), May("rich_text_title", Inner("rich_text")), May("subtitle", AnyText(150)), May("icon", ByType(Elements, "image")), May("width", OneOf("narrow", "standard", "wide", "full")), May("is_collapsible", Bool), May("default_collapsed", Bool), May("has_header_divider", Bool),
                Must("child_blocks", List(1, 10, Inner("actions", "context", "divider", "file", "header", "image", "input", "rich_text", "section", "table", "video"))))
            .And(static it => it.ContainsKey("title") || it.ContainsKey("rich_text_title"), "give title or rich_text_title").And(static it => it["has_header_divider"] is null || it["is_collapsible"]?.ToString() != "true", "has_header_divider only without is_collapsible"),
        ["context"] = Of("context", "mvh", Must("elements", List(1, 10, static (check, node, at) => (node?["type"]?.ToString() == "image" ? Elements["image"] : AnyText(3_000))(check, node, at)))),
        ["context_actions"] = Of("context_actions", "m", Must("elements", List(1, 5, ByType(Elements, "feedback_buttons", "icon_button"), "action_id"))),
        ["data_table"] = Of("data_table", "mh", Must("caption", Read(3_000)), Must("rows", BlockTables.Rows(2, 201, 20_000, "data_table", "raw_text", "raw_number", "rich_text")), May("page_size", Number(1, 100)), May("row_header_column_index", Number(0, 19))),
        ["data_visualization"] = Of("data_visualization", "m", Must("title", Read(50)), Must("chart", BlockCharts.Chart)),
        ["divider"] = Of("divider", "mvh"),
        ["file"] = Of("file", "m", Must("external_id", Text(255, 1)), Must("source", OneOf("remote"))),
        ["header"] = Of("header", "mvh", Must("text", PlainText(150)), May("level", Number(1, 4))),
        ["image"] = Of("image", "mvh", Must("alt_text", AltText), May("image_url", Url), May("slack_file", SlackFile), May("title", PlainText(2_000))).And(static it => it.ContainsKey("image_url") != it.ContainsKey("slack_file"), "give image_url or slack_file"),
        ["input"] = Of("input", "mvh", Must("label", PlainText(2_000)), May("hint", PlainText(2_000)), May("optional", Bool), May("dispatch_action", Bool),
            Must("element", ByType(Elements, [.. Selects, "checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker", "plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input"]))).And(static it => it["dispatch_action"]?.ToString() != "true" || it["element"]?["type"]?.ToString() != "file_input", "dispatch_action not with file_input"),
        ["markdown"] = Of("markdown", "m", Must("text", static (check, node, at) =>
        {
            Read(12_000)(check, node, at);
            check.Count("markdown", node?.ToString().Length ?? 0);
        })),
        ["plan"] = Of("plan", "m", Must("title", Read(3_000)), May("tasks", List(0, 100, Anything))),
        ["task_card"] = Of("task_card", "m", Must("task_id", Text(255, 1)), Must("title", Read(3_000)), May("status", OneOf("in_progress", "complete", "error")), May("details", Inner("rich_text")), May("output", Inner("rich_text")), May("sources", List(0, 100, Anything))),
        ["rich_text"] = Of("rich_text", "mvh", Must("elements", List(1, int.MaxValue, BlockRichText.Line))),
        ["section"] = Of("section", "mvh", May("text", AnyText(3_000)), May("fields", List(1, 10, AnyText(2_000))), May("accessory", ByType(Elements, [.. Pressed, "image"])), May("expand", Bool)).And(static it => it.ContainsKey("text") || it.ContainsKey("fields"), "give text or fields"),
        ["table"] = Of("table", "mh", Must("rows", BlockTables.Rows(1, 100, 10_000, "table", "raw_text", "rich_text")), May("column_settings", List(0, 20, BlockTables.Column))),
        ["video"] = Of("video", "mvh", Must("video_url", Text(3_000, 1)), Must("thumbnail_url", Text(3_000, 1)), Must("alt_text", Read(199)), Must("title", PlainText(199)), May("title_url", Url), May("author_name", Text(49)), May("provider_name", Text(49)), May("provider_icon_url", Url), May("description", PlainText(199))),
    };

    private static readonly BlockRule Modal = Shape(May("type", OneOf("modal")), Must("title", PlainText(24)), May("submit", PlainText(24)), May("close", PlainText(24)), Must("blocks", List(1, 100, Anything)), May("private_metadata", Text(3_000)), May("callback_id", Text(255)), May("external_id", Text(255)), May("clear_on_close", Bool), May("notify_on_close", Bool), May("submit_disabled", Bool));

    private static readonly BlockRule Home = Shape(May("type", OneOf("home")), Must("blocks", List(1, 100, Anything)), May("private_metadata", Text(3_000)), May("callback_id", Text(255)), May("external_id", Text(255)));

    public static BlockRule View(string type) => type == "home" ? Home : Modal;

    public static void Block(BlockCheck check, JsonNode? node, string at) => ByType(Blocks)(check, node, at);

    private static BlockRule Of(string type, string surfaces, params BlockField[] fields)
    {
        var shape = Shape([May("type", Anything), May("block_id", Text(255, 1)), .. fields]);
        return (check, node, at) =>
        {
            if (!surfaces.Contains(check.Surface, StringComparison.Ordinal)) check.Wrong($"{at}/type", $"unsupported type: {type}");
            if (node?["block_id"]?.ToString() is { } id) check.NameBlock(id, $"{at}/block_id");
            if (type == "data_visualization" && check.Count(type) > 2) check.Wrong(at, "no more than 2 data visualizations allowed");
            if (type == "table") check.Count(type);
            shape(check, node, at);
        };
    }

    /// <summary>Block kinds inside another; looked up when used, for the table is not complete while it is made.</summary>
    private static BlockRule Inner(params string[] types) => (check, node, at) => ByType(Blocks, types)(check, node, at);

    private static BlockRule Element(string type, params BlockField[] fields) => Shape([May("type", OneOf(type)), May("action_id", ActionId), .. fields]);

    private static BlockRule Chosen(string type, params BlockField[] fields) => Element(type, [May("placeholder", PlainText(150)), May("confirm", Confirm), May("focus_on_load", Bool), .. fields]);

    private static BlockRule Many(string type, params BlockField[] fields) => Chosen(type, [May("max_selected_items", Number(1)), .. fields]);

    private static BlockRule Typed(string type, params BlockField[] fields) => Element(type, [May("placeholder", PlainText(150)), May("focus_on_load", Bool), May("dispatch_action_config", Dispatch), .. fields]);

    private static bool HasInitial(JsonObject select) => select["initial_option"] is not JsonObject initial
        || ((select["option_groups"] as JsonArray)?.SelectMany(static group => group?["options"] as JsonArray ?? []) ?? select["options"] as JsonArray ?? []).Any(option => JsonNode.DeepEquals(option, initial));

    private static BlockRule Options(BlockRule rule) => rule.And(static it => it.ContainsKey("options") != it.ContainsKey("option_groups"), "give options or option_groups");

    [GeneratedRegex("^F[A-Z0-9]{8,}$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$")]
    private static partial Regex Date();

    [GeneratedRegex("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    private static partial Regex Hour();
}
