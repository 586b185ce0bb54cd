using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Answers that are to stand in the report of a case.</summary>
internal interface IPins
{
    /// <summary>False when it is pinned already; who did so first stays.</summary>
    ValueTask<bool> AddAsync(IWork work, Pin pin);

    /// <summary>False when it was not pinned.</summary>
    ValueTask<bool> RemoveAsync(IWork work, CaseNumber number, MessageId message);

    ValueTask<bool> HasAsync(IWork work, CaseNumber number, MessageId message);

    /// <summary>In the order pinned.</summary>
    ValueTask<IReadOnlyList<Pin>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken);
}

/// <param name="Message">The message that holds the answer.</param>
/// <param name="At">Real time.</param>
internal sealed record Pin(CaseNumber Case, MessageId Message, Person By, DateTimeOffset At);
