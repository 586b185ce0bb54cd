using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Hosting;

internal static class HostingSetup
{
    private static readonly string[] Looking = ["GET", "HEAD"];

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        OperatorSettings.AddFrom(builder.Configuration, Directory.GetCurrentDirectory());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<StoreOutage>();
        builder.Services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.Converters.Add(new UtcTimeJson()));
        builder.Services.AddOpenApi();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        var wrongLogging = LogFormat.Errors(builder.Configuration);
        builder.Services.CheckAtStart(_ => [.. ListenOptions.Of(builder.Configuration).Errors(), .. wrongLogging]);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService<Announcement>();
        LogFormat.Apply(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var listen = ListenOptions.Of(builder.Configuration);
            Listen(kestrel, listen.Web, Listener.Room);
            if (listen.Edge is not null) Listen(kestrel, listen.Edge, Listener.Edge);
        });
    }

    public static void UseHosting(this WebApplication app)
    {
        // Before anything is made: a store that cannot be opened would hide what else is wrong.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseListeners();
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapMethods("/health/live", Looking, static () => TypedResults.Ok(new HealthAnswer("live", null))).OnListener(Listener.Both).ExcludeFromDescription();
        app.MapMethods("/health/ready", Looking, static async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.WhyNotAsync(cancellationToken) is { } why
                ? Results.Json(new HealthAnswer("not ready", why), statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Ok(new HealthAnswer("ready", null))).OnListener(Listener.Both).ExcludeFromDescription();
        app.MapOpenApi();
    }

    /// <summary>Serves until asked to stop. What is wrong with the installation is said on the error stream, all of it at once.</summary>
    /// <returns>0, or 1 when something is wrong with the installation.</returns>
    public static Task<int> ServeAsync(Func<WebApplication> build) => RunAsync(build, static async app =>
    {
        await app.RunAsync();
        return 0;
    });

    /// <summary>Does something with the host, which need not be started. What is wrong with the installation is said on the error stream, all of it at once.</summary>
    /// <returns>What was returned, or 1 when something is wrong with the installation.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, Func<WebApplication, Task<int>> run)
    {
        try
        {
            await using var app = build();
            return await run(app);
        }
#pragma warning disable CA1031 // startup is one of the four edges: whatever it is, the operator gets words instead of a stack trace
        catch (Exception failure) when (StartupFailure.Explain(failure) is { } lines)
#pragma warning restore CA1031
        {
            foreach (var line in lines) await Console.Error.WriteLineAsync(line);
            return 1;
        }
    }

    private static void Listen(KestrelServerOptions kestrel, string url, Listener listener)
    {
        // A URL that cannot be listened on is reported with all other wrong options; until then any port will do.
        var endpoint = ListenOptions.Endpoint(url) ?? new IPEndPoint(IPAddress.Loopback, 0);
        kestrel.Listen(endpoint, options => ListenerEndpoints.Mark(options, listener));
    }

    private sealed record HealthAnswer(string Status, string? Why);
}
