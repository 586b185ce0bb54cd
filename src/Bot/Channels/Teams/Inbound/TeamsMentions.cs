using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What people write to the bot: a command where it begins with a verb; in a thread a note otherwise, outside something to look at.</summary>
internal sealed class TeamsMentions(CommandDesk desk, TeamsNotes notes, TeamsMentioned people, TeamsReceipts receipts)
{
    /// <summary>Outside our threads, and in chats.</summary>
    public Task AskAsync(Heard heard, TeamsSaying said, CancellationToken cancellationToken) =>
        TakeAsync(heard, said, null, ChatCommandLine.Of(said.Written.Command), cancellationToken);

    /// <summary>Inside one of our threads.</summary>
    public Task AskAsync(Heard heard, TeamsSaying said, InvestigationThread thread, CancellationToken cancellationToken)
    {
        var command = $"@bot {said.Written.Command}";
        return CommandText.Read(command) switch
        {
            TypedVerb { Verb: Verb.Note } => notes.KeepAsync(heard, said, thread, AfterVerb(said.Written.Words), null, cancellationToken),
            TypedText => notes.KeepAsync(heard, said, thread, said.Written.Words, "Kept as a note: it begins with none of the verbs. @bot help lists them.", cancellationToken),
            _ => TakeAsync(heard, said, thread, command, cancellationToken),
        };
    }

    /// <summary>After a slash: the one command every question stands behind, or a verb that has a command of its own.</summary>
    /// <param name="thread">The thread of ours it was typed in; null outside.</param>
    public Task SlashAsync(Heard heard, TeamsSaying said, InvestigationThread? thread, CancellationToken cancellationToken)
    {
        var typed = CommandText.Read(said.Written.Command) is TypedVerb { Verb: Verb.Investigate } behind ? behind.Argument : said.Written.Command;
        return thread is not null && CommandText.Read(typed) is TypedVerb { Verb: Verb.Note } note
            ? notes.KeepAsync(heard, said, thread, note.Argument, "Kept as a note.", cancellationToken)
            : TakeAsync(heard, said, thread, ChatCommandLine.Of(typed), cancellationToken);
    }

    private async Task TakeAsync(Heard heard, TeamsSaying said, InvestigationThread? thread, string command, CancellationToken cancellationToken)
    {
        var mentioned = await people.OfAsync(said, cancellationToken);
        var receipt = await desk.TakeAsync(new TypedCommand(said.Channel, thread?.Id, said.Person, command) { Once = said.Once, Mentioned = mentioned }, cancellationToken);
        var place = CommandText.Read(command) is TypedVerb verb && Verb.IsForOneAlone(verb.Verb) ? said.Place.Privately : said.Place;
        await receipts.TellAsync(heard, place, receipt, thread?.Id, cancellationToken);
    }

    private static string AfterVerb(string words)
    {
        var end = words.AsSpan().IndexOfAny(' ', '\n', '\t');
        return end < 0 ? "" : words[end..].Trim();
    }
}
