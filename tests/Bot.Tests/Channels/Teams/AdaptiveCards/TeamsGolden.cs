using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Cards as people have looked at them. UPDATE_GOLDEN=1 writes them anew; TEAMS_CARDS names a folder for the cards with their pictures, for tests/npm-teams.</summary>
/// <remarks><c>expected</c> is what a browser has to show literally.</remarks>
internal static partial class TeamsGolden
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task ExpectAsync(string file, Card card, TeamsView view, IEnumerable<string>? literally = null, [CallerFilePath] string here = "")
    {
        var rendering = TeamsCardRenderer.Render(GoldenCards.WithIds(card), view);
        TeamsValidator.Activity(rendering.Activity(), view.Room).ShouldBeEmpty();
        var told = new JsonObject { ["summary"] = rendering.Summary, ["card"] = rendering.Card };
        if (literally is not null) told["expected"] = new JsonArray([.. literally.Select(static text => (JsonNode)text)]);
        var whole = told.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("TEAMS_CARDS") is { Length: > 0 } folder) await File.WriteAllTextAsync(Path.Combine(folder, file), whole);
        var golden = Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
        var text = Picture().Replace(whole, "data:image/png;base64,iVBORw0KGgo=");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(golden, text);
        text.ShouldBe(await File.ReadAllTextAsync(golden));
    }

    /// <summary>Charts have golden files of their own.</summary>
    [GeneratedRegex("data:image/png;base64,[^\"]*")]
    private static partial Regex Picture();
}
