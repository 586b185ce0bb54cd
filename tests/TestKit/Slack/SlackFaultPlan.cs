using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Slack;

/// <summary>The faults a method can have. Each verb adds one and gives the plan back.</summary>
internal sealed class SlackFaultPlan(SlackFaults faults, string method, string? channel)
{
    /// <summary>429 with Retry-After; nothing is done.</summary>
    public SlackFaultPlan RateLimit(int retryAfterSeconds, int times = 1) => Add("ratelimited", times, false, null, http =>
    {
        http.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return SlackServer.WriteAsync(http, 429, Error("ratelimited"));
    });

    /// <summary>200 with ok:false; nothing is done.</summary>
    public SlackFaultPlan Fail(string error, int times = 1, params string[] messages) => Add(error, times, false, null, http => SlackServer.WriteAsync(http, 200, SlackMethods.Refused(new SlackRefusal(error, messages))));

    /// <summary>The work is done, the answer says that it is not: internal_error's own warning.</summary>
    public SlackFaultPlan AcceptThenFail(string error = "internal_error", int times = 1) => Add($"accepted, then {error}", times, true, null, http => SlackServer.WriteAsync(http, 200, Error(error)));

    /// <summary>The work is done, the connection is cut without an answer.</summary>
    public SlackFaultPlan AcceptThenDrop(int times = 1) => Add("accepted, then dropped", times, true, null, Cut);

    /// <summary>The work is done, a gateway answers with this status.</summary>
    public SlackFaultPlan AcceptThenHttp(int status, int times = 1) => Add($"accepted, then HTTP {status}", times, true, null, http => Page(http, status));

    /// <summary>The work is done, something happens, and nobody is answered.</summary>
    public SlackFaultPlan AcceptThen(Action happens, int times = 1) => Add("accepted, and then it happened", times, true, null, http =>
    {
        happens();
        return Cut(http);
    });

    /// <summary>The connection is cut; nothing is done.</summary>
    public SlackFaultPlan DropBeforeAccepting(int times = 1) => Add("dropped", times, false, null, Cut);

    /// <summary>The work is done and truly answered, but late.</summary>
    public SlackFaultPlan Slow(TimeSpan wait, int times = 1) => Add("slow", times, true, wait, null);

    /// <summary>A gateway's page with this status; nothing is done.</summary>
    public SlackFaultPlan Http(int status, int times = 1) => Add($"HTTP {status}", times, false, null, http => Page(http, status));

    /// <summary>Something that is no answer of Slack; nothing is done, or the work is done and only the answer is wrong.</summary>
    public SlackFaultPlan Garbage(SlackGarbage kind = SlackGarbage.NotJson, int times = 1, bool doesTheWork = false) => Add($"garbage: {kind}", times, doesTheWork, null, kind switch
    {
        SlackGarbage.NotJson => http => Raw(http, "application/json", "<html>Slack is down for maintenance"),
        SlackGarbage.OkWithoutTs => http => Raw(http, "application/json", """{"ok":true}"""),
        SlackGarbage.WrongTypes => http => Raw(http, "application/json", """{"ok":"yes","ts":17,"channel":[],"message":"no","error":{},"response_metadata":[]}"""),
        SlackGarbage.WrongContentType => http => Raw(http, "text/html", """{"ok":true}"""),
        SlackGarbage.Empty => http => Raw(http, "application/json", ""),
        SlackGarbage.List => http => Raw(http, "application/json", "[]"),
        SlackGarbage.CutInHalf => http => Raw(http, "application/json", """{"ok":true,"channel":"C0DOUB"""),
        SlackGarbage.Deep => http => Raw(http, "application/json", new string('[', 100_000)),
        _ => http => Raw(http, "application/json", "{\"ok\":true,\"filler\":\"" + new string('x', 32 << 20) + "\"}"),
    });

    private static JsonObject Error(string error) => new() { ["ok"] = false, ["error"] = error };

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
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    private SlackFaultPlan Add(string name, int times, bool doesTheWork, TimeSpan? wait, Func<HttpContext, Task>? answer)
    {
        faults.Add(method, new Fault(name, times, doesTheWork, wait, answer) { Channel = channel });
        return this;
    }
}
