using ChatOps.Bot.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOps.Bench;

/// <summary>A server of this process: the product's host, or a bare endpoint to hold it against.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo? data;

    private Served(WebApplication app, DirectoryInfo? data) => (this.app, this.data) = (app, data);

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <param name="options">Those of the chat it listens to.</param>
    /// <param name="works">Whether what is heard is also carried out, or only kept.</param>
    public static async Task<Served> HostAsync(bool works, params IEnumerable<string> options)
    {
        var data = Directory.CreateTempSubdirectory("chatops-bench-");
        var app = Bot.Program.Build(
            ["--Web:Url=http://127.0.0.1:0", $"--Data:Path={data.FullName}", "--Findings:Source=none", "--Evidence:Source=none", "--Logging:LogLevel:Default=Error", .. options],
            builder =>
            {
                if (!works) builder.Services.Remove(builder.Services.Single(static service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(JobWorker)));
            });
        await app.StartAsync();
        return new Served(app, data);
    }

    /// <summary>An endpoint and nothing else.</summary>
    public static async Task<Served> BareAsync(string path, Delegate endpoint)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(path, endpoint);
        await app.StartAsync();
        return new Served(app, null);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        data?.Delete(recursive: true);
    }
}
