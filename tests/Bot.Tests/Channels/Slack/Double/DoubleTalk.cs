using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>The Web API over a plain client, as any app would use it.</summary>
internal sealed class DoubleTalk(SlackDouble slack) : IAsyncDisposable
{
    private readonly HttpClient http = new() { BaseAddress = slack.ApiBaseUrl };

    public HttpClient Plain => http;

    public Task<JsonObject> CallAsync(string method, object arguments) => CallAsync(method, arguments, slack.BotToken);

    public async Task<JsonObject> CallAsync(string method, object arguments, string token)
    {
        using var answer = await SendAsync(method, arguments, token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, object arguments, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = JsonContent.Create(arguments) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? slack.BotToken);
        return await http.SendAsync(request);
    }

    /// <summary>A call with a form, as the methods that read want it.</summary>
    public async Task<JsonObject> ReadAsync(string method, params (string Name, string Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Content = new FormUrlEncodedContent(arguments.Select(static field => KeyValuePair.Create(field.Name, field.Value))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", slack.BotToken);
        using var answer = await http.SendAsync(request);
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A posted message's ts.</summary>
    public async Task<string> PostAsync(SlackPlace place, string text, string? thread = null)
    {
        var answer = await CallAsync("chat.postMessage", thread is null ? new { channel = place.Id, text } : new { channel = place.Id, text, thread_ts = thread });
        answer.Error().ShouldBeNull();
        return answer["ts"]!.ToString();
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal static class DoubleTalking
{
    public static DoubleTalk Talk(this SlackDouble slack) => new(slack);

    public static string? Error(this JsonObject answer) => answer["ok"]!.GetValue<bool>() ? null : answer["error"]!.ToString();

    public static string[] Pointers(this JsonObject answer) => [.. (answer["response_metadata"]?["messages"] as JsonArray ?? []).Select(static message => message!.ToString())];
}
