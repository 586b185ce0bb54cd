using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Takes what people ask for: read, looked up in the ledger, checked, written down together with the job that answers, acknowledged.
/// No AWS call is made and no evidence is read before.</summary>
internal sealed partial class CommandDesk(CommandReader reader, CommandWriter writer, IThreadStore threads, INoteTaker notes, Completions completions, IEnumerable<IVerbTaker> takers)
{
    private readonly FrozenDictionary<string, IVerbTaker> takers = takers.SelectMany(static taker => taker.Verbs.Select(verb => (verb, taker))).ToFrozenDictionary(static pair => pair.verb, static pair => pair.taker, StringComparer.Ordinal);

    public async Task<CommandReceipt> TakeAsync(TypedCommand command, CancellationToken cancellationToken)
    {
        var thread = command.Thread is { } id ? await threads.FindAsync(id, cancellationToken) : null;
        if (command.Thread is not null && thread is null) return Say("There is no such thread.");
        return CommandText.Read(command.Text) switch
        {
            TypedVerb { Verb: Verb.Note } note when thread is not null => await NoteAsync(thread.Id, command.Person, note.Argument, command.Once, "Kept as a note.", cancellationToken),
            TypedVerb verb => await TakeAsync(new Asked(command.Person, thread?.Channel ?? command.Channel, thread, verb.Verb, verb.Argument) { Once = command.Once, Mentioned = command.Mentioned }, cancellationToken),
            TypedText text when thread is not null => await NoteAsync(thread.Id, command.Person, text.Text, command.Once, "Kept as a note: it begins with none of the verbs. `help` lists them.", cancellationToken),
            TypedText text => await writer.RefuseAsync(new Asked(command.Person, command.Channel, null, Verb.Help, text.Text) { Once = command.Once }, $"\"{FirstLine(text.Text)}\" begins with no command. Try /investigate and what to look at, or help.", cancellationToken),
            _ => throw new InvalidOperationException("What was typed is a verb or it is not."),
        };
    }

    public async Task<CommandReceipt> TakeAsync(PressedButton press, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(press.Thread, cancellationToken) is not { } thread) return Say("There is no such thread.");
        if (await threads.FindButtonAsync(press.ButtonId, cancellationToken) is not { } kept || kept.Thread != press.Thread) return Say("That button is not of this thread. Ask again to get a fresh one.");
        var action = kept.Button.Action;
        if (action.Verb == Verb.Note) return await NoteAsync(thread.Id, press.Person, press.Value ?? action.Argument, press.Once, "Kept as a note.", cancellationToken);
        var asked = new Asked(press.Person, thread.Channel, thread, action.Verb, $"{action.Argument} {press.Value}".Trim()) { Once = press.Once, Mentioned = press.Mentioned, Pressed = kept.Message };
        return CardChoices.WhyNot(kept.Button, press.Value) is { } whyNot ? await writer.RefuseAsync(asked, whyNot, cancellationToken) : await TakeAsync(asked, cancellationToken);
    }

    public async Task<IReadOnlyList<Completion>> CompleteAsync(TypedCommand typed, CancellationToken cancellationToken) =>
        await completions.OfAsync(typed.Text, typed.Thread is not null, cancellationToken);

    private async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (takers.TryGetValue(asked.Verb, out var taker)) return await taker.TakeAsync(asked, cancellationToken);
        switch (asked.Verb)
        {
            case Verb.Help:
                return await writer.SayAsync(asked, CardWords.Of(HelpCard.Of()), cancellationToken);
            case Verb.Resend:
                return await writer.RefuseAsync(asked, $"{asked.Verb} is done on the operator's page: /operator at the host's own address (Web:Url)", cancellationToken);
            case Verb.Ingest:
                return await writer.IngestAsync(asked, cancellationToken);
            case Verb.Archive or Verb.Unarchive or Verb.Feedback:
                return await DeedAsync(asked, cancellationToken);
            case Verb.Note:
                return await writer.RefuseAsync(asked, $"{asked.Verb} works inside a thread. Open one with /investigate, then write @bot {asked.Verb} there.", cancellationToken);
            default:
                return await AskAsync(asked, cancellationToken);
        }
    }

    private async Task<CommandReceipt> AskAsync(Asked asked, CancellationToken cancellationToken)
    {
        var page = 1;
        if (asked.Verb == Verb.Findings && Page().Match(asked.Argument) is { Success: true } match)
        {
            page = int.Parse(match.Groups["page"].Value, CultureInfo.InvariantCulture);
            asked = asked with { Argument = asked.Argument.Remove(match.Index, match.Length).Trim() };
        }

        var (found, window) = await reader.ReadAsync(asked, cancellationToken);
        if (WhyNot(asked, found) is { } whyNot) return await writer.RefuseAsync(asked, whyNot, cancellationToken);
        return found switch
        {
            FoundNothing nothing => await writer.RefuseAsync(asked, nothing.Why, cancellationToken),
            FoundUnreceived unreceived => await writer.LookUpAsync(asked, unreceived.Subject, window, cancellationToken),
            FoundSeveral several => await writer.ChooseAsync(asked, several, cancellationToken),
            FoundFinding finding => await writer.FindingAsync(asked, finding, window, cancellationToken),
            FoundEntity entity => await writer.EntityAsync(asked, entity, window, page, cancellationToken),
            _ => await writer.ThreadAsync(asked, window, page, cancellationToken),
        };
    }

    /// <summary>Why logs cannot be asked this about what was named, or about what the thread is about; null when they can.</summary>
    private static string? WhyNot(Asked asked, Found? found)
    {
        var entity = found is FoundEntity { Entity: var named } ? named : found is null ? asked.Thread?.Entity : null;
        if (asked.Verb == Verb.Detective) return entity is { } principal ? PrincipalArn.WhyCannot(principal) : null;
        if (!EvidenceReach.Verbs.Contains(asked.Verb)) return null;
        return entity is { } meant ? EvidenceReach.WhyNot(asked.Verb, meant.Kind) : null;
    }

    private async Task<CommandReceipt> DeedAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Thread is not { Finding: not null }) return await writer.RefuseAsync(asked, $"{asked.Verb} works inside the thread of a finding. Open one with /investigate and the finding, then write @bot {asked.Verb} there.", cancellationToken);
        if (asked.Verb != Verb.Feedback) return await writer.DeedAsync(asked, new AskedDeed(asked.Verb, asked.Person.Name), cancellationToken);
        return Feedback().Match(asked.Argument) is { Success: true } told
            ? await writer.DeedAsync(asked, new AskedDeed(asked.Verb, asked.Person.Name, !told.Groups["not"].Success, told.Groups["comment"].Value.Trim() is { Length: > 0 } comment ? comment : null), cancellationToken)
            : await writer.RefuseAsync(asked, "feedback wants useful or not-useful, and a comment if you like: feedback not-useful our own scanner", cancellationToken);
    }

    private async Task<CommandReceipt> NoteAsync(ThreadId thread, Person author, string text, string? once, string kept, CancellationToken cancellationToken)
    {
        var taken = await notes.TakeAsync(thread, author, text, once, cancellationToken);
        return new CommandReceipt(taken.IsKept ? thread : null, taken.IsKept ? kept : taken.WhyNot, []);
    }

    private static CommandReceipt Say(string text) => new(null, text, []);

    private static string FirstLine(string text)
    {
        var line = text.Split('\n', 2)[0];
        return line.Length <= 80 ? line : $"{line[..80]}…";
    }

    [GeneratedRegex(@"\A(?<not>not[- ]?)?useful\b[\s:,.]*(?<comment>.*)\z", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Feedback();

    [GeneratedRegex("^page (?<page>[1-9][0-9]{0,4})(?: |$)", RegexOptions.IgnoreCase)]
    private static partial Regex Page();
}

/// <summary>A verb on its way: who asked, where, what.</summary>
/// <param name="Thread">Null outside a thread.</param>
internal sealed record Asked(Person Person, ChannelRef Channel, InvestigationThread? Thread, string Verb, string Argument)
{
    /// <summary>As in <see cref="TypedCommand.Once"/>.</summary>
    public string? Once { get; init; }

    /// <summary>As in <see cref="TypedCommand.Mentioned"/>.</summary>
    public IReadOnlyList<Person> Mentioned { get; init; } = [];

    /// <summary>The message whose button was pressed; null when typed.</summary>
    public MessageId? Pressed { get; init; }

    /// <summary>The entity it turned out to be about; null for the thread's own subject or a finding.</summary>
    public EntityRef? Named { get; init; }

    /// <summary>Title of the finding it turned out to be about, where that was named; untrusted text; null otherwise.</summary>
    public string? Title { get; init; }

    /// <summary>The window named in it; null when none was.</summary>
    public TimeWindow? Window { get; init; }
}
