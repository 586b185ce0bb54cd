using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Hosting;

/// <summary>Logs on the console: one readable line each, or JSON for machines (Logging:Format).</summary>
internal static class LogFormat
{
    private const string UtcTime = "yyyy-MM-dd'T'HH:mm:ss'Z' ";

    public static IEnumerable<string> Errors(IConfiguration configuration) =>
        configuration["Logging:Format"] is { Length: > 0 } format && !Is(format, "text") && !Is(format, "json") ? [$"Logging:Format is '{format}'; use text or json."] : [];

    public static void Apply(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Routine refusals are answered to the caller; they are not the host's errors.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.Error);
        // The host's own failure to start is explained in words on the error stream.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (Is(builder.Configuration["Logging:Format"], "json"))
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

    private static bool Is(string? format, string word) => string.Equals(format, word, StringComparison.OrdinalIgnoreCase);

    private static void Utc(ConsoleFormatterOptions console)
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = UtcTime;
    }
}
