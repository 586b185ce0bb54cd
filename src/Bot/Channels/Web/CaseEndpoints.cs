using System.Globalization;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Reading: cases, in all channels.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cases", ListAsync);
        api.MapGet("/cases/{number}", FindAsync);
    }

    private static async Task<Results<Ok<RoomCasePage>, ProblemHttpResult>> ListAsync(
        [AsParameters] Asked asked, ICaseList cases, CaseView view, RoomReader reader, CancellationToken cancellationToken)
    {
        var (standings, wrongState) = CaseQuery.Standings(asked.State);
        var (least, wrongSeverity) = CaseQuery.Severity(asked.Severity);
        var (account, wrongAccount) = CaseQuery.Account(asked.Account);
        var (entity, wrongEntity) = CaseQuery.Entity(asked.Entity);
        var (mine, wrongMine) = CaseQuery.Mine(asked.Mine);
        var (number, words, wrongWords) = CaseQuery.Words(asked.Q);
        if ((wrongState ?? wrongSeverity ?? wrongAccount ?? wrongEntity ?? wrongMine ?? wrongWords) is { } wrong) return RoomProblem.Bad(wrong);
        if (!ThreadEndpoints.TryLimit(asked.Limit, out var most)) return RoomProblem.Bad($"'limit' is '{asked.Limit}'; use a number from 1 to 1000.");
        var after = asked.Cursor is { Length: > 0 } given ? CaseCursor.Parse(given) : null;
        if (after is null && asked.Cursor is { Length: > 0 }) return RoomProblem.Bad("'cursor' is none that was given out; start again without one.");
        var filter = new CaseFilter { Standings = standings, LeastSeverity = least, Account = account, Entity = entity, AssignedTo = mine, Number = number, Words = words, Limit = most, Cursor = after };
        // Where not everything is seen, how much there is is not told either.
        var counts = after is null && reader.SeesAll ? CaseView.Counts(await cases.CountAsync(filter, cancellationToken)) : null;
        var page = await cases.ListAsync(filter, cancellationToken);
        return TypedResults.Ok(new RoomCasePage([.. page.Items.Where(found => IsSeen(found, reader)).Select(found => view.Case(Seen(found, reader)))], page.Next?.ToString(), counts));
    }

    private static async Task<Results<Ok<RoomCaseWhole>, ProblemHttpResult>> FindAsync(string number, ICaseList cases, CaseView view, RoomReader reader, CancellationToken cancellationToken)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)) return RoomProblem.Bad($"'{number}' is no number of a case; use one such as 17.");
        return await cases.FindAsync(new CaseNumber(asked), cancellationToken) is { } found
            ? TypedResults.Ok(view.Case(found with { Listed = Seen(found.Listed, reader) }))
            : RoomProblem.Missing($"There is no case {asked}. GET /api/v1/cases lists those there are.");
    }

    private static bool IsSeen(ListedCase found, RoomReader reader) => found.Threads.Count == 0 || found.Threads.Any(thread => reader.Sees(thread.Channel));

    /// <summary>With the threads alone that the reader may see.</summary>
    private static ListedCase Seen(ListedCase found, RoomReader reader) => found with { Threads = [.. found.Threads.Where(thread => reader.Sees(thread.Channel))] };

    private sealed record Asked(string? State, string? Severity, string? Account, string? Entity, string? Mine, string? Q, string? Limit, string? Cursor);
}
