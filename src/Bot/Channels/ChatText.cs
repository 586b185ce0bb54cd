using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels;

/// <summary>Text on its way into a chat, before the chat's own marks are escaped.</summary>
internal static class ChatText
{
    /// <summary>What stands where there is no text: chats refuse, or do not draw, what has none.</summary>
    public const string Nothing = "–";

    /// <summary>All that cannot be seen is made visible, line by line.</summary>
    public static string Shown(string text) => text.Contains('\n', StringComparison.Ordinal)
        ? string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(VisibleText.Of))
        : VisibleText.Of(text);

    /// <summary>At most so long, a mark at its end where something was taken away.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..Whole(text, most - 1)]}…";

    /// <summary>The nearest place at or before <paramref name="at"/> that does not lie within a character.</summary>
    public static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
