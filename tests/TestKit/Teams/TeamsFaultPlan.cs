using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Teams;

/// <summary>The faults an operation can have. Each verb adds one and gives the plan back.</summary>
internal sealed class TeamsFaultPlan(TeamsDouble teams, TeamsFaults faults, string operation, string? channel)
{
    /// <summary>429 with or without Retry-After; nothing is done.</summary>
    public TeamsFaultPlan RateLimit(int? retryAfterSeconds = null, int times = 1) => Add("Throttled", times, false, null, http =>
    {
        if (retryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TeamsServer.WriteAsync(http, 429, TeamsConnector.Error("Throttled", "Too many requests."));
    });

    /// <summary>412; nothing is done.</summary>
    public TeamsFaultPlan PreconditionFailed(int times = 1) => Error(412, "PreconditionFailed", times);

    /// <summary>403: the bot is no longer in the team; nothing is done.</summary>
    public TeamsFaultPlan NotInRoster(int times = 1) => Error(403, "BotNotInConversationRoster", times);

    /// <summary>The vendor's error in the vendor's form; nothing is done.</summary>
    public TeamsFaultPlan Error(int status, string code, int times = 1) => Add(code, times, false, null, http => TeamsServer.WriteAsync(http, status, TeamsConnector.Error(code, code)));

    /// <summary>Entra ID's error in its form, such as 401 invalid_client.</summary>
    public TeamsFaultPlan Login(int status, string error, int times = 1) => Add(error, times, false, null, http => TeamsServer.WriteAsync(http, status, new JsonObject { ["error"] = error, ["error_description"] = $"AADSTS50000: {error}" }));

    /// <summary>A gateway's page with this status; nothing is done.</summary>
    public TeamsFaultPlan Http(int status, int times = 1) => Add($"HTTP {status}", times, false, null, http => Page(http, status));

    /// <summary>The work is done, a gateway answers with this status.</summary>
    public TeamsFaultPlan AcceptThenHttp(int status, int times = 1) => Add($"accepted, then HTTP {status}", times, true, null, http => Page(http, status));

    /// <summary>The work is done, the connection is cut without an answer.</summary>
    public TeamsFaultPlan AcceptThenDrop(int times = 1) => Add("accepted, then dropped", times, true, null, Cut);

    /// <summary>The work is done and nobody is answered, until the caller gives up.</summary>
    public TeamsFaultPlan AcceptThenSilence(int times = 1) => Add("accepted, then silence", times, true, null, SilenceAsync);

    /// <summary>The work is done, something happens, and nobody is answered.</summary>
    public TeamsFaultPlan AcceptThen(Action happens, int times = 1) => Add("accepted, and then it happened", times, true, null, http =>
    {
        happens();
        return Cut(http);
    });

    /// <summary>The work is done and answered 202 without an id.</summary>
    public TeamsFaultPlan AcceptWithoutId(int times = 1) => Add("accepted without an id", times, true, null, static http => TeamsServer.WriteAsync(http, 202, null));

    /// <summary>The connection is cut; nothing is done.</summary>
    public TeamsFaultPlan DropBeforeAccepting(int times = 1) => Add("dropped", times, false, null, Cut);

    /// <summary>Nothing is done and nobody is answered, until the caller gives up.</summary>
    public TeamsFaultPlan Silence(int times = 1) => Add("silence", times, false, null, SilenceAsync);

    /// <summary>The work is done and truly answered, but late.</summary>
    public TeamsFaultPlan Slow(TimeSpan wait, int times = 1) => Add("slow", times, true, wait, null);

    /// <summary>Something happens first, then the work is done and truly answered.</summary>
    public TeamsFaultPlan Before(Func<Task> happens, int times = 1) => Add("something happened before", times, true, null, null, happens);

    /// <summary>Something that is no answer of Teams, under a good status; nothing is done, or the work is done and only the answer is wrong.</summary>
    public TeamsFaultPlan Garbage(TeamsGarbage kind = TeamsGarbage.NotJson, int times = 1, bool doesTheWork = false) => Add($"garbage: {kind}", times, doesTheWork, null, kind switch
    {
        TeamsGarbage.NotJson => http => Raw(http, "application/json", "<html>Service unavailable"),
        TeamsGarbage.WithoutId => http => Raw(http, "application/json", "{}"),
        TeamsGarbage.WrongTypes => http => Raw(http, "application/json", """{"id":17,"activityId":[],"error":"no","access_token":{},"expires_in":[],"keys":1,"jwks_uri":2}"""),
        TeamsGarbage.WrongContentType => http => Raw(http, "text/html", """{"id":"1"}"""),
        TeamsGarbage.Empty => http => Raw(http, "application/json", ""),
        TeamsGarbage.List => http => Raw(http, "application/json", "[]"),
        TeamsGarbage.CutInHalf => http => Raw(http, "application/json", """{"id":"17764"""),
        TeamsGarbage.Deep => http => Raw(http, "application/json", new string('[', 100_000)),
        _ => http => Raw(http, "application/json", "{\"id\":\"1\",\"filler\":\"" + new string('x', 32 << 20) + "\"}"),
    });

    private static Task Cut(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static Task Page(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Raw(http, "text/html", $"<html><body>{status}</body></html>");
    }

    private static Task Raw(HttpContext http, string type, string body)
    {
        if (http.Response.StatusCode == 200 && type == "application/json") http.Response.StatusCode = http.Request.Method == "POST" && http.Request.Path.Value!.Contains("/v3/", StringComparison.Ordinal) ? 201 : 200;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    private async Task SilenceAsync(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, teams.Stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        http.Abort();
    }

    private TeamsFaultPlan Add(string name, int times, bool doesTheWork, TimeSpan? wait, Func<HttpContext, Task>? answer, Func<Task>? before = null)
    {
        faults.Add(operation, new Fault(name, times, doesTheWork, wait, answer) { Channel = channel, Before = before });
        return this;
    }
}
