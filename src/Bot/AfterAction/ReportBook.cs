using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>Keeps the reports of a case: version, card and what the story says of it are written together, so that a job that runs twice makes one. What says the same as the last version is none.</summary>
internal sealed class ReportBook(IUnitOfWork unit, IThreadStore threads, IReportStore reports, ICaseEvents events)
{
    /// <returns>False when another version came in between: its number is taken.</returns>
    public async Task<bool> TryKeepAsync(InvestigationThread asked, string key, Person by, AfterActionReport report, KeptReport? latest, CancellationToken cancellationToken)
    {
        var digest = ReportDesk.DigestOf(report);
        var isSame = latest?.Digest == digest;
        var version = (latest?.Version ?? 0) + (isSame ? 0 : 1);
        var told = isSame ? report : report with { Version = new ReportVersion(version, by.Name) };
        var text = ReportDesk.Render(told);
        var card = ReportCard.Of(told, Address(asked.Case!.Value, version), text.Markdown, isSame ? (latest!.Version, latest.By.Name, latest.MadeAt) : null);
        return await unit.WriteAsync(
            async work =>
            {
                if (await threads.FindAsync(work, asked.Id) is not { Case: { } number } thread || await IsPostedAsync(work, thread.Id, key)) return true;
                if ((await reports.LatestAsync(work, number))?.Version != latest?.Version) return false;
                var message = await threads.PutAsync(work, thread, key, MessageKind.Card, card);
                if (isSame) return true;
                await reports.AddAsync(work, new KeptReport(number, version, report.MadeAt, by, report.Title, digest), text);
                await events.AppendAsync(work, new CaseEvent(number, report.MadeAt, CaseEventKind.Reported, FormattableString.Invariant($"version {version} of the report")) { Thread = thread.Id, By = by, Message = message.Id });
                return true;
            },
            cancellationToken);
    }

    public static Uri Address(CaseNumber number, int version) => new(FormattableString.Invariant($"/api/v1/cases/{number.Value}/reports/{version}"), UriKind.Relative);

    /// <summary>Whether an earlier run of the same job came to its end.</summary>
    public Task<bool> IsPostedAsync(ThreadId thread, string key, CancellationToken cancellationToken) => unit.WriteAsync(work => IsPostedAsync(work, thread, key), cancellationToken);

    private async ValueTask<bool> IsPostedAsync(IWork work, ThreadId thread, string key) => await threads.FindMessageAsync(work, thread, key) is { Card.Kind: CardKind.Report };
}
