using ChatOps.Bot.Access;
using ChatOps.Bot.Alerts;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>What an operator sees and mends: deliveries that failed, destinations that stopped, what was refused on arrival, who did what.</summary>
internal static class OperatorEndpoints
{
    private const int Rows = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/outbox", OutboxAsync);
        api.MapPost("/outbox/{id:long}/resend", ResendAsync).Accepts<RoomPerson>("application/json");
        api.MapGet("/intake", IntakeAsync);
        api.MapGet("/audit", AuditEndpoint.GetAsync);
        api.MapGet("/ingest", Ingest);
    }

    private static async Task<Results<Ok<RoomOutbox>, ProblemHttpResult>> OutboxAsync(string? state, IJobQueue queue, IThreadStore threads, CancellationToken cancellationToken)
    {
        JobState? wanted = state switch { null or "" or "pending" => JobState.Pending, "sent" => JobState.Sent, "dead" => JobState.Dead, _ => null };
        if (wanted is null) return RoomProblem.Bad($"'state' is '{state}'; use pending, sent or dead.");
        var rows = new List<RoomOutboxRow>();
        foreach (var job in await queue.ListAsync(wanted.Value, Rows, cancellationToken)) rows.Add(await RowAsync(job, threads, cancellationToken));
        var lanes = await queue.LanesAsync(cancellationToken);
        return TypedResults.Ok(new RoomOutbox(rows, [.. lanes.Select(static lane => new RoomLane(lane.Lane, lane.Waiting, lane.Dead, lane.NextSendAt, lane.StoppedReason))]));
    }

    private static async Task<RoomOutboxRow> RowAsync(QueuedJob queued, IThreadStore threads, CancellationToken cancellationToken)
    {
        var job = queued.Job;
        var thread = await threads.FindAsync(new ThreadId(job.Order), cancellationToken);
        return new RoomOutboxRow(
            queued.Id, RoomView.Word(queued.State), job.Lane, job.Order, job.Kind, thread?.Id.Value, thread?.Channel.Channel, thread?.Title,
            queued.Attempts, queued.CreatedAt, queued.DueAt, queued.DoneAt, queued.Reason);
    }

    private static async Task<Results<Accepted<RoomReceipt>, ProblemHttpResult>> ResendAsync(
        long id, HttpRequest request, IJobQueue queue, Gate gate, IUnitOfWork unit, CancellationToken cancellationToken)
    {
        var (body, wrong) = await RoomBody.ReadAsync(request, RoomJson.Default.RoomPerson);
        if (body is null) return wrong!;
        var (person, wrongPerson) = RoomBody.Person(body.As);
        if (person is null) return RoomProblem.Bad(wrongPerson!);
        var decision = await unit.WriteAsync(work => gate.CheckAsync(work, person, Verb.Resend, RoomRights.Operator, $"outbox:{id}", ""), cancellationToken);
        if (!decision.Allowed) return RoomProblem.NotAllowed(decision.Why ?? "Only an admin may resend.");
        return await queue.ResendAsync(id, cancellationToken)
            ? TypedResults.Accepted((string?)null, new RoomReceipt(null, $"Message {id} is waiting again.", []))
            : RoomProblem.Missing($"There is no message {id} that failed or whose destination stopped.");
    }

    private static async Task<Results<Ok<RoomIntake>, ProblemHttpResult>> IntakeAsync(string? limit, IAlertLedger ledger, RoadTroubles troubles, CancellationToken cancellationToken)
    {
        if (!ThreadEndpoints.TryLimit(limit, out var most)) return RoomProblem.Bad($"'limit' is '{limit}'; use a number from 1 to 1000.");
        var refusals = await ledger.RefusalsAsync(most, cancellationToken);
        return TypedResults.Ok(new RoomIntake(
            [.. refusals.Select(static each => new RoomRefusal(each.At, each.Source, each.Path, each.Reason))],
            [.. troubles.Now.Select(static each => new RoomRoadTrouble(each.Road, each.Reason, each.Since))]));
    }

    private static Ok<RoomIngest> Ingest(IngestDesk desk)
    {
        var now = desk.Progress;
        return TypedResults.Ok(new RoomIngest(
            [.. now.Lines.Select(static line => new RoomIngestLine(IngestCard.Name(line.Kind), line.Place, line.Objects, line.Indexed, line.Bytes, line.IndexedBytes, line.Percent, line.Damaged, line.Problem))],
            now.IsRunning, now.LastRun, now.IndexBytes, now.Problem));
    }
}
