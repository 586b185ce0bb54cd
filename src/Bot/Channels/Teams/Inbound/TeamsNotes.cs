using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Keeps what people write in our threads as notes. Teams may tell of an edit or a deletion before it tells of the message: the note is then made first, so that the message, when it comes, finds it done.</summary>
internal sealed class TeamsNotes(NoteDesk desk, CommandBook book, IThreadStore threads, TeamsAnswers answers, TeamsAcknowledgement acknowledgement)
{
    /// <param name="text">The message's own, or what follows the mention in it.</param>
    /// <param name="told">What to say when it was kept; null for nothing.</param>
    public async Task KeepAsync(Heard heard, TeamsSaying said, InvestigationThread thread, string text, string? told, CancellationToken cancellationToken)
    {
        if (text.Length == 0 && said.Files.Count == 0 && told is null) return; // a card or a quotation we know nothing of
        var receipt = await AddAsync(said, thread, text, null, cancellationToken);
        if (receipt.Outcome is NoteOutcome.Kept) await acknowledgement.ShowAsync(said, cancellationToken); // one that fails is not worth a second try: the note is kept
        if ((receipt.Outcome is NoteOutcome.Kept ? NoteRules.CutWords(text) ?? told : receipt.Why) is { } answer) await answers.SayAsync(heard, said.Place, answer, cancellationToken);
    }

    /// <summary>A command does not become a note by being corrected, nor is it run again.</summary>
    public async Task ChangeAsync(Heard heard, TeamsSaying now, InvestigationThread thread, DateTimeOffset editedAt, CancellationToken cancellationToken)
    {
        if (await IsNoNoteAsync(now, thread, cancellationToken)) return;
        var words = Unaddressed(now);
        // Not told yet, or too long to be kept before; one that was deleted stays so.
        var receipt = await AddAsync(now, thread, words, editedAt, cancellationToken);
        if (receipt.Outcome is NoteOutcome.BadText or NoteOutcome.NotAllowed) await answers.SayAsync(heard, now.Place, $"The note stays as it was. {receipt.Why}", cancellationToken);
        else if (receipt.Outcome is NoteOutcome.Kept && NoteRules.CutWords(words) is { } cut) await answers.SayAsync(heard, now.Place, cut, cancellationToken);
    }

    /// <summary>Teams does not say what the message was; where it was not told yet, it is deleted when it comes.</summary>
    public async Task RemoveAsync(Heard heard, TeamsSaying gone, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (await IsNoNoteAsync(gone, thread, cancellationToken)) return;
        var receipt = await desk.DeleteAsync(thread.Id, gone.NoteId, gone.Person, cancellationToken, mayCome: true);
        if (receipt.Outcome is NoteOutcome.NotAllowed) await answers.SayAsync(heard, gone.Place, $"The note stays as it was. {receipt.Why}", cancellationToken);
    }

    /// <summary>A deletion is final here, and whoever takes it back in Teams sees the message again: so it is said.</summary>
    public async Task BringBackAsync(Heard heard, TeamsSaying back, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (await IsNoNoteAsync(back, thread, cancellationToken)) return;
        var receipt = await AddAsync(back, thread, Unaddressed(back), null, cancellationToken);
        if (receipt.Note is { DeletedAt: not null }) await answers.SayAsync(heard, back.Place, "The note stays deleted: for a note that is final. Write it again to have it kept.", cancellationToken);
    }

    private Task<NoteReceipt> AddAsync(TeamsSaying said, InvestigationThread thread, string words, DateTimeOffset? editedAt, CancellationToken cancellationToken) => desk.AddAsync(
        new NewNote(thread.Id, said.Person, words)
        {
            Id = said.NoteId,
            WrittenAt = said.WrittenAt,
            EditedAt = editedAt,
            Link = said.Link,
            Files = said.Files,
            IsElsewhere = said.Place.OnlyFor is not null, // after a slash nobody else sees it
            IsSaid = true,
        },
        cancellationToken);

    /// <summary>Whether it is, or was, a command; or a message of ours, which the owner of a team may remove too.</summary>
    private async Task<bool> IsNoNoteAsync(TeamsSaying said, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (said.Written.IsAddressed && CommandText.Read($"@bot {said.Written.Command}") is TypedVerb { Verb: not Verb.Note }) return true;
        if (await book.HasAsync(said.Once, cancellationToken)) return true;
        return said.Id == thread.ExternalId || await threads.HasMessageAsync(thread.Id, said.Id, cancellationToken);
    }

    /// <summary>What follows the mention, and the verb where there is one.</summary>
    private static string Unaddressed(TeamsSaying said) =>
        said.Written.IsAddressed && CommandText.Read($"@bot {said.Written.Words}") is TypedVerb { Verb: Verb.Note } note ? note.Argument : said.Written.Words;
}
