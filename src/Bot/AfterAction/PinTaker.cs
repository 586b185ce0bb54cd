using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Pins an answer to the case's report and takes it off: the one whose button is pressed, or typed the last one in the thread. The card shows from then on what can be done next.</summary>
internal sealed class PinTaker(CommandBook book, IThreadStore threads, IPins pins, ICaseEvents events) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Pin, Verb.Unpin];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Thread is not { } thread) return await SayAsync(asked, $"{asked.Verb} works inside a thread. Open one with /investigate, then write @bot {asked.Verb} there.", cancellationToken);
        if (thread.Case is not { } number) return await SayAsync(asked, $"This thread belongs to no case, so there is no report to {asked.Verb} anything to. It works in the thread of a finding or an entity.", cancellationToken);
        var meant = await MeantAsync(asked, thread, number, cancellationToken);
        if (meant is null) return await SayAsync(asked, Nothing(asked.Verb), cancellationToken);
        return await book.WriteAsync(asked, work => WriteAsync(work, asked, number, meant), cancellationToken);
    }

    private async Task<ThreadMessage?> MeantAsync(Asked asked, InvestigationThread thread, CaseNumber number, CancellationToken cancellationToken)
    {
        if (asked.Pressed is { } pressed) return await threads.FindMessageAsync(pressed, cancellationToken) is { } message && PinButton.Fits(message.Card.Kind) ? message : null;
        var pinned = asked.Verb == Verb.Unpin ? (await pins.OfCaseAsync(number, cancellationToken)).Select(static pin => pin.Message).ToHashSet() : [];
        return (await threads.MessagesAsync(thread.Id, cancellationToken)).LastOrDefault(message => PinButton.Fits(message.Card.Kind) && (asked.Verb == Verb.Pin || pinned.Contains(message.Id)));
    }

    private async ValueTask<CommandReceipt> WriteAsync(IWork work, Asked asked, CaseNumber number, ThreadMessage meant)
    {
        var isPin = asked.Verb == Verb.Pin;
        var title = CardWords.Of(meant.Card.Title);
        if (!(isPin ? await pins.AddAsync(work, new Pin(number, meant.Id, asked.Person, book.Now)) : await pins.RemoveAsync(work, number, meant.Id)))
            return new CommandReceipt(null, isPin ? $"“{title}” is pinned already. @bot unpin takes it off." : $"“{title}” is not pinned. @bot pin puts it into the report.", []);
        // read with the write: the card may have changed since
        if (await threads.FindAsync(work, meant.Thread) is not { } thread || await threads.FindMessageAsync(work, meant.Thread, meant.Key) is not { } message) return new CommandReceipt(null, Nothing(asked.Verb), []);
        await threads.PutAsync(work, thread, message.Key, message.Kind, PinButton.On(message.Card, isPin));
        await events.AppendAsync(work, new CaseEvent(number, book.Now, CaseEventKind.Marked, isPin ? $"pinned “{title}” to the report" : $"took “{title}” off the report")
        {
            Thread = thread.Id,
            By = asked.Person,
            Entity = (await events.AnsweredByAsync(work, message.Id))?.Entity,
            Message = message.Id,
        });
        return new CommandReceipt(thread.Id, isPin ? $"Pinned: “{title}”. It stands in the report from now on." : $"No longer pinned: “{title}”.", []);
    }

    private static string Nothing(string verb) => verb == Verb.Pin
        ? "There is no answer in this thread that could be pinned. Ask for one first, such as @bot calls or @bot span, or press Pin to report on a card."
        : "No answer of this thread is pinned. @bot pin pins the last one.";

    private Task<CommandReceipt> SayAsync(Asked asked, string text, CancellationToken cancellationToken) => book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, text, [])), cancellationToken);
}
