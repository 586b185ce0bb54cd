using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOps.TestKit.Aws;

/// <summary>The listener. The credential scope, not the host's name, says which service is meant.</summary>
internal sealed class AwsServer : IAsyncDisposable
{
    private readonly WebApplication app;

    public AwsServer(AwsDouble aws)
    {
        var door = new AwsDoor(aws);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
        });
        app = builder.Build();
        app.Run(async http =>
        {
            try
            {
                await door.AnswerAsync(http);
            }
            catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
            {
                aws.Unexpected.Enqueue($"the double itself: {http.Request.Method} {http.Features.Get<IHttpRequestFeature>()!.RawTarget} {e}");
                throw;
            }
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
}
