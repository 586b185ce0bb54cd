using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>Who has a case and where it stands: take, assign, contain, snooze, reopen.</summary>
internal sealed class CaseVerbs(CommandBook book, CaseDesk desk, IPersonDirectory people) : IVerbTaker
{
    private const int LongestName = 200;

    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Take, Verb.Assign, Verb.Contain, Verb.Snooze, Verb.Reopen];

    public async Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken)
    {
        if (CaseAsk.Of(asked, out var whyNot) is not { } ask) return await CaseAsk.RefuseAsync(book, asked, whyNot, cancellationToken);
        if (asked.Verb == Verb.Assign) return await AssignAsync(ask, cancellationToken);
        var (move, misread) = Read(ask);
        return move is null ? await CaseAsk.RefuseAsync(book, asked, misread, cancellationToken) : await DoAsync(ask, move, cancellationToken);
    }

    private (CaseMove? Move, string Misread) Read(CaseAsk ask) => ask.Asked.Verb switch
    {
        Verb.Contain => (new ContainCase(ask.Person, ask.Argument), ""),
        Verb.Reopen => (new ReopenCase(ask.Person, ask.Argument), ""),
        Verb.Snooze => SnoozePhrase.Read(ask.Argument, book.Now) switch
        {
            SnoozeFor snooze => (new SnoozeCase(ask.Person, snooze.Snooze), ""),
            SnoozeOff => (new WakeCase(ask.Person), ""),
            var other => (null, ((SnoozeMisread)other).Why),
        },
        _ when ask.Argument.Length == 0 => (new TakeCase(ask.Person, false), ""),
        _ when ask.Argument.Split(' ')[0].Equals("over", StringComparison.OrdinalIgnoreCase) => (new TakeCase(ask.Person, true), ""),
        _ => (null, $"take stands alone: @bot {Verb.Take}, or @bot {Verb.Take} over when somebody else has the case. To write a note, begin with @bot {Verb.Note}"),
    };

    private async Task<CommandReceipt> AssignAsync(CaseAsk ask, CancellationToken cancellationToken)
    {
        if (ask.Asked.Mentioned is [var mentioned, ..]) return await DoAsync(ask, new AssignCase(ask.Person, mentioned), cancellationToken);
        var name = ask.Argument.TrimStart('@').Trim();
        if (name.Equals("me", StringComparison.OrdinalIgnoreCase)) return await DoAsync(ask, new TakeCase(ask.Person, true), cancellationToken);
        if (name.Length is 0 or > LongestName || name.Contains('\n', StringComparison.Ordinal)) return await CaseAsk.RefuseAsync(book, ask.Asked, $"Whom? Write @bot {Verb.Assign} and a mention, or a name", cancellationToken);
        var found = await people.FindAsync(name, ask.Asked.Channel, cancellationToken);
        // in the room people are who they say they are: who has not spoken yet is known by the name alone
        if (found.Count == 0 && ask.Asked.Channel.Vendor == ChannelRef.WebVendor) found = [new Person(ChannelRef.WebVendor, name, name)];
        return found switch
        {
            [var one] => await DoAsync(ask, new AssignCase(ask.Person, one), cancellationToken),
            [] => await CaseAsk.RefuseAsync(book, ask.Asked, $"Nobody called {name} has spoken here yet. Mention them, so that the chat says who is meant: @bot {Verb.Assign} @name", cancellationToken),
            _ => await book.WriteAsync(
                ask.Asked,
                _ => ValueTask.FromResult(new CommandReceipt(null, $"Several are called {name}; which one?", [.. found.Select(static one => new CommandChoice(one.Name, one.Id, $"{Verb.Assign} {one.Id}"))])),
                cancellationToken),
        };
    }

    private Task<CommandReceipt> DoAsync(CaseAsk ask, CaseMove move, CancellationToken cancellationToken) =>
        ask.WriteAsync(book, work => desk.DoAsync(work, ask.Case, move, ask.Thread.Id), cancellationToken);
}
