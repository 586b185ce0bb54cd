using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Web;

/// <summary>What we keep, as the room's API shows it.</summary>
internal sealed class RoomView(AccountNames names)
{
    private const string Bot = "ChatOps";

    public RoomThread Thread(InvestigationThread thread)
    {
        var account = thread.Finding?.Account ?? thread.Entity?.Account;
        return new RoomThread(
            thread.Id.Value,
            thread.Channel.Vendor,
            thread.Channel.Channel,
            thread.FindingArn,
            thread.Entity?.Id,
            thread.Title,
            thread.Severity?.Value,
            Word(thread.State),
            thread.Count,
            thread.UpdatedAt,
            thread.Seen?.First,
            thread.Seen?.Last,
            account,
            account is null ? null : names.AliasOf(account),
            thread.Finding?.Region,
            thread.IsSample,
            thread.Case?.Value);
    }

    /// <summary>The thread with everything said in it: the root, then by time and id.</summary>
    public RoomThreadWithMessages Thread(InvestigationThread thread, RoomScope? scope, IEnumerable<ThreadMessage> said, IReadOnlyCollection<Note> notes)
    {
        // A note of a chat in which people did not see it by itself is told there by a card as well.
        var own = notes.Select(static note => MessageKeys.Note(note.Id)).ToHashSet(StringComparer.Ordinal);
        var messages = said.Where(message => !own.Contains(message.Key)).Select(Message).Concat(notes.Select(Message))
            .OrderBy(static message => message.Kind != "root").ThenBy(static message => message.Time).ThenBy(static message => message.Id, StringComparer.Ordinal);
        return new RoomThreadWithMessages(Thread(thread), scope, [.. messages]);
    }

    public static RoomMessage Message(ThreadMessage message)
    {
        var card = message.Card;
        return new RoomMessage(
            message.Id.Value,
            Bot,
            message.At,
            message.EditedAt,
            Deleted: false,
            Word(message.Kind),
            CardWords.Of(card),
            new RoomCard(
                message.Id.Value,
                card.Severity?.Value,
                card.Severity is { } severity ? Word(severity.Band) : null,
                WebCardRenderer.Render(card, message.Id.Value, message.Version),
                card.Sections.Any(static section => section is CardTable),
                card.Sections.Any(static section => section is CardChart)),
            [.. CardButtons.Pressable(CardButtons.Of(card)).Select(Button)],
            Word(message.Delivery));
    }

    private static RoomButton Button(CardButton button) => new(
        button.Id!, button.Label, button.Prompt, button.Choices is null ? null : [.. CardChoices.Of(button).Select(static choice => new RoomButtonChoice(choice.Label, choice.Value))]);

    public static RoomMessage Message(Note note) => new(
        note.Id.Value, note.Author.Name, note.WrittenAt, note.EditedAt, note.DeletedAt is not null, "note", note.Text, null, [], Word(MessageDelivery.Sent))
    {
        Note = new RoomNote(
            note.Author.Vendor,
            note.Link?.AbsoluteUri,
            note.Key is { } key ? new RoomKeyMark(key.By, key.At) : null,
            note.DeletedBy is { } by && by.ToString() != note.Author.ToString() ? by.Name : null,
            [.. note.Files.Select(file => File(note, file))]),
    };

    private static RoomFile File(Note note, NoteFile file) => new(
        file.Place,
        file.Name,
        file.MediaType,
        file.Size,
        file.State == NoteFileState.Kept ? FileEndpoints.PathOf(note.Id, file.Place) : null,
        file.Link?.AbsoluteUri,
        Word(file.State),
        file.Why);

    /// <summary>The wire word of a state, kind or band.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
