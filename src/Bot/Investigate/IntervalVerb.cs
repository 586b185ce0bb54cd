using System.Text.RegularExpressions;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Sets the thread's interval, narrows or widens it, or puts it back. It belongs to the thread; that it changed belongs to the case's story.</summary>
internal sealed partial class IntervalVerb(CommandReader reader, CommandBook book, IThreadStore threads, ICaseEvents events) : IVerbTaker
{
    private const string Works = "interval narrow and interval widen halve and double it, interval reset puts the default back";

    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Interval];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (asked.Thread is not { } here) return await book.WriteAsync(asked, static _ => Say("interval works inside a thread. Open one with /investigate, then write @bot interval there."), cancellationToken);
        var asOf = await reader.AsOfAsync(here, cancellationToken);
        var byDefault = await reader.DefaultAsync(here, asOf, cancellationToken);
        var next = await reader.NextAsync(here, cancellationToken);
        return await book.WriteAsync(
            asked,
            async work =>
            {
                // as it is now: two people may narrow it at once
                if (await threads.FindAsync(work, here.Id) is not { } thread) return new CommandReceipt(null, "There is no such thread.", []);
                var (change, whyNot) = Read(asked, thread, byDefault, asOf);
                if (change is null) return new CommandReceipt(null, whyNot, []);
                await WriteAsync(work, asked, thread, change, next);
                return new CommandReceipt(thread.Id, null, []);
            },
            cancellationToken);
    }

    private async ValueTask WriteAsync(IWork work, Asked asked, InvestigationThread thread, IntervalChange change, IReadOnlyList<CardButton> next)
    {
        var changed = thread with { Interval = change.Deed == IntervalDeed.PutBack ? null : change.Scope, UpdatedAt = book.Now };
        await threads.SaveAsync(work, changed);
        await threads.PutAsync(work, changed, $"interval:{Guid.CreateVersion7(book.Now):N}", MessageKind.Card, IntervalCard.Of(change, next, thread.IsSample));
        if (thread.Case is { } number)
            await events.AppendAsync(work, new CaseEvent(number, book.Now, CaseEventKind.Interval, Told(change)) { Thread = thread.Id, By = asked.Person, Window = change.Scope.Window });
    }

    /// <summary>What is to be done, or why nothing is and what would work.</summary>
    private static (IntervalChange? Change, string? WhyNot) Read(Asked asked, InvestigationThread thread, ScopeTime byDefault, DateTimeOffset asOf)
    {
        var inForce = thread.Interval ?? byDefault;
        var phrase = Set().Replace(asked.Argument.Trim(), "");
        if (phrase.Equals("reset", StringComparison.OrdinalIgnoreCase))
            return thread.Interval is null ? (null, $"No interval is set. {InForce(inForce)}") : (new IntervalChange(IntervalDeed.PutBack, byDefault, asked.Person.Name), null);
        var deed = Step().Match(phrase) is { Success: true } step ? step.Groups[1].Value.Equals("narrow", StringComparison.OrdinalIgnoreCase) ? IntervalDeed.Narrowed : IntervalDeed.Widened : IntervalDeed.Set;
        var rest = deed == IntervalDeed.Set ? phrase : Step().Replace(phrase, "").Trim();
        if (rest.Length == 0 && deed == IntervalDeed.Set) return (null, InForce(inForce));
        var cut = rest.Length == 0 ? new WindowCut("", inForce.Window, null) : WindowPhrase.Cut(rest, asOf, inForce.Window);
        if (cut is not { Window: { } window, Rest: "" }) return (null, cut.Refusal ?? $"\"{FirstLine(asked.Argument)}\" is no interval. {WindowPhrase.Examples}; {Works}.");
        var made = deed switch
        {
            IntervalDeed.Narrowed => IntervalSteps.Narrow(window, asOf),
            IntervalDeed.Widened => IntervalSteps.Widen(window, asOf),
            _ => IntervalSteps.Set(window, asOf),
        };
        return made.Window is { } set ? (new IntervalChange(deed, new ScopeTime(set, ScopeOrigin.SetByAnalyst, asked.Person.Name), asked.Person.Name) { Note = made.Why }, null) : (null, made.Why);
    }

    private static string InForce(ScopeTime scope) => $"{CardWords.Of(ScopeWords.Of(scope))}. {WindowPhrase.Examples}; {Works}.";

    private static string Told(IntervalChange change)
    {
        var window = TimeWords.Interval(change.Scope.Window.Start, change.Scope.Window.End);
        return change.Deed switch
        {
            IntervalDeed.Narrowed => $"narrowed the interval to {window}",
            IntervalDeed.Widened => $"widened the interval to {window}",
            IntervalDeed.PutBack => "put the interval back",
            _ => $"set the interval to {window}",
        };
    }

    private static ValueTask<CommandReceipt> Say(string text) => ValueTask.FromResult(new CommandReceipt(null, text, []));

    private static string FirstLine(string text)
    {
        var line = text.Split('\n', 2)[0];
        return line.Length <= 80 ? line : $"{line[..80]}…";
    }

    [GeneratedRegex(@"\Aset\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Set();

    [GeneratedRegex(@"\A(narrow|widen)(?=\s|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Step();
}
