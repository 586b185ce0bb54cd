using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>What somebody wants done to the case of the thread they are in.</summary>
/// <param name="Case">The case.</param>
/// <param name="Thread">The thread it was asked in.</param>
internal sealed record CaseAsk(Asked Asked, CaseNumber Case, InvestigationThread Thread)
{
    public Person Person => Asked.Person;

    public string Argument => Asked.Argument.Trim();

    /// <summary>Null, with what would work, where there is no case.</summary>
    public static CaseAsk? Of(Asked asked, out string whyNot)
    {
        whyNot = asked.Thread is null
            ? $"{asked.Verb} works inside the thread of a finding or an entity. Open one with /investigate, then write @bot {asked.Verb} there."
            : $"This thread is no case: it sums up several findings, or looks for one. Open what you mean with /investigate and its id or name, then write @bot {asked.Verb} there.";
        return asked.Thread is { Case: { } number } thread ? new CaseAsk(asked, number, thread) : null;
    }

    /// <summary>Writes down that it was asked, and what follows.</summary>
    /// <param name="act">Says why not; null when it was done.</param>
    public Task<CommandReceipt> WriteAsync(CommandBook book, Func<IWork, ValueTask<string?>> act, CancellationToken cancellationToken) =>
        book.WriteAsync(Asked, async work => await act(work) is { } whyNot ? new CommandReceipt(null, whyNot, []) : new CommandReceipt(Thread.Id, null, []), cancellationToken);

    public static Task<CommandReceipt> RefuseAsync(CommandBook book, Asked asked, string why, CancellationToken cancellationToken) =>
        book.WriteAsync(asked, _ => ValueTask.FromResult(new CommandReceipt(null, why, [])), cancellationToken);
}
