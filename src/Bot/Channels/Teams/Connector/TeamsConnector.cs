using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Calls the Bot Connector, never faster than it allows. It never throws for what Teams or the network does; what follows from a failure is decided in <see cref="TeamsErrors"/>.</summary>
internal sealed class TeamsConnector(IHttpClientFactory clients, TeamsTokenSource tokens, TeamsPace pace, TeamsOptions options)
{
    /// <summary>Name of the HTTP client, set up at the room's door.</summary>
    public const string Client = "teams-connector";

    /// <summary>Code of a refusal that is our own pace's.</summary>
    public const string Paced = "paced here";

    /// <summary>Begins a thread in a channel.</summary>
    /// <param name="target">Of the channel; a thread in it does not matter.</param>
    public Task<TeamsAnswer> CreateThreadAsync(TeamsTarget target, JsonObject activity, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["isGroup"] = true,
            ["bot"] = new JsonObject { ["id"] = $"28:{options.AppId}" },
            ["tenantId"] = target.Tenant,
            ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = target.Conversation.Id } },
            ["activity"] = activity.DeepClone(),
        };
        return CallAsync(new TeamsCall(HttpMethod.Post, target, "v3/conversations", body, TeamsReading.Thread), cancellationToken);
    }

    /// <summary>Says something in a conversation: in a thread when the target names one.</summary>
    public Task<TeamsAnswer> SendAsync(TeamsTarget target, JsonObject activity, CancellationToken cancellationToken) =>
        CallAsync(new TeamsCall(HttpMethod.Post, target, Activities(target), activity, TeamsReading.Message), cancellationToken);

    /// <summary>Says something that one person alone sees, for a day (learn.microsoft.com, "Targeted messages").</summary>
    /// <param name="person">As this bot addresses them: 29:…</param>
    public Task<TeamsAnswer> SendPrivatelyAsync(TeamsTarget target, string person, JsonObject activity, CancellationToken cancellationToken)
    {
        var body = activity.DeepClone().AsObject();
        body["recipient"] = new JsonObject { ["id"] = person, ["isTargeted"] = true };
        return CallAsync(new TeamsCall(HttpMethod.Post, target, $"{Activities(target)}?isTargetedActivity=true", body, TeamsReading.Message), cancellationToken);
    }

    /// <summary>Changes a message of ours, as often as one likes.</summary>
    public Task<TeamsAnswer> EditAsync(TeamsTarget target, string message, JsonObject activity, CancellationToken cancellationToken)
    {
        var body = activity.DeepClone().AsObject();
        body["id"] = message;
        return CallAsync(new TeamsCall(HttpMethod.Put, target, Activities(target, message), body, TeamsReading.Done), cancellationToken);
    }

    /// <summary>Who somebody of the conversation is in Entra ID (learn.microsoft.com, "Get Teams specific context", get a single member).</summary>
    /// <param name="person">As this bot addresses them: 29:…</param>
    public Task<TeamsAnswer> MemberAsync(TeamsTarget target, string person, CancellationToken cancellationToken) =>
        CallAsync(new TeamsCall(HttpMethod.Get, target, $"v3/conversations/{Uri.EscapeDataString(target.Conversation.Id)}/members/{Uri.EscapeDataString(person)}", null, TeamsReading.Member), cancellationToken);

    /// <param name="reaction">One of <see cref="TeamsReactions"/>.</param>
    public Task<TeamsAnswer> ReactAsync(TeamsTarget target, string message, string reaction, CancellationToken cancellationToken) =>
        CallAsync(new TeamsCall(HttpMethod.Put, target, $"{Activities(target, message)}/reactions/{reaction}", null, TeamsReading.Done), cancellationToken);

    private static string Activities(TeamsTarget target) => $"v3/conversations/{Uri.EscapeDataString(target.Conversation.ToString())}/activities";

    private static string Activities(TeamsTarget target, string message) => $"{Activities(target)}/{Uri.EscapeDataString(message)}";

    private async Task<TeamsAnswer> CallAsync(TeamsCall call, CancellationToken cancellationToken)
    {
        var url = new Uri(call.Target.ServiceUrl, call.Path);
        // Whoever is called is shown our token.
        if (!options.MayCall(url)) return new TeamsRefused(0, "HostNotAllowed", $"{url.IdnHost} is none of Teams:AllowedServiceHosts, so it is not shown the bot's token", null);
        for (var isAgain = false; ; isAgain = true)
        {
            var token = await tokens.GetAsync(cancellationToken);
            if (token is TeamsTokenRefused refused) return new TeamsRefused(401, refused.Code, refused.Why, null);
            if (token is not TeamsTokenGiven given) return new TeamsUnknown($"no token: {((TeamsTokenSilent)token).Why}", WasSent: false);
            var answer = await InTurnAsync(call, url, given, cancellationToken);
            if (answer is not TeamsRefused { Status: 401 }) return answer;
            tokens.Drop(given); // refused before anything was done, so that even a message can be sent again
            if (isAgain) return answer;
        }
    }

    private async Task<TeamsAnswer> InTurnAsync(TeamsCall call, Uri url, TeamsTokenGiven token, CancellationToken cancellationToken)
    {
        using var turn = await pace.TurnAsync(call.Target, cancellationToken);
        if (turn.Wait is { } wait) return new TeamsRefused(429, Paced, "as much was said there as Teams takes", wait);
        using var request = new HttpRequestMessage(call.Method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Bearer);
        if (call.Body is { } body) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var answer = await GuardAsync(call, request, cancellationToken);
        if (answer is TeamsRefused { Status: 429, RetryAfter: { } wish }) pace.Hold(call.Target, wish);
        return answer;
    }

    private async Task<TeamsAnswer> GuardAsync(TeamsCall call, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        // Of the whole call: the client's own limit ends where the answer's body begins.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(client.Timeout);
        client.Timeout = Timeout.InfiniteTimeSpan;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await TeamsReading.AnswerAsync(response, call.Read, limit.Token);
        }
        catch (HttpRequestException failure)
        {
            var neverSent = failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return new TeamsUnknown($"{failure.HttpRequestError}: {failure.Message}", !neverSent);
        }
        catch (IOException failure)
        {
            return new TeamsUnknown(failure.Message, WasSent: true); // cut while the answer was read
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The other limit is the one on connecting.
            return limit.IsCancellationRequested ? new TeamsUnknown("no answer in time", WasSent: true) : new TeamsUnknown("no connection in time", WasSent: false);
        }
    }

    /// <param name="Read">Reads a good answer.</param>
    private sealed record TeamsCall(HttpMethod Method, TeamsTarget Target, string Path, JsonObject? Body, Func<int, JsonElement?, TeamsAnswer> Read);
}
