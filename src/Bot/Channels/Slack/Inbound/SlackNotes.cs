using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Keeps what people write in our threads as notes. Slack may tell of an edit or a deletion before it tells of the message: the note is then made first, so that the message, when it comes, finds it done.</summary>
internal sealed class SlackNotes(NoteDesk desk, SlackPeople people, SlackIdentity self, SlackAnswers answers, SlackReactions reactions)
{
    /// <summary>The reaction that says: written down.</summary>
    public const string Acknowledgement = "memo";

    private const int MostNames = 20;

    /// <param name="text">The message's own, or what follows the mention in it.</param>
    /// <param name="told">What to say when it was kept; null for nothing.</param>
    public async Task KeepAsync(Heard heard, SlackSaying said, InvestigationThread thread, string text, string? told, CancellationToken cancellationToken)
    {
        var words = await WordsAsync(said, text, cancellationToken);
        if (words.Length == 0 && said.Files.Count == 0 && told is null) return; // blocks we know nothing of
        var receipt = await AddAsync(said, thread, words, cancellationToken);
        if (receipt.Outcome is NoteOutcome.Kept) await reactions.AddAsync(said.Channel.Channel, said.Ts, Acknowledgement, cancellationToken); // one that fails is not worth a second try: the note is kept
        if ((receipt.Outcome is NoteOutcome.Kept ? NoteRules.CutWords(words) ?? told : receipt.Why) is { } answer) await answers.SayAsync(heard, said.Place, answer, cancellationToken);
    }

    /// <summary>A command does not become a note by being corrected, nor is it run again.</summary>
    public async Task ChangeAsync(Heard heard, SlackSaying? before, SlackSaying now, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (before is not null && IsCommand(before.Text)) return;
        if (before is not null) await AddAsync(before, thread, await WordsAsync(before, Unaddressed(before.Text), cancellationToken), cancellationToken);
        var words = await WordsAsync(now, Unaddressed(now.Text), cancellationToken);
        // It was told before, or could not be kept as it was.
        var receipt = await AddAsync(now with { EditedAt = now.EditedAt ?? heard.HeardAt }, thread, words, cancellationToken);
        if (receipt.Outcome is NoteOutcome.BadText or NoteOutcome.NotAllowed) await answers.SayAsync(heard, now.Place, $"The note stays as it was. {receipt.Why}", cancellationToken);
        else if (receipt.Outcome is NoteOutcome.Kept && NoteRules.CutWords(words) is { } cut) await answers.SayAsync(heard, now.Place, cut, cancellationToken);
    }

    public async Task RemoveAsync(SlackSaying before, InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (IsCommand(before.Text)) return;
        await AddAsync(before, thread, await WordsAsync(before, Unaddressed(before.Text), cancellationToken), cancellationToken);
        await desk.DeleteAsync(thread.Id, before.NoteId, await people.OfAsync(before.User, cancellationToken), cancellationToken);
    }

    private async Task<NoteReceipt> AddAsync(SlackSaying said, InvestigationThread thread, string words, CancellationToken cancellationToken) => await desk.AddAsync(
        new NewNote(thread.Id, await people.OfAsync(said.User, cancellationToken), words)
        {
            Id = said.NoteId,
            WrittenAt = said.WrittenAt,
            EditedAt = said.EditedAt,
            Link = said.Link,
            Files = said.Files,
            IsSaid = true,
        },
        cancellationToken);

    private bool IsCommand(string text) => SlackWords.AfterMention(text, self.BotUser) is { } asked && CommandText.Read($"@bot {SlackWords.Read(asked)}") is TypedVerb { Verb: not Verb.Note };

    /// <summary>What follows the mention, and the verb where there is one.</summary>
    private string Unaddressed(string text) => SlackWords.AfterMention(text, self.BotUser) is not { } asked ? text
        : CommandText.Read($"@bot {SlackWords.Read(asked)}") is TypedVerb { Verb: Verb.Note } ? SlackMentions.AfterVerb(asked) : asked;

    private async Task<string> WordsAsync(SlackSaying said, string text, CancellationToken cancellationToken)
    {
        // all at once: a Slack that is slow is waited for once
        var mentioned = SlackWords.Mentioned(text).Take(MostNames).ToList();
        var names = await Task.WhenAll(mentioned.Select(id => people.NameAsync(id, cancellationToken)));
        return SlackWords.Read(text, mentioned.Zip(names).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal));
    }
}
