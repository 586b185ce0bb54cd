using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Writes down that something was asked and whether it may be, together with what follows from it, in one transaction. What is told twice gets its first answer.</summary>
internal sealed class CommandBook(IUnitOfWork unit, Gate gate, IReceiptStore receipts, CaseQuestions story)
{
    /// <summary>Real time, by which everything asked is written down.</summary>
    public DateTimeOffset Now => gate.Now;

    /// <summary>What the policy says, without writing down that it was asked.</summary>
    public AccessDecision Ask(Person person, string verb, ChannelRef channel) => gate.Ask(person, verb, channel);

    /// <summary>Whether something was asked, and answered, under this name.</summary>
    public Task<bool> HasAsync(string once, CancellationToken cancellationToken) => unit.WriteAsync(async work => await receipts.FindAsync(work, once) is not null, cancellationToken);

    /// <param name="write">What follows when it may be; not run when it may not, or was done before.</param>
    public Task<CommandReceipt> WriteAsync(Asked asked, Func<IWork, ValueTask<CommandReceipt>> write, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (asked.Once is { } told && await receipts.FindAsync(work, told) is { } given) return given;
            var decision = gate.Ask(asked.Person, asked.Verb, asked.Channel);
            var receipt = decision.Allowed ? await write(work) : new CommandReceipt(null, decision.Why, []);
            await gate.RecordAsync(work, asked.Person, asked.Verb, asked.Channel, (receipt.Thread ?? asked.Thread?.Id)?.Value, asked.Argument, decision);
            if (decision.Allowed) await story.WriteAsync(work, asked, receipt.Thread, gate.Now);
            if (asked.Once is { } once) await receipts.KeepAsync(work, once, receipt);
            return receipt;
        },
        cancellationToken);
}
