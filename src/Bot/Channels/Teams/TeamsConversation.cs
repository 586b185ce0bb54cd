using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>How Teams names conversations: a channel as 19:…@thread.tacv2, a thread in it as the channel with ;messageid= and the id of its first message, a chat as anything else.</summary>
/// <param name="Id">The channel or chat, without a thread.</param>
/// <param name="Root">Id of the thread's first message; null outside a thread.</param>
internal readonly record struct TeamsConversation(string Id, string? Root)
{
    private const string Message = ";messageid=";

    /// <summary>Channels of teams have threads; personal and group chats have none.</summary>
    public bool IsChannel => Id.EndsWith("@thread.tacv2", StringComparison.Ordinal) || Id.EndsWith("@thread.skype", StringComparison.Ordinal);

    public static TeamsConversation Parse(string conversation)
    {
        var at = conversation.IndexOf(Message, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return new TeamsConversation(conversation, null);
        var root = conversation[(at + Message.Length)..];
        return new TeamsConversation(conversation[..at], IsRoot(root) ? root : null);
    }

    /// <summary>As Teams writes it.</summary>
    public override string ToString() => Root is null ? Id : $"{Id}{Message}{Root}";

    /// <summary>Ids of messages are the milliseconds since 1970 at which they were written.</summary>
    public static DateTimeOffset? At(string message) =>
        long.TryParse(message, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at) && at is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    private static bool IsRoot([NotNullWhen(true)] string? root) => root is { Length: > 0 and < 20 } && root.All(char.IsAsciiDigit) && root.Any(static digit => digit != '0');
}
