using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bot.Doubles;

/// <summary>A bot that hears everything and answers as it is told to.</summary>
internal sealed class TeamsEar : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(JsonObject Activity, string Authorization)> heard = new();

    private TeamsEar()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/api/messages", async http =>
        {
            var activity = (JsonObject)(await JsonNode.ParseAsync(http.Request.Body))!;
            heard.Enqueue((activity, http.Request.Headers.Authorization.ToString()));
            var (status, body) = Answer(activity);
            http.Response.StatusCode = status;
            if (body is not null) await http.Response.WriteAsync(body.ToJsonString());
        });
    }

    public IReadOnlyList<JsonObject> Heard => [.. heard.Select(static one => one.Activity)];

    public JsonObject Last => heard.Last().Activity;

    public IReadOnlyList<string> Tokens => [.. heard.Select(static one => one.Authorization)];

    public Func<JsonObject, (int Status, JsonObject? Body)> Answer { get; set; } = static _ => (202, null);

    /// <summary>Listens, and Teams knows where.</summary>
    public static async Task<TeamsEar> OfAsync(TeamsDouble teams)
    {
        var ear = new TeamsEar();
        await ear.app.StartAsync();
        teams.Connect(new Uri(ear.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
        return ear;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
