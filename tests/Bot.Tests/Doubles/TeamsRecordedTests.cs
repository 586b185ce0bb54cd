using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

/// <summary>What the double says has the members of what Teams was recorded to say; where no recordings are, there is nothing to compare.</summary>
public sealed class TeamsRecordedTests
{
    private const string Message = "TeamsActivityTests_cs_3_message_.json";
    private const string Press = "TeamsActivityTests_cs_2_invoke_adaptiveCard_action.json";

    /// <summary>Of chats with a history from before Teams; none of ours has one.</summary>
    private static readonly string[] Left = ["/channelData/legacy", "/channelData/legacy/replyToId"];

    private static string? Folder => Environment.GetEnvironmentVariable("CHATOPS_CORPUS") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "teams")) ? Path.Combine(named, "teams") : null;

    [Fact]
    public async Task A_reply_with_a_mention_has_the_members_of_a_recorded_one()
    {
        if (Folder is not { } folder) return;
        await using var teams = await TeamsDouble.StartAsync();
        var place = teams.Channel("alerts");
        var ours = teams.Activities.Message(teams.Person("ana"), place, "seen");
        Assert.Equal(Members(await ReadAsync(folder, Message)), Members(ours));
    }

    [Fact]
    public async Task A_press_has_the_members_of_a_recorded_one()
    {
        if (Folder is not { } folder) return;
        await using var teams = await TeamsDouble.StartAsync();
        await using var ear = await TeamsEar.OfAsync(teams);
        await using var talk = new TeamsTalk(teams);
        var ana = teams.Person("ana");
        await talk.SendAsync(ana.Chat.Id, TeamsTalk.Message("x", new JsonObject { ["type"] = "Action.Execute", ["title"] = "Go", ["data"] = new JsonObject { ["feedback"] = "x" } }));
        await ana.Press(await ana.Chat.ExpectMessage("x"), "Go");
        Assert.Equal(Members(await ReadAsync(folder, Press)).Except(Left), Members(ear.Last));
    }

    private static async Task<JsonNode> ReadAsync(string folder, string name) => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, name)))!;

    /// <summary>Paths of everything that has a value, in order; lists by what their entries have.</summary>
    private static List<string> Members(JsonNode node, string path = "") => node switch
    {
        JsonObject it => [.. it.SelectMany(member => member.Value is null ? [] : Members(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")).Distinct().Order(StringComparer.Ordinal)],
        JsonArray list => [.. list.SelectMany(entry => Members(entry!, path)).Distinct().Order(StringComparer.Ordinal)],
        _ => [],
    };
}
