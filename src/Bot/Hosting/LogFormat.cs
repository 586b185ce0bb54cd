using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Hosting;

/// <summary>Logs on the console: one readable line each, or JSON for machines (Logging:Format).</summary>
internal static class LogFormat
{
    private const string UtcTime = "yyyy-MM-dd'T'HH:mm:ss'Z' ";

    public static void Apply(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
        // Routine refusals are answered to the caller; they are not the host's errors.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.Error);
        // The host's own failure to start is explained in words on the error stream.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (string.Equals(builder.Configuration["Logging:Format"], "json", StringComparison.OrdinalIgnoreCase))
        {
            builder.Logging.AddJsonConsole(static console => Utc(console));
        }
        else
        {
            builder.Logging.AddSimpleConsole(static console =>
            {
                Utc(console);
                console.SingleLine = true;
            });
        }
    }

    private static void Utc(ConsoleFormatterOptions console)
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = UtcTime;
    }
}
