using System.Globalization;
using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Reads what the connector answers, and no more of it than an answer may be long.</summary>
internal static class TeamsReading
{
    private const int LongestAnswer = 256 * 1024;
    private const int LongestWords = 200;
    private const int LongestName = 80;

    // A number beyond this is a fault, and must not silence us for days.
    private static readonly TimeSpan LongestWish = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestWish = TimeSpan.FromSeconds(1);

    /// <summary>Of something said: its id. 202 is Teams' answer to what it will not name.</summary>
    public static TeamsAnswer Message(int status, JsonElement? body) => Named(status, body?.Text("id"));

    /// <summary>Of a thread that was begun: the id of its first message, which stands in the conversation's.</summary>
    public static TeamsAnswer Thread(int status, JsonElement? body) => Named(status, (body?.Text("id") is { } id ? TeamsConversation.Parse(id).Root : null) ?? body?.Text("activityId"));

    /// <summary>Of something that names nothing.</summary>
    public static TeamsAnswer Done(int status, JsonElement? body) => new TeamsOk(body?.Text("id"));

    /// <summary>Of a person: their id in Entra ID; a guest of another tenant may have none.</summary>
    public static TeamsAnswer Member(int status, JsonElement? body) => new TeamsOk(body?.Text("aadObjectId") ?? body?.Text("objectId"));

    public static async Task<TeamsAnswer> AnswerAsync(HttpResponseMessage response, Func<int, JsonElement?, TeamsAnswer> read, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var trace = response.Headers.TryGetValues("MS-CV", out var values) && values.FirstOrDefault() is { } said ? Bounded(said, LongestName) : null;
        var (body, fault) = await BodyAsync(response, cancellationToken);
        var isGood = status is >= 200 and < 300;
        TeamsAnswer answer = (isGood, status) switch
        {
            (true, _) => fault is null ? read(status, body) : new TeamsUnknown($"HTTP {status} and {fault}", WasSent: true),
            // 501 and 505 are words about the call, and no accident.
            (_, 408 or 500 or 502 or 503 or 504 or > 505) => new TeamsUnknown($"HTTP {status}{(Code(body) is { Length: > 0 } code ? $" {code}" : "")}", WasSent: true),
            _ => new TeamsRefused(status, Code(body), Words(body), After(response)),
        };
        return answer with { Trace = trace };
    }

    private static TeamsAnswer Named(int status, string? id) =>
        id is not null || status == 202 ? new TeamsOk(id) : new TeamsUnknown($"HTTP {status} and no id", WasSent: true);

    private static async Task<(JsonElement? Body, string? Fault)> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await ChatBody.ReadAsync(response, LongestAnswer, cancellationToken);
        if (bytes is null) return (null, "an answer that is too long");
        if (bytes.Length == 0) return (null, null);
        // Some gateways answer for everybody, with a page.
        if (response.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("json", StringComparison.OrdinalIgnoreCase)) return (null, $"{Bounded(type, LongestName)} instead of JSON");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? (document.RootElement.Clone(), null) : (null, "JSON that is no object");
        }
        catch (JsonException)
        {
            return (null, "no JSON");
        }
    }

    private static string Code(JsonElement? body) => Bounded(body?.Text("error", "code") ?? body?.Text("code") ?? "", LongestName);

    private static string Words(JsonElement? body) => Bounded(body?.Text("error", "message") ?? body?.Text("message") ?? "", LongestWords);

    private static TimeSpan? After(HttpResponseMessage response)
    {
        var wish = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when response.Headers.Date is { } now => date - now,
            _ => (TimeSpan?)null,
        };
        return wish is null ? null : wish < ShortestWish ? ShortestWish : wish > LongestWish ? LongestWish : wish;
    }

    /// <summary>Said by the vendor or whoever answers in its place, and shown to operators in one line.</summary>
    private static string Bounded(string text, int most)
    {
        var line = string.Concat(text.Take(most).Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? ' ' : c)).Trim();
        return text.Length > most ? line + "…" : line;
    }
}
