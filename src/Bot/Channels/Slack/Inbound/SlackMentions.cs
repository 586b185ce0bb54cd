using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What people write to the bot: a command where it begins with a verb; in a thread a note otherwise, outside something to look at.</summary>
internal sealed class SlackMentions(CommandDesk desk, SlackPeople people, SlackMentioned mentions, SlackNotes notes, SlackReceipts receipts)
{
    /// <summary>Outside our threads.</summary>
    /// <param name="text">What follows the mention.</param>
    public async Task AskAsync(Heard heard, SlackSaying said, string text, CancellationToken cancellationToken)
    {
        var (words, mentioned) = await mentions.ReadAsync(text, cancellationToken);
        await TakeAsync(heard, said, null, ChatCommandLine.Of(words), mentioned, cancellationToken);
    }

    /// <summary>Inside one of our threads.</summary>
    public async Task AskAsync(Heard heard, SlackSaying said, InvestigationThread thread, string text, CancellationToken cancellationToken)
    {
        switch (CommandText.Read($"@bot {SlackWords.Read(text)}"))
        {
            case TypedVerb { Verb: Verb.Note }:
                await notes.KeepAsync(heard, said, thread, AfterVerb(text), null, cancellationToken);
                break;
            case TypedText:
                await notes.KeepAsync(heard, said, thread, text, "Kept as a note: it begins with none of the verbs. @bot help lists them.", cancellationToken);
                break;
            default:
                var (words, mentioned) = await mentions.ReadAsync(text, cancellationToken);
                await TakeAsync(heard, said, thread, $"@bot {words}", mentioned, cancellationToken);
                break;
        }
    }

    private async Task TakeAsync(Heard heard, SlackSaying said, InvestigationThread? thread, string command, IReadOnlyList<Person> mentioned, CancellationToken cancellationToken)
    {
        var typed = new TypedCommand(said.Channel, thread?.Id, await people.OfAsync(said.User, cancellationToken), command) { Once = heard.Once, Mentioned = mentioned };
        await receipts.TellAsync(heard, said.Place, await desk.TakeAsync(typed, cancellationToken), thread?.Id, cancellationToken);
    }

    public static string AfterVerb(string text)
    {
        var words = text.Trim();
        var end = words.AsSpan().IndexOfAny(' ', '\n', '\t');
        return end < 0 ? "" : words[end..].Trim();
    }
}
