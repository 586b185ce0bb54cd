using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

/// <summary>A bot's side of the talk, by hand.</summary>
internal sealed class TeamsTalk(TeamsDouble teams) : IAsyncDisposable
{
    private readonly HttpClient http = new(teams.TrustingHandler());
    private string? token;

    public static TeamsTalk Of(TeamsDouble teams) => new(teams);

    public static JsonObject Card(string words, params JsonObject[] actions) => new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = words }),
        ["actions"] = new JsonArray([.. actions]),
    };

    public static JsonObject Message(string words, params JsonObject[] actions) => WithCard(Card(words, actions));

    public static JsonObject WithCard(JsonObject card) => new()
    {
        ["type"] = "message",
        ["summary"] = "Something was found",
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
    };

    /// <summary>A new thread; its id.</summary>
    public async Task<string> CreateAsync(TeamsPlace place, JsonObject activity)
    {
        var (status, body) = await CallAsync("POST", "v3/conversations", NewThread(place, activity));
        Assert.Equal(201, status);
        return body!["activityId"]!.ToString();
    }

    public JsonObject NewThread(TeamsPlace place, JsonObject? activity)
    {
        var body = new JsonObject { ["isGroup"] = true, ["tenantId"] = teams.TenantId, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = place.Id } } };
        if (activity is not null) body["activity"] = activity;
        return body;
    }

    public Task<(int Status, JsonNode? Body)> SendAsync(string conversation, JsonObject activity, string? below = null, string query = "") =>
        CallAsync("POST", $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities{(below is null ? "" : $"/{below}")}{query}", activity);

    public Task<(int Status, JsonNode? Body)> EditAsync(string conversation, string id, JsonObject activity, string query = "") =>
        CallAsync("PUT", $"v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{id}{query}", activity);

    public async Task<(int Status, JsonNode? Body)> CallAsync(string verb, string path, JsonObject? body = null, string? bearer = null)
    {
        var (status, text, _) = await RawAsync(verb, path, body?.ToJsonString(), bearer ?? await TokenAsync());
        return (status, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    public async Task<(int Status, string Body, HttpResponseHeaders Headers)> RawAsync(string verb, string path, string? body = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(teams.ServiceUrl, path));
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    public async Task<string> TokenAsync() => token ??= (await AskAsync()).Body["access_token"]!.ToString();

    public async Task<(int Status, JsonObject Body)> AskAsync(string? secret = null, string scope = "https://api.botframework.com/.default", params (string Name, string Value)[] instead)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = teams.AppId, ["scope"] = scope };
        if (instead.Length == 0) form["client_secret"] = secret ?? teams.ClientSecret;
        foreach (var (name, value) in instead) form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri(teams.LoginUrl, $"{teams.TenantId}/oauth2/v2.0/token"), content);
        return ((int)answer.StatusCode, (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonObject> GetAsync(Uri url)
    {
        using var answer = await http.GetAsync(url);
        Assert.True(answer.IsSuccessStatusCode, $"{url} was answered {answer.StatusCode}");
        return (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
