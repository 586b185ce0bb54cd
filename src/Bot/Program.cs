using ChatOps.Bot.Hosting;

namespace ChatOps.Bot;

/// <summary>Opens the doors of the rooms, in reading order.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        await using var app = Build(args);
        await app.RunAsync();
        return 0;
    }

    /// <summary>The host, ready to start. Tests replace what stands at the wire with <paramref name="configure"/>.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddHosting();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseHosting();
        return app;
    }
}
