using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <param name="Id">Ours; also the id of the message in the web room.</param>
/// <param name="Text">Untrusted text; empty once deleted, and where there are only files.</param>
/// <param name="WrittenAt">Origin time, as the chat says it.</param>
internal sealed record Note(MessageId Id, ThreadId Thread, Person Author, string Text, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt, DateTimeOffset? DeletedAt)
{
    /// <summary>Where it stands in its chat; null where the chat gives no address.</summary>
    public Uri? Link { get; init; }

    /// <summary>Who marked it as key evidence; null while nobody did.</summary>
    public KeyMark? Key { get; init; }

    /// <summary>By their place.</summary>
    public IReadOnlyList<NoteFile> Files { get; init; } = [];

    /// <summary>Null while it is not deleted, and for what was deleted before this was written down.</summary>
    public Person? DeletedBy { get; init; }

    /// <summary>Only its deletion was told so far: it is shown nowhere, and stays deleted when it comes.</summary>
    public bool IsAwaited => Author.Id.Length == 0;

    /// <summary>The text and its files, in words.</summary>
    public string Words
    {
        get
        {
            var words = new StringBuilder(Text);
            foreach (var file in Files)
            {
                if (words.Length > 0) words.Append('\n');
                words.Append('[').Append(file.Name).Append(']');
                if (file.Link is { } link) words.Append(' ').Append(link.AbsoluteUri);
            }

            return words.ToString();
        }
    }
}

/// <param name="By">Name of whoever marked it; untrusted text.</param>
internal sealed record KeyMark(DateTimeOffset At, string By);
