using ChatOps.Bot.Hosting;

namespace ChatOps.Bot.Alerts.Sns;

internal static class SnsSetup
{
    /// <summary>Name of the client that calls SNS's hosts.</summary>
    public const string Client = "sns";

    private const int LargestAnswer = 64 << 10;

    public static void AddSns(this WebApplicationBuilder builder)
    {
        var options = SnsOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.CheckAtStart(_ => options.Errors);
        builder.Services.AddHttpClient(Client, static client => (client.Timeout, client.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(5), LargestAnswer))
            .RemoveAllLoggers() // they write addresses down, and a subscription's holds its token
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        builder.Services.AddSingleton(new SnsTrust(null));
        builder.Services.AddSingleton<SnsKeys>();
        builder.Services.AddSingleton<SnsProof>();
        builder.Services.AddSingleton<SnsSubscription>();
        builder.Services.AddSingleton<SnsJournal>();
        builder.Services.AddSingleton<SnsEndpoint>();
    }

    public static void MapSns(this WebApplication app) =>
        app.MapPost("/alerts/sns", static (HttpContext context, SnsEndpoint endpoint) => endpoint.TakeAsync(context)).OnListener(Listener.Both);
}
