using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Makes the after-action report of a thread from what is kept.</summary>
internal interface IReportDesk
{
    /// <summary>Null when there is no such thread.</summary>
    Task<RenderedReport?> MakeAsync(ThreadId thread, CancellationToken cancellationToken);
}

/// <param name="Markdown">The report, untrusted text escaped.</param>
/// <param name="Html">The same, self-contained.</param>
internal sealed record RenderedReport(string Title, string Markdown, string Html);
