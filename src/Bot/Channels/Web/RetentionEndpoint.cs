using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>How long things are kept, and what the last sweep removed.</summary>
internal static class RetentionEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/retention", Read);

    private static Ok<RoomRetention> Read(RetentionSweep sweep)
    {
        var (last, options) = (sweep.Last, sweep.Options);
        return TypedResults.Ok(new RoomRetention(
            [
                .. Enum.GetValues<Remains>().Select(what => new RoomRetentionLine(
                    Words(what), what == Remains.OrphanedFiles ? null : (int?)options.AgeOf(what)?.TotalDays ?? 0, last?.Removed.TryGetValue(what, out var removed) == true ? removed : null)),
            ],
            last?.At,
            last?.Took.TotalSeconds,
            last?.Problems ?? []));
    }

    private static string Words(Remains what) => what switch
    {
        Remains.Notes => "notes of closed cases",
        Remains.Reports => "reports of closed cases",
        Remains.Files => "files of closed cases",
        Remains.Cases => "closed cases with their threads",
        Remains.Threads => "summaries and searches",
        Remains.Findings => "findings without a case",
        Remains.DetectiveRuns => "investigations by Detective",
        Remains.Failures => "messages not delivered",
        Remains.ClosedPlaces => "conversations closed to us",
        Remains.Audit => "audit log",
        Remains.People => "names of people",
        _ => "files no note names",
    };
}
