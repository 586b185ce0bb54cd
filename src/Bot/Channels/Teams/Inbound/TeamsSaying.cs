using System.Text;
using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What a person wrote.</summary>
/// <param name="Root">Id of the first message of the thread it was said in; null where it begins one, and in chats, which have none.</param>
/// <param name="Files">Names of files and pictures that came with it, and where they lie.</param>
internal sealed record TeamsSaying(ChannelRef Channel, Person Person, string Id, string? Root, TeamsWritten Written, TeamsPlace Place, IReadOnlyList<(string Name, string? Link)> Files)
{
    private const int MostFiles = 10;

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
            [.. activity.Raw.Items("attachments").Where(IsFile).Take(MostFiles).Select(static file => (Name(file), Link(file)))]);
    }

    /// <summary>The note's id: the same message is the same note, however often it is told.</summary>
    public MessageId NoteId => ChatNotes.IdOf(Channel, Id);

    /// <summary>What is done once for the message is done once under this name; an edit of it is told under another key.</summary>
    public string Once => HeardJob.KeyOf(Channel.Workspace, $"said:{Channel.Channel}:{Id}");

    public DateTimeOffset? WrittenAt => TeamsConversation.At(Id);

    /// <summary>The text, and the files behind it.</summary>
    /// <param name="text">The message's own, or what is left of it.</param>
    public string Words(string text)
    {
        var words = new StringBuilder(text);
        foreach (var (name, link) in Files)
        {
            if (words.Length > 0) words.Append('\n');
            words.Append('[').Append(name).Append(']');
            if (link is not null) words.Append(' ').Append(link);
        }

        return words.Replace("\0", "").ToString();
    }

    /// <summary>Beside files Teams attaches the text once more as HTML, cards, and what a message quotes.</summary>
    private static bool IsFile(JsonElement attachment) =>
        attachment.Text("contentType") is { } type && type != "text/html" && type != "messageReference" && type != "forwardedMessageReference"
        && (type == Download || !type.StartsWith("application/vnd.microsoft.", StringComparison.OrdinalIgnoreCase));

    /// <summary>A file sent to us alone. Its download address needs no sign-in, so that it is nobody's to keep.</summary>
    private const string Download = "application/vnd.microsoft.teams.file.download.info";

    private static string Name(JsonElement file) =>
        file.Text("name")?.Trim() is { Length: > 0 } name ? name : file.Text("contentType")!.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? "a picture" : "a file";

    /// <summary>Null for pictures in the text: their address answers to bots alone.</summary>
    private static string? Link(JsonElement file) =>
        Uri.TryCreate(file.Text("contentUrl"), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && !link.AbsolutePath.Contains("/v3/attachments/", StringComparison.OrdinalIgnoreCase)
            ? link.AbsoluteUri
            : null;
}
