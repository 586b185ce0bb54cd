using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What people write to the bot: a command where it begins with a verb; in a thread a note otherwise, outside something to look at.</summary>
internal sealed class SlackMentions(CommandDesk desk, SlackPeople people, SlackNotes notes, SlackReceipts receipts)
{
    /// <summary>Outside our threads.</summary>
    /// <param name="text">What follows the mention.</param>
    public Task AskAsync(Heard heard, SlackSaying said, string text, CancellationToken cancellationToken) =>
        TakeAsync(heard, said, null, ChatCommandLine.Of(SlackWords.Read(text)), cancellationToken);

    /// <summary>Inside one of our threads.</summary>
    public Task AskAsync(Heard heard, SlackSaying said, InvestigationThread thread, string text, CancellationToken cancellationToken)
    {
        var command = $"@bot {SlackWords.Read(text)}";
        return CommandText.Read(command) switch
        {
            TypedVerb { Verb: Verb.Note } => notes.KeepAsync(heard, said, thread, AfterVerb(text), null, cancellationToken),
            TypedText => notes.KeepAsync(heard, said, thread, text, "Kept as a note: it begins with none of the verbs. @bot help lists them.", cancellationToken),
            _ => TakeAsync(heard, said, thread, command, cancellationToken),
        };
    }

    private async Task TakeAsync(Heard heard, SlackSaying said, InvestigationThread? thread, string command, CancellationToken cancellationToken)
    {
        var typed = new TypedCommand(said.Channel, thread?.Id, await people.OfAsync(said.User, cancellationToken), command) { Once = heard.Once };
        await receipts.TellAsync(heard, said.Place, await desk.TakeAsync(typed, cancellationToken), thread?.Id, cancellationToken);
    }

    private static string AfterVerb(string text)
    {
        var words = text.Trim();
        var end = words.AsSpan().IndexOfAny(' ', '\n', '\t');
        return end < 0 ? "" : words[end..].Trim();
    }
}
