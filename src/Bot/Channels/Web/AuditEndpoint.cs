using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>The audit log: pages with the newest entries first, and files of all that is meant, oldest first. Taking a file is written down like any command.</summary>
internal static class AuditEndpoint
{
    private static readonly string[] Heads = ["at", "person", "name", "verb", "channel", "subject", "argument", "allowed", "why"];

    public static async Task<Results<Ok<RoomAudit>, PushStreamHttpResult, ProblemHttpResult>> GetAsync(
        [AsParameters] AuditQuery asked, HttpContext context, IAuditLog audit, IPersonDirectory people, Gate gate, IUnitOfWork unit)
    {
        var cancellationToken = context.RequestAborted;
        var (filter, wrong) = await asked.FilterAsync(people, cancellationToken);
        if (filter is null) return RoomProblem.Bad(wrong!);
        if (asked.Format is "ndjson" or "csv")
        {
            var decision = await unit.WriteAsync(
                work => gate.CheckAsync(work, RoomReader.Of(context).Person, Verb.Audit, RoomRights.Operator, "audit", context.Request.QueryString.Value ?? ""), cancellationToken);
            return decision.Allowed ? File(asked.Format, audit.AllAsync(filter, cancellationToken), context, gate.Now) : RoomProblem.NotAllowed(decision.Why!);
        }

        if (!ThreadEndpoints.TryLimit(asked.Limit, out var most)) return RoomProblem.Bad($"'limit' is '{asked.Limit}'; use a number from 1 to 1000.");
        if (!asked.TryCursor(out var before)) return RoomProblem.Bad("'cursor' is none that was given out; start again without one.");
        var entries = await audit.ListAsync(filter, most + 1, before, cancellationToken);
        var next = entries.Count > most ? entries[most - 1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new RoomAudit([.. entries.Take(most).Select(Of)], next));
    }

    private static PushStreamHttpResult File(string format, IAsyncEnumerable<AuditEntry> entries, HttpContext context, DateTimeOffset now)
    {
        var name = FormattableString.Invariant($"audit-{now.UtcDateTime:yyyyMMdd-HHmmss}.{format}");
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return format == "csv"
            ? TypedResults.Stream(stream => CsvAsync(stream, entries, context.RequestAborted), "text/csv; charset=utf-8")
            : TypedResults.Stream(stream => LinesAsync(stream, entries, context.RequestAborted), "application/x-ndjson");
    }

    private static async Task CsvAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await writer.WriteAsync(CardCsv.Line(Heads));
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(CardCsv.Line(
            [
                entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                entry.Person, entry.Name ?? "", entry.Verb, entry.Channel, entry.Subject ?? "", entry.Argument, entry.Allowed ? "true" : "false", entry.Why ?? "",
            ]));
        }
    }

    private static async Task LinesAsync(Stream stream, IAsyncEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await using var buffered = new BufferedStream(stream, 64 * 1024);
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await buffered.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Of(entry), RoomJson.Default.RoomAuditEntry), cancellationToken);
            await buffered.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static RoomAuditEntry Of(AuditEntry entry) => new(entry.At, entry.Person, entry.Verb, entry.Channel, entry.Subject, entry.Argument, entry.Allowed, entry.Why, entry.Name);
}
