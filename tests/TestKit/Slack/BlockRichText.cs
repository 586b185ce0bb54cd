using static ChatOps.TestKit.Slack.BlockRuleParts;

namespace ChatOps.TestKit.Slack;

/// <summary>What rich_text is made of.</summary>
internal static class BlockRichText
{
    private static readonly BlockRule Style = Shape(May("bold", Bool), May("italic", Bool), May("strike", Bool), May("code", Bool), May("underline", Bool), May("highlight", Bool), May("client_highlight", Bool), May("unlink", Bool));

    private static readonly Dictionary<string, BlockRule> Runs = new()
    {
        ["text"] = Shape(Must("type", Anything), Must("text", Read(int.MaxValue - 1)), May("style", Style)),
        ["link"] = Shape(Must("type", Anything), Must("url", Url), May("text", Read(3_000, 0)), May("unsafe", Bool), May("style", Style)),
        ["emoji"] = Shape(Must("type", Anything), Must("name", Text(100, 1)), May("unicode", Text(100)), May("url", Url), May("skin_tone", Number(1, 6)), May("style", Style)),
        ["user"] = Shape(Must("type", Anything), Must("user_id", Matching(static id => id.Length is > 3 and < 40 && id[0] is 'U' or 'W' && id.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)), "the id of a person")), May("style", Style)),
        ["usergroup"] = Shape(Must("type", Anything), Must("usergroup_id", Text(50, 1)), May("style", Style)),
        ["channel"] = Shape(Must("type", Anything), Must("channel_id", Text(50, 1)), May("style", Style)),
        ["team"] = Shape(Must("type", Anything), Must("team_id", Text(50, 1)), May("style", Style)),
        ["broadcast"] = Shape(Must("type", Anything), Must("range", OneOf("here", "channel", "everyone")), May("style", Style)),
        ["date"] = Shape(Must("type", Anything), Must("timestamp", Number(0)), Must("format", Text(500, 1)), May("url", Url), May("fallback", Read(500)), May("style", Style)),
        ["color"] = Shape(Must("type", Anything), Must("value", Text(50, 1)), May("style", Style)),
    };

    private static readonly BlockRule Section = Shape(Must("type", Anything), Must("elements", List(0, int.MaxValue, ByType(Runs))));

    private static readonly Dictionary<string, BlockRule> Lines = new()
    {
        ["rich_text_section"] = Section,
        ["rich_text_quote"] = Shape(Must("type", Anything), Must("elements", List(0, int.MaxValue, ByType(Runs))), May("border", Number(0, 1))),
        ["rich_text_preformatted"] = Shape(Must("type", Anything), Must("elements", List(0, int.MaxValue, ByType(Runs, "text", "link"))), May("border", Number(0, 1)), May("language", Text(100))),
        ["rich_text_list"] = Shape(Must("type", Anything), Must("style", OneOf("bullet", "ordered")), Must("elements", List(1, int.MaxValue, ByType(new Dictionary<string, BlockRule> { ["rich_text_section"] = Section }))), May("indent", Number(0, 8)), May("offset", Number(0)), May("border", Number(0, 1))),
    };

    public static BlockRule Line { get; } = ByType(Lines);
}
