using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Hosting;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Bot.Alerts;

/// <summary><c>POST /alerts/eventbridge</c>: who may call it is checked before a byte is read, and what it brings is committed before the answer.</summary>
internal sealed class EventBridgeEndpoint(AlertIntake intake, AlertsOptions options, TimeProvider time)
{
    public const string SourceName = "eventbridge";
    private const string KeyHeader = "X-Api-Key";

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        if (WhyNobody(context) is { } refused) return refused;
        if (!context.Request.HasJsonContentType()) return Problem(StatusCodes.Status415UnsupportedMediaType, "Wrong content type", "Content-Type application/json is needed.");
        if (await ReadAsync(context.Request.Body, context.RequestAborted) is not { } body)
            return Problem(StatusCodes.Status413PayloadTooLarge, "Delivery too large", $"At most {options.MaxBodyBytes} bytes are accepted at once (Alerts:MaxBodyBytes).");

        var items = AlertParser.Parse(body);
        if (items.OfType<RefusedItem>().FirstOrDefault() is { } wrong)
        {
            await intake.RefuseAsync([new IntakeRefusal(SourceName, wrong.Path, wrong.Reason, time.GetUtcNow())], context.RequestAborted);
            return Problem(StatusCodes.Status400BadRequest, "Not a GuardDuty finding", $"{wrong.Path}: {wrong.Reason}. Nothing of this delivery was taken.", wrong.Path);
        }

        var receipt = await intake.TakeAsync(SourceName, [.. items.OfType<FindingItem>()], context.RequestAborted);
        var answer = new AlertAnswer(receipt.Accepted, [.. items.OfType<IgnoredItem>().Select(static item => new IgnoredAlert(item.Index, item.Reason))]);
        return Results.Json(answer, statusCode: receipt.Accepted > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>Null when the caller may bring alerts. Browsers never do: they name their page in Origin or Sec-Fetch-Site, so no page can forge one.</summary>
    private IResult? WhyNobody(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.ContainsKey(HeaderNames.Origin) || headers.ContainsKey("Sec-Fetch-Site"))
            return Problem(StatusCodes.Status403Forbidden, "Not for browsers", "Alerts are taken from AWS and from command lines, not from web pages.");
        if (options.ApiKey is { } key)
            return IsKey(headers[KeyHeader].ToString(), key) ? null : Problem(StatusCodes.Status401Unauthorized, "Key needed", $"Send the configured Alerts:ApiKey in the header {KeyHeader}.");
        return IsOnThisMachine(context)
            ? null
            : Problem(StatusCodes.Status403Forbidden, "Key needed", "Without Alerts:ApiKey only callers on this machine are heard, on the room's address. Configure a key and send it in X-Api-Key.");
    }

    /// <summary>Digests are compared, so that neither the key's length nor its beginning can be measured.</summary>
    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A proxy on this machine makes everybody look near; it says so in a header.</summary>
    private static bool IsOnThisMachine(HttpContext context) =>
        ListenerEndpoints.Of(context) == Listener.Room
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>Null when there is more than may be.</summary>
    private async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (kept.Length + read > options.MaxBodyBytes) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    private static IResult Problem(int status, string title, string detail, string? path = null) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: path is null ? null : [KeyValuePair.Create<string, object?>("path", path)]);

    private sealed record AlertAnswer(int Accepted, IReadOnlyList<IgnoredAlert> Ignored);

    private sealed record IgnoredAlert(int Index, string Reason);
}
