using System.Text.Json;
using ChatOps.Bot.Channels.Slack.Forms;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What a person wrote.</summary>
/// <param name="ThreadTs">Null when it is no reply.</param>
/// <param name="Text">In Slack's written form.</param>
internal sealed record SlackSaying(ChannelRef Channel, string User, string Ts, string? ThreadTs, string Text, IReadOnlyList<NewFile> Files)
{
    /// <summary>When this is what it became by an edit; null for what was said first.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Null when something is missing without which it is no message of a person.</summary>
    /// <param name="message">The event itself, or the message inside it.</param>
    public static SlackSaying? Of(Heard heard, string? channel, JsonElement? message)
    {
        if (message is not { } said || channel is null || said.Text("user") is not { } user || said.Text("ts") is not { } ts) return null;
        var thread = said.Text("thread_ts") is { } threadTs && threadTs != ts ? threadTs : null;
        return new SlackSaying(new ChannelRef(SlackOptions.Vendor, heard.Workspace, channel), user, ts, thread, said.Text("text") ?? "", SlackFiles.Told(said))
        {
            EditedAt = said.Text("edited", "ts") is { } edited ? SlackTs.At(edited) : null,
        };
    }

    /// <summary>The note's id: the same message is the same note, however often it is told.</summary>
    public MessageId NoteId => ChatNotes.IdOf(Channel, Ts);

    public DateTimeOffset? WrittenAt => SlackTs.At(Ts);

    public SlackPlace Place => new(Channel.Channel, User, ThreadTs);

    public Uri Link => MessageLinks.Of(Channel.Workspace, Channel.Channel, Ts, ThreadTs);

    /// <summary>Whether a reader sees the same: showing a link in a message changes nothing a person wrote.</summary>
    public bool ReadsLike(SlackSaying other) => Text == other.Text && Files.Select(static file => file.Name).SequenceEqual(other.Files.Select(static file => file.Name));
}
