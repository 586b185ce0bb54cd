using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Investigate;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Looking through findings, entities, notes and cases.</summary>
internal static class SearchEndpoint
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/search", FindAsync);

    private static async Task<Results<Ok<RoomFound>, ProblemHttpResult>> FindAsync(string? q, string? limit, SearchDesk desk, RoomReader reader, CancellationToken cancellationToken)
    {
        if (!ThreadEndpoints.TryLimit(limit, out var most) || most > Most) return RoomProblem.Bad($"'limit' is '{limit}'; use a number from 1 to {Most}.");
        var (found, wrong) = await desk.FindAsync(q, reader.SeesAll ? null : reader.Sees, most, cancellationToken);
        return wrong is null
            ? TypedResults.Ok(new RoomFound([.. found.Select(static item => new RoomFoundItem(RoomView.Word(item.Kind), item.Title, item.Detail, item.Thread?.Value, item.Case?.Value, item.Time))]))
            : RoomProblem.Bad(wrong);
    }
}
