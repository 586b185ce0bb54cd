using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Teams' way in: POST /api/messages. The token is proved before the body is read, for anybody can send one; what the body says has to agree with the token before any of it is believed or written down.</summary>
internal sealed partial class TeamsEndpoint(TeamsOptions options, TeamsTokens tokens, TeamsEar ear, TimeProvider time, ILogger<TeamsEndpoint> logger)
{
    public const string Path = "/api/messages";

    private const int LongestBody = 1 << 20;

    /// <summary>Ids of conversations are half as long at most; they are part of keys in the store.</summary>
    private const int LongestConversation = 400;

    private readonly ChatMemory<string> said = new(time, TimeSpan.FromHours(1), 100);
    private readonly ChatSeldom hosts = new(100);

    public async Task TakeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsPost(request.Method))
        {
            response.Headers.Allow = HttpMethods.Post;
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (!request.HasJsonContentType())
        {
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        }
        else if (TeamsTokens.TokenOf(request.Headers.Authorization is [var header] ? header : null) is not { } token)
        {
            Refuse(response, StatusCodes.Status401Unauthorized, "it came without a token");
        }
        else
        {
            switch (await tokens.ProveAsync(token))
            {
                case TeamsPass pass:
                    await TakeAsync(context, pass);
                    break;
                case TeamsNoPass no:
                    Refuse(response, no.Status, no.Why);
                    break;
            }
        }
    }

    private async Task TakeAsync(HttpContext context, TeamsPass pass)
    {
        if (await ChatBody.ReadAsync(context.Request, LongestBody, context.RequestAborted) is not { } body)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var document = Parse(body);
        if (Wrong(document) is { } wrong)
        {
            await TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest, title: "Not understood").ExecuteAsync(context);
            return;
        }

        var activity = new TeamsActivity(document!.RootElement);
        switch (TeamsGate.Of(pass, activity, options))
        {
            case TeamsLetIn entry:
                await WriteAsync(context.Response, await ear.HearAsync(entry, activity, body, context.RequestAborted));
                break;
            case TeamsNoEntry no:
                if (no.Host is { } host && hosts.IsFirst(host)) Log.Host(logger, host);
                Refuse(context.Response, no.Status, no.Why);
                break;
        }
    }

    /// <summary>Null when it is no JSON, or holds text that cannot be read.</summary>
    private static JsonDocument? Parse(byte[] body)
    {
        if (!ChatJson.IsText(body)) return null;
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What no activity is without; null when all is well.</summary>
    private static string? Wrong(JsonDocument? document) => document?.RootElement switch
    {
        null => "The body is no JSON, is nested too deep, or holds text that cannot be read.",
        { ValueKind: not JsonValueKind.Object } => "The body is no JSON object.",
        { } root when root.Text("type") is null => "The activity has no type.",
        { } root when (root.Text("conversation", "id")?.Length ?? 0) > LongestConversation => "The id of the conversation is longer than any.",
        _ => null,
    };

    /// <summary>Each reason is told once an hour: often enough for whoever repairs it, and nothing a stranger could fill the log with.</summary>
    private void Refuse(HttpResponse response, int status, string why)
    {
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "5";
        if (said.Find(why) is not null) return;
        said.Keep(why, why);
        Log.Refused(logger, status, why);
    }

    private static Task WriteAsync(HttpResponse response, TeamsReply reply)
    {
        response.StatusCode = reply.Status;
        if (reply.Body is not { } answer) return Task.CompletedTask;
        response.ContentType = "application/json; charset=utf-8";
        return response.WriteAsync(answer.ToJsonString());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A request to /api/messages was refused with {Status}: {Why}. Others for the same reason are not told of for an hour")]
        public static partial void Refused(ILogger logger, int status, string why);

        [LoggerMessage(2, LogLevel.Warning, "Teams wants to be called at '{Host}', which is not allowed: when it is Microsoft's, add it to Teams:AllowedServiceHosts")]
        public static partial void Host(ILogger logger, string host);
    }
}
