using System.Net;
using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Hosting;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Bot.Alerts;

/// <summary><c>POST /alerts/eventbridge</c>: who may call it is checked before a byte is read, and what it brings is committed before the answer.</summary>
internal sealed class EventBridgeEndpoint(AlertIntake intake, AlertBody body, AlertsOptions options, TimeProvider time)
{
    public const string SourceName = "eventbridge";
    private const string KeyHeader = "X-Api-Key";

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        if (WhyNobody(context) is { } refused) return refused;
        if (!context.Request.HasJsonContentType()) return AlertAnswers.Problem(StatusCodes.Status415UnsupportedMediaType, "Wrong content type", "Content-Type application/json is needed.");
        return await body.ReadAsync(context.Request.Body, context.RequestAborted) is { } bytes
            ? await AlertAnswers.TakeAsync(intake, SourceName, AlertParser.Parse(bytes), time.GetUtcNow(), context.RequestAborted)
            : body.TooLarge();
    }

    /// <summary>Null when the caller may bring alerts. Browsers never do: they name their page in Origin or Sec-Fetch-Site, so no page can forge one.</summary>
    private IResult? WhyNobody(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.ContainsKey(HeaderNames.Origin) || headers.ContainsKey("Sec-Fetch-Site"))
            return AlertAnswers.Problem(StatusCodes.Status403Forbidden, "Not for browsers", "Alerts are taken from AWS and from command lines, not from web pages.");
        if (options.ApiKey is { } key)
            return IsKey(headers[KeyHeader].ToString(), key) ? null : AlertAnswers.Problem(StatusCodes.Status401Unauthorized, "Key needed", $"Send the configured Alerts:ApiKey in the header {KeyHeader}.");
        return IsOnThisMachine(context)
            ? null
            : AlertAnswers.Problem(StatusCodes.Status403Forbidden, "Key needed", "Without Alerts:ApiKey only callers on this machine are heard, on the room's address. Configure a key and send it in X-Api-Key.");
    }

    /// <summary>Digests are compared, so that neither the key's length nor its beginning can be measured.</summary>
    private static bool IsKey(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>A proxy on this machine makes everybody look near; it says so in a header.</summary>
    private static bool IsOnThisMachine(HttpContext context) =>
        ListenerEndpoints.Of(context) == Listener.Room
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
}
