using Microsoft.AspNetCore.Connections.Features;

namespace ChatOps.Bot.Hosting;

/// <summary>The two doors of the host. Each endpoint stands behind one of them, or both.</summary>
[Flags]
internal enum Listener
{
    /// <summary>The room, <c>/api/v1</c> and the operator's pages (Web:Url).</summary>
    Room = 1,

    /// <summary>What may face the outside (Edge:Url): /alerts, /slack, /api/messages, /health.</summary>
    Edge = 2,

    Both = Room | Edge,
}

internal static class ListenerEndpoints
{
    private static readonly object ConnectionKey = new();

    /// <summary>Marks the connections of a Kestrel listener.</summary>
    public static void Mark(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions options, Listener listener) =>
        options.Use(next => connection =>
        {
            connection.Items[ConnectionKey] = listener;
            return next(connection);
        });

    /// <summary>Which listener the request came in by.</summary>
    public static Listener Of(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(ConnectionKey, out var listener) == true ? (Listener)listener! : Listener.Room;

    /// <summary>Lets the endpoints answer on these listeners only; on the other one they do not exist. Without this call an endpoint is the room's.</summary>
    public static TBuilder OnListener<TBuilder>(this TBuilder builder, Listener listener)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new OnListeners(listener)));
        return builder;
    }

    /// <summary>Hides endpoints that stand behind the other door.</summary>
    public static IApplicationBuilder UseListeners(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var allowed = context.GetEndpoint()?.Metadata.GetMetadata<OnListeners>()?.Listeners ?? Listener.Room;
        if ((allowed & Of(context)) != 0) return next(context);
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private sealed record OnListeners(Listener Listeners);
}
