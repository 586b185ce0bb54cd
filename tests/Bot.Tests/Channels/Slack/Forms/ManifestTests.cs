using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Investigation;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The manifests promise what the program does, and ask for what it needs, no more.</summary>
public sealed partial class ManifestTests
{
    /// <summary>The scopes one of which a method needs (docs.slack.dev/reference/methods); none for those any bot may call.</summary>
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["auth.test"] = [],
        ["apps.connections.open"] = [], // the app-level token
        ["chat.postMessage"] = ["chat:write"],
        ["chat.update"] = ["chat:write"],
        ["chat.delete"] = ["chat:write"],
        ["chat.postEphemeral"] = ["chat:write"],
        ["chat.getPermalink"] = [],
        ["chat.unfurl"] = ["links:write"],
        ["views.open"] = [],
        ["views.update"] = [],
        ["views.publish"] = [],
        ["files.getUploadURLExternal"] = ["files:write"],
        ["files.completeUploadExternal"] = ["files:write"],
        ["files.info"] = ["files:read"],
        ["conversations.info"] = ["channels:read", "groups:read"],
        ["conversations.join"] = ["channels:join"],
        ["conversations.history"] = ["channels:history", "groups:history", "im:history"],
        ["conversations.replies"] = ["channels:history", "groups:history", "im:history"],
        ["users.conversations"] = ["channels:read", "groups:read"],
        ["users.info"] = ["users:read"],
        ["usergroups.list"] = ["usergroups:read"],
        ["usergroups.users.list"] = ["usergroups:read"],
        ["reactions.add"] = ["reactions:write"],
    };

    /// <summary>What has to be granted for something to be told.</summary>
    private static readonly Dictionary<string, string> Told = new(StringComparer.Ordinal)
    {
        ["message.channels"] = "channels:history",
        ["message.groups"] = "groups:history",
        ["message.im"] = "im:history",
        ["app_mention"] = "app_mentions:read",
        ["reaction_added"] = "reactions:read",
        ["reaction_removed"] = "reactions:read",
        ["app_home_opened"] = "",
        ["link_shared"] = "links:read",
        ["member_joined_channel"] = "channels:read",
        ["app_uninstalled"] = "",
        ["tokens_revoked"] = "",
    };

    /// <summary>Slack's own schema (github.com/slackapi/manifest-schema), which lies with the corpus.</summary>
    private static string SchemaPath => Path.Combine(Corpus.Folder!, "../facts/slack-app-manifest.schema.json");

    [Theory]
    [InlineData(Manifest.Http)]
    [InlineData(Manifest.Socket)]
    public void It_keeps_Slack_s_limits(string path)
    {
        var manifest = Manifest.Read(path);
        manifest.Select(static member => member.Key).ShouldBe(["_metadata", "display_information", "features", "oauth_config", "settings"]);
        manifest["display_information"]!["name"]!.GetValue<string>().Length.ShouldBeInRange(1, 35);
        manifest["display_information"]!["description"]!.GetValue<string>().Length.ShouldBeInRange(1, 140);
        foreach (var shortcut in (JsonArray)manifest["features"]!["shortcuts"]!)
        {
            shortcut!["name"]!.GetValue<string>().Length.ShouldBeInRange(1, 24);
            shortcut["description"]!.GetValue<string>().Length.ShouldBeInRange(1, 150);
        }

        ((JsonArray)manifest["features"]!["unfurl_domains"]!).Select(static domain => domain!.GetValue<string>()).ShouldBe(["console.aws.amazon.com"]);
        Manifest.Scopes(path).ShouldBeUnique();
        Manifest.Events(path).ShouldBeUnique();
    }

    [CorpusTheory]
    [InlineData(Manifest.Http)]
    [InlineData(Manifest.Socket)]
    public void It_is_as_Slack_s_schema_says(string path)
    {
        var schema = (JsonObject)JsonNode.Parse(File.ReadAllText(SchemaPath))!;
        new JsonSchema(schema).Check(Manifest.Read(path)).ShouldBeEmpty();

        var wrong = Manifest.Read(path);
        wrong["features"]!["slash_commands"]![0]!["command"] = "investigate";
        wrong["settings"]!["webhooks"] = true;
        new JsonSchema(schema).Check(wrong).ShouldBe(["$.features.slash_commands[0].command does not match ^\\/", "$.settings has an unknown member webhooks"]);
    }

    [Fact]
    public void In_Socket_Mode_no_address_is_named_and_nothing_else_differs()
    {
        var (http, socket) = (Manifest.Read(Manifest.Http), Manifest.Read(Manifest.Socket));
        Repository.Read(Manifest.Socket).ShouldNotContain("example.com");
        Placeholder().Count(Repository.Read(Manifest.Http)).ShouldBe(4 + 1); // and the line that says what to replace
        Without(http);
        Without(socket);
        JsonNode.DeepEquals(http, socket).ShouldBeTrue();

        static void Without(JsonObject manifest)
        {
            ((JsonObject)manifest["features"]!["slash_commands"]![0]!).Remove("url");
            ((JsonObject)manifest["settings"]!["event_subscriptions"]!).Remove("request_url");
            ((JsonObject)manifest["settings"]!["interactivity"]!).Remove("request_url");
            ((JsonObject)manifest["settings"]!["interactivity"]!).Remove("message_menu_options_url");
            manifest["settings"]!["socket_mode_enabled"] = null;
        }
    }

    [Theory]
    [InlineData(Manifest.Http)]
    [InlineData(Manifest.Socket)]
    public void Each_scope_says_why_and_is_needed_by_a_call_or_by_what_is_told(string path)
    {
        var scopes = Manifest.Scopes(path);
        var called = Called().ToList();
        var needed = called.SelectMany(static method => Needed[method]).Concat(Manifest.Events(path).Select(static each => Told[each])).Where(static scope => scope.Length > 0).Append("commands").ToHashSet();

        needed.Except(scopes).ShouldBeEmpty("a method would answer missing_scope");
        scopes.Except(needed).ShouldBeEmpty("nothing needs it");
        var lines = Repository.Read(path).Split('\n');
        for (var n = 1; n < lines.Length; n++)
        {
            if (scopes.Any(scope => lines[n].Trim() == $"- {scope}")) lines[n - 1].TrimStart().ShouldStartWith("# ", Case.Sensitive, lines[n]);
        }
    }

    [Theory]
    [InlineData(Manifest.Http)]
    [InlineData(Manifest.Socket)]
    public async Task What_it_names_is_listened_to_and_what_is_listened_to_it_names(string path)
    {
        await using var slack = await SlackDouble.StartAsync();
        await using var host = await RunningHost.StartAsync(
            $"--Slack:BotToken={slack.BotToken}", $"--Slack:SigningSecret={slack.SigningSecret}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", "--Edge:Url=http://127.0.0.1:0");
        var manifest = Manifest.Read(path);
        var heard = ((IEnumerable<ISlackListener>)host.Services.GetService(typeof(IEnumerable<ISlackListener>))!).SelectMany(static listener => listener.Types).ToList();

        Manifest.Events(path).Select(static each => $"event:{each.Split('.')[0]}").Distinct()
            .ShouldBe(heard.Where(static type => type.StartsWith("event:", StringComparison.Ordinal)), ignoreOrder: true);
        ((JsonArray)manifest["features"]!["slash_commands"]!).Select(static each => each!["command"]!.GetValue<string>()).ShouldBe([host.Get<SlackOptions>().Command]);
        heard.ShouldContain("command");
        ((JsonArray)manifest["features"]!["shortcuts"]!).Select(static each => $"{each!["type"]} {each["callback_id"]}").ShouldBe([$"global {FormIds.Investigate}", $"message {FormIds.InvestigateMessage}", $"message {FormIds.AddToInvestigation}"]);
    }

    /// <summary>Methods of Slack that the program names.</summary>
    private static IEnumerable<string> Called() => Repository.Sources("src/Bot/Channels/Slack")
        .SelectMany(static file => MethodName().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value)).Where(static name => !name.EndsWith(".com", StringComparison.Ordinal)).Distinct(); // hosts

    [GeneratedRegex(@"""((?:auth|apps|chat|views|files|conversations|users|usergroups|reactions|team|bots|pins|im|mpim|oauth)\.[a-zA-Z.]+)""")]
    private static partial Regex MethodName();

    [GeneratedRegex("chatops\\.example\\.com")]
    private static partial Regex Placeholder();
}
