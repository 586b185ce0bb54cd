using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>Notes that people write in a chat, or make of what others wrote there.</summary>
internal static class ChatNotes
{
    /// <summary>Says how much of a message was left out.</summary>
    private const int Mark = 40;

    /// <summary>The same message is the same note, however often it is told.</summary>
    /// <param name="message">The chat's id of it within the channel.</param>
    public static MessageId IdOf(ChannelRef channel, string message) => IdOf($"{channel}/{message}");

    /// <param name="name">What makes it the same note.</param>
    public static MessageId IdOf(string name) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)));

    /// <summary>The text of a note made of somebody's message: as much of it as a note holds, who added it, and where it stands.</summary>
    /// <param name="from">A link to the message, or what it was found in.</param>
    public static string Added(string text, Person by, string from)
    {
        var source = $"\n\nAdded by {by.Name} from {from}";
        var room = NoteDesk.Longest - source.Length;
        if (text.Length <= room) return text + source;
        var kept = ChatText.Whole(text, room - Mark);
        return string.Create(CultureInfo.InvariantCulture, $"{text[..kept]}\n… {text.Length - kept:N0} more characters{source}");
    }
}
