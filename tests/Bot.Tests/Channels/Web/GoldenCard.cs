using System.Runtime.CompilerServices;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Cards as HTML that people have looked at. Golden files break lines before each tag, for those who compare them. UPDATE_GOLDEN=1 writes them anew.</summary>
internal static class GoldenCard
{
    public static async Task ExpectAsync(string file, Card card, [CallerFilePath] string here = "")
    {
        // buttons have their ids from the store
        var id = 0;
        var html = WebCardRenderer.Render(CardButtons.Replace(card, button => button with { Id = button.Id ?? $"b{++id}" }), "c1", 3).Replace("><", ">\n<", StringComparison.Ordinal) + "\n";
        var golden = Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(golden, html);
        html.ShouldBe(await File.ReadAllTextAsync(golden));
    }
}
