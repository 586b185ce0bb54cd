using System.Globalization;
using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Reading: the story of a case, and its reports as they were made and as they would be made now.</summary>
internal static class CaseStoryEndpoints
{
    /// <summary>Of reports, which the room shows in a frame: nothing in them runs or loads.</summary>
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cases/{number}/timeline", TimelineAsync);
        api.MapGet("/cases/{number}/report", LiveAsync);
        api.MapGet("/cases/{number}/reports", ReportsAsync);
        api.MapGet("/cases/{number}/reports/{version}", ReportAsync);
    }

    private static async Task<Results<Ok<RoomTimeline>, ProblemHttpResult>> TimelineAsync(
        string number, string? limit, string? cursor, ICaseStore cases, CaseTimeline timeline, CancellationToken cancellationToken)
    {
        if (!ThreadEndpoints.TryLimit(limit, out var most)) return RoomProblem.Bad($"'limit' is '{limit}'; use a number from 1 to 1000.");
        var after = cursor is { Length: > 0 } ? TimelineCursor.Parse(cursor) : null;
        if (after is null && cursor is { Length: > 0 }) return RoomProblem.Bad("'cursor' is none that was given out; start again without one.");
        if (NumberOf(number) is not { } asked) return NoNumber(number);
        if (await cases.FindAsync(asked, cancellationToken) is not { } file) return NoCase(asked);
        var left = (await timeline.OfAsync(file, cancellationToken)).Where(entry => after?.IsBefore(entry) ?? true).ToList();
        var page = left.Take(most).ToList();
        return TypedResults.Ok(new RoomTimeline([.. page.Select(Entry)], left.Count > page.Count ? TimelineCursor.Of(page[^1]).ToString() : null));
    }

    private static RoomTimelineEntry Entry(TimelineEntry entry) => new(
        entry.At, RoomView.Word(entry.Kind), entry.Id, entry.By?.Name, entry.Words, entry.Thread?.Value, entry.Channel?.ToString(), entry.Verb, entry.Entity?.ToString(), Name(entry.Entity), entry.Via?.ToString(),
        Name(entry.Via), entry.Window?.Start, entry.Window?.End, entry.Message?.Value, entry.IsEdited, entry.IsDeleted, entry.IsKey);

    private static string? Name(EntityRef? entity) => entity is { } known ? EntityLabel.Name(known) : null;

    private static async Task<Results<Ok<RoomReports>, ProblemHttpResult>> ReportsAsync(string number, ICaseStore cases, IReportStore reports, CancellationToken cancellationToken)
    {
        if (NumberOf(number) is not { } asked) return NoNumber(number);
        if (await cases.FindAsync(asked, cancellationToken) is null) return NoCase(asked);
        return TypedResults.Ok(new RoomReports([.. (await reports.OfCaseAsync(asked, cancellationToken)).Select(Report)]));
    }

    private static RoomKeptReport Report(KeptReport kept)
    {
        var address = ReportBook.Address(kept.Case, kept.Version);
        return new RoomKeptReport(kept.Version, kept.MadeAt, kept.By.Name, kept.Title, $"{address}?format=md", $"{address}?format=html");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReportAsync(string number, string version, string? format, IReportStore reports, HttpResponse response, CancellationToken cancellationToken)
    {
        if (NumberOf(number) is not { } asked) return NoNumber(number);
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)) return RoomProblem.Bad($"'{version}' is no version of a report; use a number such as 2.");
        if (await reports.FindAsync(asked, wanted, cancellationToken) is not { } report) return RoomProblem.Missing($"Case {asked} has no report {wanted}. GET /api/v1/cases/{asked}/reports lists those it has.");
        return Text(report, format, FormattableString.Invariant($"case-{asked.Value}-report-{wanted}"), response);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> LiveAsync(string number, string? format, ReportDesk desk, HttpResponse response, CancellationToken cancellationToken)
    {
        if (NumberOf(number) is not { } asked) return NoNumber(number);
        return await desk.MakeAsync(asked, cancellationToken) is { } report ? Text(report, format, FormattableString.Invariant($"case-{asked.Value}-report"), response) : NoCase(asked);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Text(RenderedReport report, string? format, string name, HttpResponse response)
    {
        if (format is not (null or "" or "md" or "html")) return RoomProblem.Bad($"'format' is '{format}'; use md or html.");
        response.Headers.ContentSecurityPolicy = ReportPolicy;
        response.Headers.ContentDisposition = $"inline; filename=\"{name}.{(format == "html" ? "html" : "md")}\"";
        return format == "html" ? TypedResults.Text(report.Html, "text/html; charset=utf-8") : TypedResults.Text(report.Markdown, "text/markdown; charset=utf-8");
    }

    private static CaseNumber? NumberOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new CaseNumber(number) : null;

    private static ProblemHttpResult NoNumber(string text) => RoomProblem.Bad($"'{text}' is no number of a case; use one such as 17.");

    private static ProblemHttpResult NoCase(CaseNumber number) => RoomProblem.Missing($"There is no case {number}. GET /api/v1/cases lists those there are.");
}
