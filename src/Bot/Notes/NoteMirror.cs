using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Notes;

/// <summary>Shows a note in the other threads of its case, as a message under the note's own name: an edit of the note edits it. What we say is never heard, so nothing comes back.
/// What was written in a channel that is for nobody stays there, and nothing is told in one.</summary>
internal sealed class NoteMirror(IThreadStore threads, ICaseStore cases, AccessPolicy policy, ListenOptions listen)
{
    /// <summary>Tells it everywhere else; in its own thread too where people do not see it there.</summary>
    public async ValueTask PutAsync(IWork work, InvestigationThread origin, Note note, bool isElsewhere)
    {
        foreach (var thread in await OthersAsync(work, origin)) await PutAsync(work, thread, note, origin);
        if (isElsewhere && origin.Channel.Vendor != ChannelRef.WebVendor) await PutAsync(work, origin, note, origin);
    }

    /// <summary>It was changed: where it is told that is edited; where it is not, and still says something, it is told.</summary>
    public async ValueTask RefreshAsync(IWork work, InvestigationThread origin, Note note)
    {
        var key = MessageKeys.Note(note.Id);
        foreach (var thread in await OthersAsync(work, origin))
            if (note.DeletedAt is null || await threads.FindMessageAsync(work, thread.Id, key) is not null) await PutAsync(work, thread, note, origin);
        if (await threads.FindMessageAsync(work, origin.Id, key) is not null) await PutAsync(work, origin, note, origin);
    }

    /// <param name="thread">Where it is told.</param>
    /// <param name="origin">Where it was written.</param>
    public async ValueTask PutAsync(IWork work, InvestigationThread thread, Note note, InvestigationThread origin)
    {
        if (thread.Id == origin.Id || (!policy.IsClosed(origin.Channel) && !policy.IsClosed(thread.Channel))) await TellAsync(work, thread, note, origin);
    }

    private async ValueTask TellAsync(IWork work, InvestigationThread thread, Note note, InvestigationThread origin) =>
        await threads.PutAsync(work, thread, MessageKeys.Note(note.Id), MessageKind.Card, NoteCard.Of(Told(note, thread, origin)));

    /// <summary>Where the room shows a thread, as people reach it who read it in the channel.</summary>
    public CardLink Room(string label, ChannelRef reader, InvestigationThread thread)
    {
        var path = $"#/{Uri.EscapeDataString(thread.Channel.Channel)}/{Uri.EscapeDataString(thread.Id.Value)}";
        return Link(label, reader, path, $"Web:PublicUrl is not set; in the web room it stands at /{path}");
    }

    private CardLink Link(string label, ChannelRef reader, string path, string whyNot) => reader.Vendor == ChannelRef.WebVendor
        ? new CardLink(label, new Uri($"/{path}", UriKind.Relative))
        : listen.PublicUrl is { } room ? new CardLink(label, new Uri(room, path)) : new CardLink(label, null, whyNot);

    private async ValueTask<IEnumerable<InvestigationThread>> OthersAsync(IWork work, InvestigationThread origin) => origin.Case is { } number
        ? (await cases.ThreadsAsync(work, number)).Where(thread => thread.Id != origin.Id && thread.State != ThreadState.Summarised)
        : [];

    private ToldNote Told(Note note, InvestigationThread reader, InvestigationThread origin) => new(note.Id.Value, note.Author.Name, ChannelRef.ChatOf(note.Author.Vendor), note.WrittenAt, note.Text)
    {
        IsEdited = note.EditedAt is not null,
        IsKey = note.Key is not null,
        DeletedBy = note.DeletedAt is null ? null : note.DeletedBy is { } by && by.ToString() != note.Author.ToString() ? by.Name : "its author",
        Original = note.Link,
        Whole = Room("Whole note", reader.Channel, origin),
        Files = [.. note.Files.Select(file => new ToldFile(file.Name, file.Size, FileLink(note, file, reader.Channel)) { WhyNot = file.State == NoteFileState.Refused ? file.Why : null })],
        IsSample = reader.IsSample,
    };

    private CardLink? FileLink(Note note, NoteFile file, ChannelRef reader)
    {
        var kept = file.State == NoteFileState.Kept
            ? Link("Open", reader, string.Create(CultureInfo.InvariantCulture, $"api/v1/files/{Uri.EscapeDataString(note.Id.Value)}/{file.Place}"), "")
            : null;
        return kept is { Url: not null } ? kept : file.Link is { } link ? new CardLink("Open", link) : null;
    }
}
