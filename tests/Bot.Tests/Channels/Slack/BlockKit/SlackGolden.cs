using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Cards as Slack messages that people have looked at. UPDATE_GOLDEN=1 writes them anew.</summary>
internal static class SlackGolden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task ExpectAsync(string file, Card card, SlackRenderContext context, [CallerFilePath] string here = "")
    {
        var rendering = SlackCardRenderer.Render(GoldenCards.WithIds(card), context);
        foreach (var part in rendering.Parts) SlackValidator.Message(part.ToJson()).ShouldBeEmpty();
        var told = new JsonObject
        {
            ["parts"] = new JsonArray([.. rendering.Parts.Select(static part => part.ToJson())]),
            ["files"] = new JsonArray([.. rendering.Files.Select(static csv => (JsonNode)$"{csv.Table} {csv.Title}")]),
        };
        var text = told.ToJsonString(Readable) + "\n";
        var golden = Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(golden, text);
        text.ShouldBe(await File.ReadAllTextAsync(golden));
    }
}
