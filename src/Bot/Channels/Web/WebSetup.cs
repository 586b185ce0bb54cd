using ChatOps.Bot.Channels.Web.Wire;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOps.Bot.Channels.Web;

/// <summary>The door of the web room.</summary>
internal static class WebSetup
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.CheckAtStart(_ => RoomAccess.Errors(builder.Configuration));
        services.AddSingleton<RoomAccess>();
        services.AddSingleton<RoomEvents>();
        services.AddSingleton<RoomView>();
        services.AddSingleton<CaseView>();
        services.AddSingleton<RoomPlaces>();
        services.AddSingleton<WebChannel>();
        services.AddSingleton<IChatChannel>(static provider => provider.GetRequiredService<WebChannel>());
        services.AddSingleton<RoomPulse>();
        services.AddHostedService(static provider => provider.GetRequiredService<RoomPulse>());
        services.AddHostedService<CaseWatch>();
        services.AddHostedService<RoomInvitation>();
        services.ConfigureHttpJsonOptions(static json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, RoomJson.Default));
    }

    /// <summary>Stands after routing and before the endpoints.</summary>
    public static void UseWeb(this WebApplication app)
    {
        app.UseMiddleware<RoomGuard>();
        app.UseMiddleware<RoomEntrance>();
        app.UseMiddleware<RoomRights>();
        app.UseWhen(static context => ListenerEndpoints.Of(context) == Listener.Room, static room => room.UseStaticFiles());
    }

    public static void MapWeb(this WebApplication app)
    {
        app.MapGet("/", static (IWebHostEnvironment host) => Page(host, "index.html")).ExcludeFromDescription();
        // The room's own script reads the rest of the address.
        app.MapGet("/cases/{number?}", static (IWebHostEnvironment host) => Page(host, "index.html")).ExcludeFromDescription();
        app.MapGet("/operator", static (IWebHostEnvironment host) => Page(host, "operator.html")).ExcludeFromDescription();
        var api = app.MapGroup("/api/v1").WithMetadata(RoomBody.Limit);
        ThreadEndpoints.Map(api);
        CaseEndpoints.Map(api);
        CaseStoryEndpoints.Map(api);
        SearchEndpoint.Map(api);
        SpeechEndpoints.Map(api);
        FileEndpoints.Map(api);
        OperatorEndpoints.Map(api);
        RetentionEndpoint.Map(api);
        api.MapGet("/events", Events).ExcludeFromDescription();
    }

    private static PhysicalFileHttpResult Page(IWebHostEnvironment host, string file) => TypedResults.PhysicalFile(Path.Combine(host.WebRootPath, file), "text/html; charset=utf-8");

    /// <summary>The stream ends with the page or with the host, whichever comes first, so that no open page delays a stop.</summary>
    private static ServerSentEventsResult<string> Events(HttpContext context, RoomEvents events, RoomPulse pulse, IThreadStore threads, IHostApplicationLifetime lifetime)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(end);
        var lastSeen = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : null;
        return TypedResults.ServerSentEvents(RoomEventsSeen.By(RoomReader.Of(context), events.ListenAsync(pulse.Now, lastSeen, end.Token), threads));
    }
}
