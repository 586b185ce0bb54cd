using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Refusals of the room's API as problem documents: what was wrong, and what works.</summary>
internal static class RoomProblem
{
    public static ProblemHttpResult Bad(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Not understood");

    public static ProblemHttpResult TooLarge(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large");

    public static ProblemHttpResult NotAllowed(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status403Forbidden, title: "Not allowed");

    public static ProblemHttpResult NoThread(string id) => Missing($"There is no thread '{id}'. GET /api/v1/threads lists those there are.");

    public static ProblemHttpResult Missing(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not there");
}
