using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>What Slack takes, read once from blockkit-spec.json (docs.slack.dev, "Block Kit reference", as of November 2026).</summary>
internal sealed class SlackSpec
{
    private readonly Dictionary<string, Dictionary<string, SlackShape>> groups = new(StringComparer.Ordinal);

    private SlackSpec(JsonObject told)
    {
        Message = new SlackShape(told["message"]!.AsObject());
        foreach (var (group, shapes) in told.Where(static member => member.Key != "message"))
            groups.Add(group, shapes!.AsObject().ToDictionary(static shape => shape.Key, static shape => new SlackShape(shape.Value!.AsObject()), StringComparer.Ordinal));
    }

    public static SlackSpec Current { get; } = Read();

    public SlackShape Message { get; }

    public SlackShape? Find(string group, string name) => groups[group].GetValueOrDefault(name);

    private static SlackSpec Read()
    {
        using var told = typeof(SlackSpec).Assembly.GetManifestResourceStream("ChatOps.Bot.Channels.Slack.BlockKit.blockkit-spec.json")!;
        return new SlackSpec(JsonNode.Parse(told)!.AsObject());
    }
}
