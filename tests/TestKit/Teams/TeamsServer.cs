using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.TestKit.Teams;

/// <summary>The listeners: connector, keys of the Bot Framework and managed identities over http, Entra ID over https.</summary>
internal sealed class TeamsServer : IAsyncDisposable
{
    /// <summary>Marks an answer that is a list and no object.</summary>
    public const string List = "\0list";

    private readonly WebApplication app;
    private readonly TeamsDouble teams;
    private readonly CancellationTokenSource stopping = new();

    public TeamsServer(TeamsDouble teams, X509Certificate2 certificate)
    {
        this.teams = teams;
        var connector = new TeamsConnector(teams);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate }));
        });
        app = builder.Build();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
            {
                teams.Unexpected.Enqueue($"the double itself: {http.Request.Path} {e}");
                throw;
            }
        });
        app.MapGet("/amer/{tenant}/v3/attachments/{id}/views/original", PictureAsync);
        app.Map("/amer/{tenant}/{**rest}", (HttpContext http, string tenant, string rest) => connector.AnswerAsync(http, tenant, rest));
        app.MapGet("/v1/.well-known/openidconfiguration", http => WithFaultsAsync(http, "metadata", () => (200, teams.Tokens.Metadata())));
        app.MapGet("/v1/.well-known/openid-configuration", http => WithFaultsAsync(http, "metadata", () => (200, teams.Tokens.Metadata())));
        app.MapGet("/v1/.well-known/keys", http => WithFaultsAsync(http, "keys", () => (200, teams.Tokens.Keys())));
        app.MapGet("/msi/token", http => WithFaultsAsync(http, "token", () => teams.Entra.Identity(http)));
        app.MapGet("/metadata/identity/oauth2/token", http => WithFaultsAsync(http, "token", () => teams.Entra.Identity(http)));
        app.MapPost("/{tenant}/oauth2/v2.0/token", (HttpContext http, string tenant) => SecurelyAsync(http, "token", () => teams.Entra.TokenAsync(http, tenant)));
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (HttpContext http, string tenant) => SecurelyAsync(http, "login metadata", () => (200, teams.Entra.Discovery(tenant))));
        app.MapGet("/{tenant}/discovery/v2.0/keys", (HttpContext http, string tenant) => SecurelyAsync(http, "login keys", () => (200, teams.Entra.Keys())));
        app.MapGet("/common/discovery/instance", http => SecurelyAsync(http, "login instances", () => (200, teams.Entra.Instances())));
        app.MapFallback(UnexpectedAsync);
    }

    public Uri Http => Listening("http://");

    public Uri Https => Listening("https://");

    /// <summary>Ends with the double: whoever waits for an answer that never comes is let go.</summary>
    public CancellationToken Stopping => stopping.Token;

    public Task StartAsync() => app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(stop.Token);
        await app.DisposeAsync();
        stopping.Dispose();
    }

    public static Task WriteAsync(HttpContext http, int status, JsonObject? body)
    {
        http.Response.StatusCode = status;
        if (body is null) return Task.CompletedTask;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes((body[List] ?? body).ToJsonString())).AsTask();
    }

    /// <summary>A picture in somebody's text: for the bot's token alone.</summary>
    private async Task PictureAsync(HttpContext http, string id)
    {
        if (teams.Faults.Picture is { } otherwise)
        {
            await otherwise(http);
            return;
        }

        if (teams.Entra.Against(http.Request.Headers.Authorization.ToString()) is not null)
        {
            await WriteAsync(http, 401, new JsonObject { ["message"] = "Authorization has been denied for this request." });
            return;
        }

        var bytes = teams.State.Read(state => state.Pictures.GetValueOrDefault(id));
        http.Response.StatusCode = bytes is null ? 404 : 200;
        if (bytes is not null) await http.Response.Body.WriteAsync(bytes);
    }

    private Uri Listening(string scheme) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address.StartsWith(scheme, StringComparison.Ordinal)) + "/");

    private Task UnexpectedAsync(HttpContext http)
    {
        teams.Unexpected.Enqueue($"{http.Request.Method} {http.Request.Path}");
        return WriteAsync(http, 404, TeamsConnector.Error("NotFound", "No such page."));
    }

    /// <summary>Entra ID is there over https alone.</summary>
    private Task SecurelyAsync(HttpContext http, string operation, Func<Task<(int Status, JsonObject Body)>> work) => http.Request.IsHttps ? WithFaultsAsync(http, operation, work) : UnexpectedAsync(http);

    private Task SecurelyAsync(HttpContext http, string operation, Func<(int Status, JsonObject Body)> work) => SecurelyAsync(http, operation, () => Task.FromResult(work()));

    private Task WithFaultsAsync(HttpContext http, string operation, Func<(int Status, JsonObject Body)> work) => WithFaultsAsync(http, operation, () => Task.FromResult(work()));

    private async Task WithFaultsAsync(HttpContext http, string operation, Func<Task<(int Status, JsonObject Body)>> work)
    {
        var fault = teams.Faults.Take(operation, null);
        if (fault?.Before is { } happens) await happens();
        if (fault?.Wait is { } wait) await Task.Delay(wait, TimeProvider.System, CancellationToken.None);
        if (fault is null or { DoesTheWork: true })
        {
            var (status, body) = await work();
            if (fault?.Answer is null)
            {
                await WriteAsync(http, status, body);
                return;
            }
        }

        await fault.Answer!(http);
    }
}
