using System.Text;
using System.Text.Json;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What a person wrote.</summary>
/// <param name="ThreadTs">Null when it is no reply.</param>
/// <param name="Text">In Slack's written form.</param>
/// <param name="Files">Names of files that came with it, and where they lie.</param>
internal sealed record SlackSaying(ChannelRef Channel, string User, string Ts, string? ThreadTs, string Text, IReadOnlyList<(string Name, string? Link)> Files)
{
    private const int MostFiles = 10;

    /// <summary>Null when something is missing without which it is no message of a person.</summary>
    /// <param name="message">The event itself, or the message inside it.</param>
    public static SlackSaying? Of(Heard heard, string? channel, JsonElement? message)
    {
        if (message is not { } said || channel is null || said.Text("user") is not { } user || said.Text("ts") is not { } ts) return null;
        var thread = said.Text("thread_ts") is { } threadTs && threadTs != ts ? threadTs : null;
        var files = said.Items("files").Take(MostFiles).Select(static file => (file.Text("title") ?? file.Text("name") ?? "a file", file.Text("permalink")));
        return new SlackSaying(new ChannelRef(SlackOptions.Vendor, heard.Workspace, channel), user, ts, thread, said.Text("text") ?? "", [.. files]);
    }

    /// <summary>The note's id: the same message is the same note, however often it is told.</summary>
    public MessageId NoteId => ChatNotes.IdOf(Channel, Ts);

    public DateTimeOffset? WrittenAt => SlackTs.At(Ts);

    public SlackPlace Place => new(Channel.Channel, User, ThreadTs);

    /// <summary>The text as people read it, and the files behind it.</summary>
    /// <param name="text">The message's own, or what is left of it.</param>
    public string Words(string text, IReadOnlyDictionary<string, string> names)
    {
        var words = new StringBuilder(SlackWords.Read(text, names));
        foreach (var (name, link) in Files)
        {
            if (words.Length > 0) words.Append('\n');
            words.Append('[').Append(SlackWords.Read(name)).Append(']');
            if (link is not null) words.Append(' ').Append(link.Replace("\0", "", StringComparison.Ordinal));
        }

        return words.ToString();
    }

    /// <summary>Whether a reader sees the same: showing a link in a message changes nothing a person wrote.</summary>
    public bool ReadsLike(SlackSaying other) => Text == other.Text && Files.Select(static file => file.Name).SequenceEqual(other.Files.Select(static file => file.Name));
}
