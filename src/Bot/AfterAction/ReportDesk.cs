using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Reports;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.AfterAction;

/// <summary>Puts together what findings and evidence tell of a case now and what people did and said in all its threads. A summary of many findings, which is no case, has a report of its own thread.</summary>
internal sealed class ReportDesk(IThreadStore threads, ICaseStore cases, CaseTimeline timeline, ReportFacts facts, TimeProvider time)
{
    /// <summary>Null when there is no such thread.</summary>
    public async Task<RenderedReport?> MakeAsync(ThreadId thread, CancellationToken cancellationToken) => await TellAsync(thread, cancellationToken) is { } report ? Render(report) : null;

    /// <summary>Null when there is no such case.</summary>
    public async Task<RenderedReport?> MakeAsync(CaseNumber number, CancellationToken cancellationToken) => await TellAsync(number, cancellationToken) is { } report ? Render(report) : null;

    public static RenderedReport Render(AfterActionReport report) => new(report.Title, AfterActionMarkdown.Render(report), AfterActionHtml.Render(report));

    /// <summary>Of what a report says, without when it was asked and made, and without the reports made before it.</summary>
    public static string DigestOf(AfterActionReport report)
    {
        var timeless = report with
        {
            MadeAt = DateTimeOffset.UnixEpoch,
            Version = null,
            Spans = [.. report.Spans.Select(static span => span with { AskedAt = DateTimeOffset.UnixEpoch })],
            Uses = [.. report.Uses.Select(static use => use with { AskedAt = DateTimeOffset.UnixEpoch })],
            Timeline = [.. report.Timeline.Where(static one => one.Kind != ReportEventKind.Report)],
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AfterActionMarkdown.Render(timeless))));
    }

    /// <summary>The report of the thread's case in no form yet; null when there is no such thread.</summary>
    public async Task<AfterActionReport?> TellAsync(ThreadId id, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(id, cancellationToken) is not { } thread) return null;
        return thread.Case is { } number && await cases.FindAsync(number, cancellationToken) is { } file
            ? await OfCaseAsync(file, thread, await timeline.ThreadsAsync(number, cancellationToken), cancellationToken)
            : await OfThreadAsync(thread, cancellationToken);
    }

    /// <summary>The report of a case; null when there is none, or it has no thread.</summary>
    public async Task<AfterActionReport?> TellAsync(CaseNumber number, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(number, cancellationToken) is not { } file) return null;
        var all = await timeline.ThreadsAsync(number, cancellationToken);
        var from = all.OrderBy(static thread => thread.Interval is null).ThenBy(static thread => thread.CreatedAt).FirstOrDefault();
        return from is null ? null : await OfCaseAsync(file, from, all, cancellationToken);
    }

    private async Task<AfterActionReport> OfCaseAsync(Case file, InvestigationThread from, IReadOnlyList<InvestigationThread> all, CancellationToken cancellationToken)
    {
        var (told, uses, given) = await facts.OfAsync(from, file.Number, all.Select(static thread => thread.Id), cancellationToken);
        var story = await timeline.OfAsync(file, cancellationToken);
        return Report(file.Title, ReportStanding.Of(file), told ?? Nothing(from), uses, given) with
        {
            Case = file.Number.Value,
            Subject = told?.Main is { } main ? EntityLabel.Name(main) : null,
            IsSample = file.IsSample,
            Key = [.. story.Where(static entry => entry is { Kind: TimelineKind.Note, IsKey: true, IsDeleted: false }).Select(static entry => new ReportNote(entry.At, entry.By?.Name ?? "", entry.Channel?.Chat ?? "", entry.Words, entry.IsEdited))],
            Timeline = [.. story.Select(TimelineWords.Of)],
            TimelineAt = FormattableString.Invariant($"/api/v1/cases/{file.Number.Value}/timeline"),
        };
    }

    private async Task<AfterActionReport> OfThreadAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        var (told, uses, given) = await facts.OfAsync(thread, null, [thread.Id], cancellationToken);
        return Report(thread.Title, ReportStanding.Of(thread.State), told ?? Nothing(thread) with { NotLearned = ["What the threads of this summary tell: each has its own report."] }, uses, given) with
        {
            IsSample = thread.IsSample,
            Timeline = [.. (await timeline.OfThreadAsync(thread, cancellationToken)).Select(TimelineWords.Of)],
        };
    }

    private AfterActionReport Report(string title, ReportState state, CaseTold told, IReadOnlyList<CredentialUse> uses, AnswersGiven given) => new()
    {
        Title = title,
        State = state,
        Scope = told.Scope,
        MadeAt = time.GetUtcNow(),
        Findings = told.Findings,
        Entities = told.Entities,
        OwnAddresses = told.OwnAddresses,
        Spans = told.Spans,
        Uses = uses,
        Pinned = given.Pinned,
        Roles = given.Roles,
        NewBehavior = given.NewBehavior,
        Answers = given.Others,
        Links = told.Links,
        NotLearned = [.. told.NotLearned, .. given.NotLearned, .. NotAsked(told, given)],
    };

    private static CaseTold Nothing(InvestigationThread thread) => new(new ScopeTime(TimeWindow.OfWholeHours(thread.CreatedAt, thread.UpdatedAt), ScopeOrigin.Asked));

    /// <summary>Questions of any investigation that nobody asked in this one.</summary>
    private static IEnumerable<string> NotAsked(CaseTold told, AnswersGiven given)
    {
        var roles = told.Entities.Where(static one => one.Entity.Kind == EntityKind.Role).Select(static one => EntityLabel.Name(one.Entity)).Distinct(StringComparer.Ordinal);
        if (!given.Kinds.Contains(CardKind.Permissions))
            foreach (var role in roles) yield return $"What role {role} may do: not asked in the thread (permissions).";
        if (told.Main is not null && !given.Kinds.Contains(CardKind.NewBehavior)) yield return "New behavior: not asked in the thread (new).";
    }
}
