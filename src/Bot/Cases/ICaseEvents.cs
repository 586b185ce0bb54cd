using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>What happened in cases. Append-only.</summary>
internal interface ICaseEvents
{
    ValueTask AppendAsync(IWork work, CaseEvent happened);

    /// <summary>In the order of time, then of recording.</summary>
    ValueTask<IReadOnlyList<CaseEvent>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken);

    /// <summary>The answer a message holds; null when it holds none.</summary>
    ValueTask<CaseEvent?> AnsweredByAsync(IWork work, MessageId message);
}
