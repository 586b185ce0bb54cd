using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatOps.Bot.Hosting;

/// <summary>Says where the room is once the host has started.</summary>
internal sealed partial class Announcement(IServer server, IHostApplicationLifetime lifetime, ILogger<Announcement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.ToArray() ?? [];
            if (addresses.Length > 0) Log.Room(logger, addresses[0]);
            if (addresses.Length > 1) Log.Edge(logger, addresses[1]);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The room is open at {Address} (stop with Ctrl+C)")]
        public static partial void Room(ILogger logger, string address);

        [LoggerMessage(2, LogLevel.Information, "The edge listens at {Address}")]
        public static partial void Edge(ILogger logger, string address);
    }
}
