using System.Net;

namespace ChatOps.Bot.Hosting;

internal static class HostingSetup
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Listen(kestrel, builder.Configuration["Web:Url"] ?? "http://127.0.0.1:5080", Listener.Room);
            if (builder.Configuration["Edge:Url"] is { Length: > 0 } edge) Listen(kestrel, edge, Listener.Edge);
        });
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseRouting();
        app.UseListeners();
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, string url, Listener listener)
    {
        var address = BindingAddress.Parse(url);
        if (address.Host is "localhost") kestrel.ListenLocalhost(address.Port, options => ListenerEndpoints.Mark(options, listener));
        else if (IPAddress.TryParse(address.Host.Trim('[', ']').AsSpan(), out var ip)) kestrel.Listen(ip, address.Port, options => ListenerEndpoints.Mark(options, listener));
        else kestrel.ListenAnyIP(address.Port, options => ListenerEndpoints.Mark(options, listener));
    }
}
