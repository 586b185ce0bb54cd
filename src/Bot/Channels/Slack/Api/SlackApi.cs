using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.Api;

/// <summary>Calls Slack's Web API. It never throws for what Slack or the network does; what follows from a failure is decided in <see cref="SlackErrors"/>.</summary>
internal sealed class SlackApi(IHttpClientFactory clients, SlackOptions options, SlackPauses pauses)
{
    /// <summary>Name of the HTTP client, set up at the room's door.</summary>
    public const string Client = "slack";

    private const int LongestAnswer = 8 << 20;

    /// <summary>Calls a method with the bot's token.</summary>
    public Task<SlackAnswer> CallAsync(string method, JsonObject arguments, CancellationToken cancellationToken) => CallAsync(method, arguments, options.BotToken, cancellationToken);

    /// <summary>Calls a method that reads, whose arguments Slack takes as a form only.</summary>
    public Task<SlackAnswer> ReadAsync(string method, IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken cancellationToken) =>
        SendAsync(method, new FormUrlEncodedContent(arguments), options.BotToken, cancellationToken);

    public Task<SlackAnswer> CallAsync(string method, JsonObject arguments, string token, CancellationToken cancellationToken) =>
        SendAsync(method, new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json"), token, cancellationToken);

    /// <summary>Posts bytes to an address Slack gave for them.</summary>
    public async Task<SlackAnswer> UploadAsync(Uri url, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        return await GuardAsync(request, static (response, _) => Task.FromResult<SlackAnswer>(response.IsSuccessStatusCode
            ? new SlackOk(default)
            : new SlackRefused("upload_failed", [$"HTTP {(int)response.StatusCode}"])), cancellationToken);
    }

    /// <summary>Answers to a response_url; Slack says ok in words, or in JSON when it refuses.</summary>
    public async Task<SlackAnswer> RespondAsync(Uri url, JsonObject message, CancellationToken cancellationToken)
    {
        using var content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        return await GuardAsync(request, static async (response, stop) =>
        {
            if (response.IsSuccessStatusCode) return new SlackOk(default);
            return await AnswerAsync(response, stop) is SlackRefused refused ? refused : new SlackRefused("response_url_refused", [$"HTTP {(int)response.StatusCode}"]);
        }, cancellationToken);
    }

    private async Task<SlackAnswer> SendAsync(string method, HttpContent content, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiBaseUrl, method)) { Content = content };
        if (pauses.Left(method) is { } left) return new SlackRefused("ratelimited", [], left);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await GuardAsync(request, AnswerAsync, cancellationToken);
        if (answer is SlackRefused { RetryAfter: { } wish }) pauses.Hold(method, wish);
        return answer;
    }

    private async Task<SlackAnswer> GuardAsync(HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<SlackAnswer>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await read(response, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            var neverSent = failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return new SlackUnknown($"{failure.HttpRequestError}: {failure.Message}", !neverSent);
        }
        catch (IOException failure)
        {
            return new SlackUnknown(failure.Message, WasSent: true); // cut while the answer was read
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SlackUnknown("no answer in time", WasSent: true);
        }
    }

    private static async Task<SlackAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return new SlackRefused("ratelimited", [], After(response));
        if ((int)response.StatusCode >= 500) return new SlackUnknown($"HTTP {(int)response.StatusCode}", WasSent: true);
        try
        {
            var text = await ChatBody.ReadAsync(response, LongestAnswer, cancellationToken);
            if (text is null) return new SlackUnknown("the answer is too long", WasSent: true);
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement.Clone(), response);
        }
        catch (JsonException)
        {
            return new SlackUnknown($"HTTP {(int)response.StatusCode} and no JSON", WasSent: true);
        }
    }

    private static SlackAnswer Read(JsonElement body, HttpResponseMessage response)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("ok", out var ok) || ok.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return new SlackUnknown("the answer says neither ok nor not ok", WasSent: true);
        if (ok.ValueKind == JsonValueKind.True) return new SlackOk(body) { Scopes = ScopesOf(response) };
        var error = body.Text("error") ?? "no_error_named";
        return new SlackRefused(error, Said(body), After(response));
    }

    private static List<string> Said(JsonElement body)
    {
        var said = new List<string>();
        if (body.Text("needed") is { } needed) said.Add($"needs the scope {needed}");
        if (body.Member("response_metadata") is { } metadata)
            said.AddRange(metadata.Items("messages").Where(static each => each.ValueKind == JsonValueKind.String).Select(static each => each.GetString()!).Take(10));
        return said;
    }

    private static string[]? ScopesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null;

    private static TimeSpan? After(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta;
}
