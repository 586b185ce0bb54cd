using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatOps.Bot.Channels.Web;

/// <summary>Shows the token made at start, once, on the console of whoever started the host: not in the log, which others read and keep.</summary>
internal sealed class RoomInvitation(RoomAccess access, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (access.MadeToken is { } token)
        {
            lifetime.ApplicationStarted.Register(() =>
            {
                var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
                Console.Out.WriteLine($"Open the room at {address}/?token={token}");
            });
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
