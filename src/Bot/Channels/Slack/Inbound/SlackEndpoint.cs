using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Slack's way in over HTTP: the signature is checked over the raw body before anything in it is believed. Every path takes every kind of payload, so that one address or several can be configured at Slack.</summary>
internal sealed class SlackEndpoint(SlackOptions options, SlackEar ear, TimeProvider time)
{
    public static readonly IReadOnlyList<string> Paths = ["/slack", "/slack/commands", "/slack/interactions", "/slack/options", "/slack/events"];

    private const int LongestBody = 1 << 20;

    public async Task TakeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var isForm = IsForm(request);
        if (!isForm && !request.HasJsonContentType())
        {
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await ChatBody.ReadAsync(request, LongestBody, context.RequestAborted) is not { } body)
        {
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (!SlackSignature.IsGenuine(options.SigningSecrets, request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], body, time.GetUtcNow()))
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var telling = isForm ? SlackReader.OfForm(body) : SlackReader.OfEvent(body);
        var reply = await ear.HearAsync(telling, context.RequestAborted);
        if (reply is null) response.StatusCode = StatusCodes.Status400BadRequest;
        else if (reply.Body is { } answer) await WriteAsync(response, answer);
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static Task WriteAsync(HttpResponse response, JsonObject answer)
    {
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync(answer.ToJsonString());
    }
}
