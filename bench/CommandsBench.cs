using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bench;

/// <summary>What people say over HTTP until it is acknowledged, durably stored, against a bare endpoint that only reads the body and checks an HMAC. 16 connections. Budget: p99 under 20 ms at 500/s.</summary>
internal static class CommandsBench
{
    private const int Connections = 16;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync()
    {
        await using var bare = await BareAsync();
        using var toBare = new HttpClient { BaseAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        await Measure.LoadAsync(Connections, TimeSpan.FromSeconds(2), _ => PostAsync(toBare, "/bare", "/investigate ip 198.51.100.23"));
        var yardstick = await Measure.LoadAsync(Connections, Time, _ => PostAsync(toBare, "/bare", "/investigate ip 198.51.100.23"));
        Measure.Print("yardstick: bare endpoint, HMAC only, stores nothing", yardstick.ToString());

        var data = Directory.CreateTempSubdirectory("chatops-bench-");
        await using (var program = await ChildProgram.StartAsync(data.FullName, ["--Findings:Source=none", "--Evidence:Source=none"]))
        {
            var threads = new string[20];
            for (var i = 0; i < threads.Length; i++) threads[i] = await ThreadAsync(program.Client, i);
            Task Note(int i) => PostAsync(program.Client, $"/api/v1/threads/{threads[Random.Shared.Next(threads.Length)]}/messages", $"note {i}");
            await MeasureAsync("a note in a thread -> 202, committed with its audit entry", yardstick, Note);
            await MeasureAsync("/investigate ip … -> 202, and its answers on the same cores", yardstick, i => CommandAsync(program.Client, i % 200));
        }

        data.Delete(recursive: true);
    }

    private static async Task MeasureAsync(string what, Load yardstick, Func<int, Task> send)
    {
        await Measure.LoadAsync(Connections, TimeSpan.FromSeconds(2), send);
        var full = await Measure.LoadAsync(Connections, Time, send);
        Measure.Print(what, full.ToString());
        Measure.Print("  ratio to the yardstick", FormattableString.Invariant($"{yardstick.PerSecond / full.PerSecond:0.0}x"));
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        Measure.Print("  the same at 500/s", (await Measure.PaceAsync(500, Time, send)).ToString());
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
    }

    private static async Task<string> ThreadAsync(HttpClient client, int host)
    {
        using var answer = await client.PostAsync("/api/v1/commands", new StringContent($$"""{"channel":"security","text":"/investigate ip 198.51.100.{{host}}","as":"bench"}""", Encoding.UTF8, "application/json"));
        using var receipt = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return receipt.RootElement.GetProperty("thread").GetString()!;
    }

    private static Task CommandAsync(HttpClient client, int host) => PostAsync(client, "/api/v1/commands", $"/investigate ip 198.51.100.{host}");

    private static async Task PostAsync(HttpClient client, string path, string text)
    {
        using var answer = await client.PostAsync(path, new StringContent($$"""{"channel":"security","text":"{{text}}","as":"bench"}""", Encoding.UTF8, "application/json"));
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<WebApplication> BareAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var key = RandomNumberGenerator.GetBytes(32);
        app.MapPost("/bare", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Json(Convert.ToHexStringLower(HMACSHA256.HashData(key, body.GetBuffer().AsSpan(0, (int)body.Length))));
        });
        await app.StartAsync();
        return app;
    }
}
