using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>Notes that people write in a chat.</summary>
internal static class ChatNotes
{
    /// <summary>The same message is the same note, however often it is told.</summary>
    /// <param name="message">The chat's id of it within the channel.</param>
    public static MessageId IdOf(ChannelRef channel, string message) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}/{message}")).AsSpan(0, 16)));
}
