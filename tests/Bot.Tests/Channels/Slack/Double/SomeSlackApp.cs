using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>What Slack brought to an app.</summary>
internal sealed record SomeRequest(string Path, string Body, IHeaderDictionary Headers)
{
    public bool IsForm => Headers.ContentType.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal);

    public string? Field(string name) => HttpUtility.ParseQueryString(Body)[name];

    /// <summary>The JSON of an event, or in the payload field of an interaction.</summary>
    public JsonObject Payload => (JsonObject)JsonNode.Parse(IsForm ? Field("payload")! : Body)!;

    public JsonNode? Event => Payload["event"];
}

/// <summary>An app of a few lines, that hears what the double says.</summary>
internal sealed class SomeSlackApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private SomeSlackApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapFallback(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var request = new SomeRequest(http.Request.Path, await reader.ReadToEndAsync(), new HeaderDictionary(http.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value)));
            Heard.Enqueue(request);
            await Answer(request, http);
        });
    }

    public ConcurrentQueue<SomeRequest> Heard { get; } = new();

    public Func<SomeRequest, HttpContext, Task> Answer { get; set; } = static (_, _) => Task.CompletedTask;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<SomeSlackApp> StartAsync()
    {
        var some = new SomeSlackApp();
        await some.app.StartAsync();
        return some;
    }

    /// <summary>Answers the next requests with JSON.</summary>
    public void Says(string json) => Answer = (_, http) =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    };

    public void Fails(int times) => Answer = (_, http) =>
    {
        if (times-- > 0) http.Response.StatusCode = 500;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
