using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bench;

/// <summary>A command over HTTP until it is acknowledged, durably stored, against a bare endpoint that only reads the body and checks an HMAC. 16 connections. Budget: within 2x, p99 under 20 ms at 500/s.</summary>
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
            await Measure.LoadAsync(Connections, TimeSpan.FromSeconds(2), _ => CommandAsync(program.Client, Random.Shared.Next(200)));
            var full = await Measure.LoadAsync(Connections, Time, _ => CommandAsync(program.Client, Random.Shared.Next(200)));
            Measure.Print("/investigate ip … -> 202, thread, job and audit committed", full.ToString());
            Measure.Print("ratio to the yardstick", FormattableString.Invariant($"{yardstick.PerSecond / full.PerSecond:0.0}x"));
            var paced = await Measure.PaceAsync(500, Time, i => CommandAsync(program.Client, i % 200));
            Measure.Print("the same at 500/s", paced.ToString());
        }

        data.Delete(recursive: true);
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
