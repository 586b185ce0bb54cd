using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Investigation.Findings;
using Microsoft.AspNetCore.Mvc;

namespace ChatOps.Bot.Alerts;

/// <summary><c>GET /api/v1/findings/{account}/{region}/{id}</c>: a finding and every delivery of it, each as it was received.</summary>
internal static class FindingEndpoint
{
    public static async Task<IResult> GetAsync(string account, string region, string id, [FromServices] IAlertLedger ledger, CancellationToken cancellationToken)
    {
        var deliveries = await ledger.DeliveriesAsync(new FindingId(account, region, id), cancellationToken);
        return deliveries.Count == 0
            ? Results.Problem("No delivery of this finding was taken in.", statusCode: StatusCodes.Status404NotFound, title: "No such finding")
            : Results.Json(Answer(deliveries));
    }

    private static FindingAnswer Answer(IReadOnlyList<FindingDelivery> deliveries)
    {
        var finding = deliveries.Select(static delivery => delivery.Finding).MaxBy(static known => (known.UpdatedAt, known.Count))!;
        return new FindingAnswer(
            finding.Id.Id, finding.Id.Account, finding.Id.Region, finding.Partition, finding.Arn, finding.Type.Text, finding.Severity.Value, finding.Title, finding.Description,
            finding.FirstSeen, finding.LastSeen, finding.CreatedAt, finding.UpdatedAt, finding.Count, finding.Archived, finding.IsSample,
            [.. deliveries.Select(Answer)]);
    }

    private static DeliveryAnswer Answer(FindingDelivery delivery) => new(
        delivery.Source, delivery.SentAt, delivery.ReceivedAt, delivery.Finding.UpdatedAt, delivery.Finding.Count, delivery.Document);

    /// <summary>The newest state, by (updatedAt, count).</summary>
    /// <param name="Sample">Whether it is one of GuardDuty's own sample findings.</param>
    private sealed record FindingAnswer(
        string Id, string Account, string Region, string Partition, string? Arn, string Type, double Severity, string Title, string Description,
        DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, long Count, bool Archived, bool Sample,
        IReadOnlyList<DeliveryAnswer> Deliveries);

    /// <param name="Document">The finding's JSON as received.</param>
    private sealed record DeliveryAnswer(
        string Source, DateTimeOffset? SentAt, DateTimeOffset ReceivedAt, DateTimeOffset UpdatedAt, long Count, [property: JsonConverter(typeof(JsonAsReceived))] string Document);

    /// <summary>Writes JSON as it stands. Read and written anew, escaped halves of surrogate pairs would fail, and a user agent can hold them.</summary>
    private sealed class JsonAsReceived : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value, skipInputValidation: true);
    }
}
