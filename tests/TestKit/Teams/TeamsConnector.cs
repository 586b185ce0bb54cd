using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Teams;

/// <summary>The connector's door: finds the operation, checks the token, lets faults have their way, and keeps what was called.</summary>
internal sealed class TeamsConnector(TeamsDouble teams)
{
    private const int MostBytes = 262_144;
    private readonly TeamsConversations conversations = new(teams);
    private readonly TeamsRosters rosters = new(teams);

    public async Task AnswerAsync(HttpContext http, string tenant, string rest)
    {
        var at = teams.State.Time.GetUtcNow();
        var elapsed = teams.State.Elapsed;
        var asked = TeamsAsked.Of(http, rest);
        http.Response.Headers["MS-CV"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N") + ".0";
        if (asked is null || tenant != teams.TenantId)
        {
            teams.Unexpected.Enqueue($"{http.Request.Method} {http.Request.Path}");
            await TeamsServer.WriteAsync(http, 404, Error("ServiceError", "No such operation."));
            return;
        }

        string? tooBig = null;
        if (http.Request.Method is "POST" or "PUT" && asked.Operation != "react") (asked, tooBig) = await ReadAsync(http, asked);
        var where = asked.Channel;
        var limited = teams.Rates.Count(asked, where, at);
        var fault = teams.Faults.Take(asked.Operation, where);
        if (fault?.Before is { } happens) await happens();
        if (fault?.Wait is { } wait) await Task.Delay(wait, TimeProvider.System, CancellationToken.None);
        var status = 0;
        JsonObject? body = null;
        var outcome = fault?.Name;
        if (fault is null or { DoesTheWork: true })
        {
            (status, body, var code) = Do(http, asked, tooBig, limited);
            outcome ??= code;
        }

        var keepAt = teams.State.Read(state =>
        {
            state.Calls.Add(new TeamsCall(at, elapsed, http.Request.Method, http.Request.Path, asked.Operation, asked.Conversation ?? where, asked.Activity, fault?.Answer is null ? status : 0, outcome!, asked.Body));
            return state.Calls.Count - 1;
        });
        if (fault?.Answer is null)
        {
            if (limited is { } retryAfter && status == 429) http.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await TeamsServer.WriteAsync(http, status, body);
            return;
        }

        http.Response.OnStarting(() =>
        {
            teams.State.Write(state => state.Calls[keepAt] = state.Calls[keepAt] with { Status = http.Response.StatusCode });
            return Task.CompletedTask;
        });
        await fault.Answer(http);
    }

    public static JsonObject Error(string code, string message) => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private (int Status, JsonObject? Body, string Outcome) Do(HttpContext http, TeamsAsked asked, string? tooBig, TimeSpan? limited)
    {
        try
        {
            if (teams.Entra.Against(http.Request.Headers.Authorization.ToString()) is { } why)
            {
                teams.Refused.Enqueue($"{asked.Operation}: {why}");
                return (401, new JsonObject { ["message"] = "Authorization has been denied for this request." }, why);
            }

            if (limited is not null) throw new TeamsRefusal(429, "Throttled", "Too many requests.");
            if (tooBig is not null) throw new TeamsRefusal(413, "RequestEntityTooLarge", tooBig, true);
            if (http.Request.Method is "POST" or "PUT" && asked.Operation != "react" && asked.Body is null) throw TeamsRefusal.Syntax("The body is no JSON object.");
            var (status, body) = teams.State.Read(_ => asked.Operation switch
            {
                "create" => conversations.Create(asked),
                "send" => conversations.Send(asked),
                "edit" => conversations.Edit(asked),
                "delete" => conversations.Delete(asked),
                "react" => conversations.React(asked),
                _ => rosters.Answer(asked),
            });
            return (status, body, "ok");
        }
        catch (TeamsRefusal refusal)
        {
            if (refusal.IsForm) teams.Refused.Enqueue($"{asked.Operation}: {refusal.Status} {refusal.Code} {refusal.Message}");
            return (refusal.Status, Error(refusal.Code, refusal.Message), refusal.Code);
        }
    }

    private static async Task<(TeamsAsked Asked, string? TooBig)> ReadAsync(HttpContext http, TeamsAsked asked)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        if (bytes.Length > MostBytes) return (asked, $"The body has {bytes.Length} bytes.");
        try
        {
            return (asked with { Body = JsonNode.Parse(bytes.ToArray()) as JsonObject }, null);
        }
        catch (JsonException)
        {
            return (asked, null); // answered as bad syntax once the token was looked at
        }
    }
}
