using ChatOps.Bot.Access;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What a person wrote.</summary>
/// <param name="Root">Id of the first message of the thread it was said in; null where it begins one, and in chats, which have none.</param>
internal sealed record TeamsSaying(ChannelRef Channel, Person Person, string Id, string? Root, TeamsWritten Written, TeamsPlace Place, IReadOnlyList<NewFile> Files)
{
    /// <summary>Null when something is missing without which it is no message of a person.</summary>
    public static TeamsSaying? Of(Heard heard, TeamsActivity activity)
    {
        if (TeamsPeople.Of(activity) is not { } person || activity.Id is not { } id || activity.Conversation is not { Id.Length: > 0 } conversation) return null;
        var written = TeamsWords.Read(activity);
        return new TeamsSaying(
            new ChannelRef(TeamsOptions.Vendor, heard.Workspace, conversation.Id),
            person,
            id,
            conversation.IsChannel && conversation.Root != id ? conversation.Root : null,
            written,
            TeamsPlace.Of(heard, activity, written.CalledAs),
            TeamsFiles.Told(activity.Raw));
    }

    /// <summary>The note's id: the same message is the same note, however often it is told.</summary>
    public MessageId NoteId => ChatNotes.IdOf(Channel, Id);

    /// <summary>What is done once for the message is done once under this name; an edit of it is told under another key.</summary>
    public string Once => HeardJob.KeyOf(Channel.Workspace, $"said:{Channel.Channel}:{Id}");

    public DateTimeOffset? WrittenAt => TeamsConversation.At(Id);

    public Uri Link => TeamsLinks.Of(Channel, Id, Root);
}
