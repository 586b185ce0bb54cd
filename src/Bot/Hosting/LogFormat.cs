using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Hosting;

/// <summary>Logs on the console: one readable line each, or JSON for machines (Logging:Format).</summary>
internal static class LogFormat
{
    private const string UtcTime = "yyyy-MM-dd'T'HH:mm:ss'Z' ";

    /// <summary>What is wrong, each with its repair. To be asked before <see cref="Apply"/>.</summary>
    public static IReadOnlyList<string> Errors(IConfiguration configuration)
    {
        var errors = new List<string>();
        if (configuration["Logging:Format"] is { Length: > 0 } format && !Is(format, "text") && !Is(format, "json")) errors.Add($"Logging:Format is '{format}'; use text or json.");
        errors.AddRange(WrongLevels(configuration).Select(static level => $"{level.Path} is '{level.Value}'; use {string.Join(", ", Enum.GetNames<LogLevel>())}."));
        return errors;
    }

    public static void Apply(WebApplicationBuilder builder)
    {
        // The host cannot be made with a level it does not know: not even to say what else is wrong.
        foreach (var level in WrongLevels(builder.Configuration).ToList()) builder.Configuration[level.Path] = nameof(LogLevel.Information);
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

    private static IEnumerable<IConfigurationSection> WrongLevels(IConfiguration configuration) =>
        configuration.GetSection("Logging:LogLevel").GetChildren().Where(static level => level.Value is { Length: > 0 } text && !Enum.TryParse<LogLevel>(text, ignoreCase: true, out _));

    private static void Utc(ConsoleFormatterOptions console)
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = UtcTime;
    }
}
