using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.TestKit;
using YamlDotNet.RepresentationModel;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>A manifest of the app, as JSON.</summary>
internal static class Manifest
{
    public const string Http = "deploy/slack/manifest.yaml";
    public const string Socket = "deploy/slack/manifest.socket.yaml";

    public static JsonObject Read(string path)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(Repository.Read(path));
        yaml.Load(reader);
        return (JsonObject)Json(yaml.Documents.ShouldHaveSingleItem().RootNode)!;
    }

    public static IReadOnlyList<string> Scopes(string path) => Texts(Read(path)["oauth_config"]!["scopes"]!["bot"]);

    public static IReadOnlyList<string> Events(string path) => Texts(Read(path)["settings"]!["event_subscriptions"]!["bot_events"]);

    private static List<string> Texts(JsonNode? list) => [.. ((JsonArray)list!).Select(static each => each!.GetValue<string>())];

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(static pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: not YamlDotNet.Core.ScalarStyle.Plain } quoted => JsonValue.Create(quoted.Value),
        YamlScalarNode { Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode scalar when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException($"What is {node.NodeType} in a manifest?"),
    };
}
