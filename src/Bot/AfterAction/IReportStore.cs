using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Reports of cases, kept as they were made.</summary>
internal interface IReportStore
{
    ValueTask AddAsync(IWork work, KeptReport report, RenderedReport text);

    /// <summary>Null when none was made yet.</summary>
    ValueTask<KeptReport?> LatestAsync(IWork work, CaseNumber number);

    ValueTask<KeptReport?> LatestAsync(CaseNumber number, CancellationToken cancellationToken);

    /// <summary>By version.</summary>
    ValueTask<IReadOnlyList<KeptReport>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken);

    /// <summary>Null when there is no such version.</summary>
    ValueTask<RenderedReport?> FindAsync(CaseNumber number, int version, CancellationToken cancellationToken);
}

/// <param name="Version">From 1.</param>
/// <param name="By">Who had it made.</param>
/// <param name="Digest">Of what it says without the times of asking and making: the same for reports that say the same.</param>
internal sealed record KeptReport(CaseNumber Case, int Version, DateTimeOffset MadeAt, Person By, string Title, string Digest);
