using ChatOps.Bot.AfterAction;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Timing;
using Microsoft.AspNetCore.Http.HttpResults;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Reading: channels, threads, the files of cards, reports.</summary>
internal static class ThreadEndpoints
{
    private const string DefaultChannel = "security";

    /// <summary>Pages of which a reader sees nothing, one after the other, before an empty one is given.</summary>
    private const int MostLookedFurther = 20;

    /// <summary>Of files somebody may open by themselves: nothing in them runs or loads.</summary>
    private const string FilePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/channels", ChannelsAsync);
        api.MapGet("/threads", ListAsync);
        api.MapGet("/threads/{id}", FindAsync);
        api.MapGet("/threads/{id}/report", ReportAsync);
        api.MapGet("/cards/{id}.csv", CsvAsync);
        api.MapGet("/cards/{id}.svg", SvgAsync);
        api.MapGet("/cards/{id}.png", PngAsync);
    }

    private static async Task<Ok<RoomChannels>> ChannelsAsync(IThreadStore threads, RoomReader reader, CancellationToken cancellationToken)
    {
        var kept = await threads.ChannelsAsync(ChannelRef.WebVendor, cancellationToken);
        var channels = kept.Where(count => reader.Sees(count.Channel)).Select(static count => new RoomChannel(count.Channel.Channel, count.Channel.Channel, count.Threads, count.Open)).ToList();
        if (channels.TrueForAll(static channel => channel.Name != DefaultChannel) && reader.Sees(ChannelRef.Web(DefaultChannel))) channels.Insert(0, new RoomChannel(DefaultChannel, DefaultChannel, 0, 0));
        return TypedResults.Ok(new RoomChannels(channels));
    }

    private static async Task<Results<Ok<RoomThreadPage>, ProblemHttpResult>> ListAsync(
        string? finding, string? vendor, string? channel, string? state, string? limit, string? cursor, IThreadStore threads, RoomReader reader, RoomView view, CancellationToken cancellationToken)
    {
        if (vendor is not (null or "" or "web" or "slack" or "teams")) return RoomProblem.Bad($"'vendor' is '{vendor}'; use web, slack or teams.");
        ThreadState? wanted = null;
        if (state is { Length: > 0 })
        {
            wanted = Enum.GetValues<ThreadState>().Cast<ThreadState?>().FirstOrDefault(each => RoomView.Word(each!.Value) == state);
            if (wanted is null) return RoomProblem.Bad($"'state' is '{state}'; use open, investigating, snoozed, closed or summarised.");
        }

        if (!TryLimit(limit, out var most)) return RoomProblem.Bad($"'limit' is '{limit}'; use a number from 1 to 1000.");
        var after = Given(cursor) is { } given ? ThreadCursor.Parse(given) : null;
        if (after is null && Given(cursor) is not null) return RoomProblem.Bad("'cursor' is none that was given out; start again without one.");
        var filter = new ThreadFilter(Given(finding), Given(vendor), Given(channel), wanted, most, after);
        var page = await threads.ListAsync(filter, cancellationToken);
        var seen = page.Items.Where(thread => reader.Sees(thread.Channel)).ToList();
        for (var more = 0; more < MostLookedFurther && seen.Count == 0 && page.Next is { } next; more++)
        {
            page = await threads.ListAsync(filter with { Cursor = next }, cancellationToken);
            seen.AddRange(page.Items.Where(thread => reader.Sees(thread.Channel)));
        }

        return TypedResults.Ok(new RoomThreadPage([.. seen.Select(view.Thread)], page.Next?.ToString()));
    }

    /// <summary>1 to 1000; 100 when nothing was said.</summary>
    public static bool TryLimit(string? limit, out int most)
    {
        most = 100;
        return limit is null or "" || (int.TryParse(limit, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out most) && most is >= 1 and <= 1000);
    }

    private static async Task<Results<Ok<RoomThreadWithMessages>, ProblemHttpResult>> FindAsync(
        string id, IThreadStore threads, INoteStore notes, IFindingLookup findings, RoomView view, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(new ThreadId(id), cancellationToken) is not { } thread) return RoomProblem.NoThread(id);
        var said = await threads.MessagesAsync(thread.Id, cancellationToken);
        var written = await notes.OfThreadAsync(thread.Id, cancellationToken);
        return TypedResults.Ok(view.Thread(thread, await ScopeAsync(thread, findings, cancellationToken), said, written));
    }

    /// <summary>The interval set, else the finding's first to last seen in whole hours. An entity's own default depends on the evidence and is named on its cards.</summary>
    private static async Task<RoomScope?> ScopeAsync(InvestigationThread thread, IFindingLookup findings, CancellationToken cancellationToken)
    {
        if (thread.Interval is { } set) return new RoomScope(set.Window.Start, set.Window.End, set.SetBy);
        if (thread.Finding is not { } id || await findings.FindAsync(id, cancellationToken) is not { } finding) return null;
        var window = TimeWindow.OfWholeHours(finding.FirstSeen, finding.LastSeen);
        return new RoomScope(window.Start, window.End, null);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ReportAsync(
        string id, string? format, ReportDesk reports, HttpResponse response, CancellationToken cancellationToken)
    {
        if (format is not (null or "md" or "html")) return RoomProblem.Bad($"'format' is '{format}'; use md or html.");
        if (await reports.MakeAsync(new ThreadId(id), cancellationToken) is not { } report) return RoomProblem.NoThread(id);
        response.Headers.ContentSecurityPolicy = FilePolicy;
        return format == "html" ? TypedResults.Text(report.Html, "text/html; charset=utf-8") : TypedResults.Text(report.Markdown, "text/markdown; charset=utf-8");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> CsvAsync(string id, int? table, IThreadStore threads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await SectionAsync<CardTable>(id, table, threads, cancellationToken) is not { } found) return RoomProblem.Missing($"Card '{id}' has no such table.");
        response.Headers.ContentDisposition = "attachment; filename=\"table.csv\"";
        return TypedResults.Text(CardCsv.Of(found), "text/csv; charset=utf-8");
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> SvgAsync(string id, int? chart, IThreadStore threads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await SectionAsync<CardChart>(id, chart, threads, cancellationToken) is not { } found) return RoomProblem.Missing($"Card '{id}' has no such chart.");
        response.Headers.ContentSecurityPolicy = FilePolicy;
        return TypedResults.Text(found.Svg, "image/svg+xml; charset=utf-8");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PngAsync(string id, int? chart, IThreadStore threads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await SectionAsync<CardChart>(id, chart, threads, cancellationToken) is not { } found) return RoomProblem.Missing($"Card '{id}' has no such chart.");
        response.Headers.ContentSecurityPolicy = FilePolicy;
        try
        {
            return TypedResults.Bytes(ChartPng.Of(found.Svg), "image/png");
        }
        catch (ArgumentException undrawable)
        {
            // a chart kept by another version may hold what ours does not draw
            return RoomProblem.Missing($"The chart of card '{id}' cannot be drawn as PNG ({undrawable.Message}) Take the SVG.");
        }
    }

    /// <param name="number">From 1; the first when left out.</param>
    private static async Task<TSection?> SectionAsync<TSection>(string card, int? number, IThreadStore threads, CancellationToken cancellationToken)
        where TSection : CardSection
    {
        var message = await threads.FindMessageAsync(new MessageId(card), cancellationToken);
        return message?.Card.Sections.OfType<TSection>().ElementAtOrDefault((number ?? 1) - 1);
    }

    private static string? Given(string? value) => value is { Length: > 0 } ? value : null;
}
