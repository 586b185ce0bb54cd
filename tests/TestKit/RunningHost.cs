using ChatOps.Bot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOps.TestKit;

/// <summary>The real host on a free loopback port, with a data folder of its own that is removed afterwards.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TemporaryFolder? ownFolder;

    private RunningHost(WebApplication app, TemporaryFolder? ownFolder, string dataPath)
    {
        this.app = app;
        this.ownFolder = ownFolder;
        DataPath = dataPath;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Room = new HttpClient { BaseAddress = new Uri(addresses[0]) };
        Edge = addresses.Length > 1 ? new HttpClient { BaseAddress = new Uri(addresses[1]) } : null;
    }

    /// <summary>A caller on the room's listener.</summary>
    public HttpClient Room { get; }

    /// <summary>A caller on the edge's listener; null when it is off.</summary>
    public HttpClient? Edge { get; }

    public string DataPath { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Starts a host without findings of its own; options given later win.</summary>
    public static Task<RunningHost> StartAsync(params string[] options) => StartAsync(null, options);

    public static async Task<RunningHost> StartAsync(Action<WebApplicationBuilder>? configure, params string[] options)
    {
        var given = options.FirstOrDefault(static option => option.StartsWith("--Data:Path=", StringComparison.Ordinal));
        var ownFolder = given is null ? new TemporaryFolder() : null;
        var dataPath = given is null ? ownFolder!.Path : given["--Data:Path=".Length..];
        var app = Program.Build(["--Web:Url=http://127.0.0.1:0", $"--Data:Path={dataPath}", "--Findings:Source=none", "--Logging:LogLevel:Default=Warning", .. options], configure);
        await app.StartAsync();
        return new RunningHost(app, ownFolder, dataPath);
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Room.Dispose();
        Edge?.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        ownFolder?.Dispose();
    }
}
