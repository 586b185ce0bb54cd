using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What one person is told.</summary>
/// <param name="Text">In the words of the room; holds untrusted text.</param>
internal sealed record TeamsToldWords(string Text)
{
    public IReadOnlyList<CommandChoice> Choices { get; init; } = [];

    /// <summary>The thread the text leads to; null for none.</summary>
    public Uri? Link { get; init; }

    /// <summary>Our help is written for the room: here every question stands behind the slash command, behind our mention, or behind nothing, and we have a name.</summary>
    public string For(TeamsPlace place)
    {
        var ask = place.Ask.Length > 0 ? $"{place.Ask} " : "";
        // A slash command is the word itself; after a mention it is the verb.
        var investigate = place.Ask == TeamsPlace.Slash ? TeamsPlace.Slash : $"{ask}investigate";
        return Text
            .Replace("/flow instance", $"{ask}flow instance", StringComparison.Ordinal)
            .Replace(TeamsPlace.Slash, investigate, StringComparison.Ordinal)
            .Replace("@bot", $"@{place.Name}", StringComparison.Ordinal);
    }
}
