using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.TestKit.Slack;

/// <summary>The listener: Web API, uploads, private files, response_urls and the sockets' door.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SlackDouble slack;
    private readonly SlackMethods methods;
    private readonly SlackResponseUrls responseUrls;

    public SlackServer(SlackDouble slack)
    {
        this.slack = slack;
        methods = new SlackMethods(slack);
        responseUrls = new SlackResponseUrls(slack);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = 64 << 20);
        app = builder.Build();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
            {
                slack.Unexpected.Enqueue($"the double itself: {http.Request.Path} {e}");
                throw;
            }
        });
        app.UseWebSockets();
        app.Map("/api/{method}", AnswerAsync);
        app.MapPost("/upload/{id}", UploadAsync);
        app.MapGet("/files-pri/{id}/{name}", DownloadAsync);
        app.MapPost("/actions/{**key}", (HttpContext http, string key) => WithFaultsAsync(http, "response_url", null, () => responseUrls.AnswerAsync(http, key)));
        app.Map("/link", slack.Sockets.AcceptAsync);
        app.MapFallback(async http =>
        {
            slack.Unexpected.Enqueue($"{http.Request.Method} {http.Request.Path}");
            http.Response.StatusCode = 404;
            await http.Response.WriteAsync("no such page");
        });
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    public Task StartAsync() => app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(stop.Token);
        await app.DisposeAsync();
    }

    public static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body.ToJsonString())).AsTask();
    }

    private async Task AnswerAsync(HttpContext http, string method)
    {
        var arguments = await SlackArguments.ReadAsync(http.Request, method);
        await WithFaultsAsync(http, method, arguments, () =>
        {
            var answer = methods.Answer(method, http.Request.Headers.Authorization.ToString(), arguments);
            return Task.FromResult((200, answer));
        });
    }

    private Task UploadAsync(HttpContext http, string id) => WithFaultsAsync(http, "upload", null, async () =>
    {
        using var bytes = new MemoryStream();
        if (http.Request.HasFormContentType)
        {
            // The genuine client sends multipart with one part.
            var form = await http.Request.ReadFormAsync();
            if (form.Files.Count > 0) await form.Files[0].CopyToAsync(bytes);
        }
        else
        {
            await http.Request.Body.CopyToAsync(bytes);
        }

        var known = slack.State.Read(state =>
        {
            if (!state.Files.TryGetValue(id, out var file) || file.IsComplete) return false;
            file.Bytes = bytes.ToArray();
            return true;
        });
        return (known ? 200 : 404, known ? new JsonObject { ["\0plain"] = $"OK - {bytes.Length}" } : new JsonObject { ["ok"] = false, ["error"] = "file_not_found" });
    });

    private async Task DownloadAsync(HttpContext http, string id)
    {
        slack.State.Write(state => state.Downloads.Add(id));
        if (http.Request.Headers.Authorization.ToString() != $"Bearer {slack.BotToken}")
        {
            // Slack shows whoever shows no token of its own the way in.
            http.Response.Redirect($"https://{SlackState.Domain}.slack.com/?redir={Uri.EscapeDataString(http.Request.Path)}");
            return;
        }

        if (slack.Faults.Download is { } otherwise)
        {
            await otherwise(http);
            return;
        }

        var file = slack.State.Read(state => state.Files.GetValueOrDefault(id));
        http.Response.StatusCode = file?.Bytes is null ? 404 : 200;
        if (file?.Bytes is null) return;
        http.Response.ContentType = file.Mimetype;
        await http.Response.Body.WriteAsync(file.Bytes);
    }

    /// <summary>What a fault makes of a call: nothing, less than asked, or something else.</summary>
    private async Task WithFaultsAsync(HttpContext http, string method, SlackArguments? arguments, Func<Task<(int Status, JsonObject Body)>> work)
    {
        var fault = slack.Faults.Take(method, arguments?.Text("channel") ?? arguments?.Text("channel_id"));
        if (fault?.Wait is { } wait) await Task.Delay(wait, TimeProvider.System, CancellationToken.None);
        if (fault is { DoesTheWork: true } or null)
        {
            var (status, body) = await work();
            if (arguments is not null) slack.State.Keep(method, arguments, fault?.Name ?? (body["ok"]?.ToString() == "true" ? "ok" : body["error"]?.ToString() ?? "?"));
            if (fault?.Answer is null)
            {
                if (body["\0plain"] is { } plain) await http.Response.WriteAsync(plain.ToString());
                else await WriteAsync(http, status, body);
                return;
            }
        }
        else if (arguments is not null)
        {
            slack.State.Keep(method, arguments, fault.Name);
        }

        await fault.Answer!(http);
    }
}
