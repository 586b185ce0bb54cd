using System.Text.Json;
using ChatOps.Bot.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Operations;

/// <summary>The subcommand <c>doctor</c>. The host is made, but not started: nothing listens, nothing is read, nothing is sent.</summary>
internal static class DoctorCommand
{
    /// <summary>The output belongs to the page; what is logged goes to the error stream.</summary>
    public static void Quieten(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("ChatOps", LogLevel.Error);
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <returns>0 when nothing is wrong, 1 otherwise.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, bool asJson, bool asPolicy, TextWriter output)
    {
        Diagnosis diagnosis;
        try
        {
            await using var app = build();
            if (asPolicy)
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(AwsPolicy.Documents(app.Services.GetRequiredService<Installation>()), OperationsJson.Readable.JsonObject));
                return 0;
            }

            diagnosis = await app.Services.GetRequiredService<Doctor>().ExamineAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // startup is one of the four edges: what is wrong with the options is the doctor's to tell, too
        catch (Exception failure) when (StartupFailure.Explain(failure) is { } lines)
#pragma warning restore CA1031
        {
            diagnosis = new Diagnosis([Unusable(lines)]);
        }

        await output.WriteAsync(asJson ? JsonSerializer.Serialize(diagnosis, OperationsJson.Readable.Diagnosis) + Environment.NewLine : DiagnosisPage.Of(diagnosis));
        return diagnosis.ExitCode;
    }

    /// <summary>Of several lines the first is a heading and the last speaks of --help.</summary>
    private static RemarkGroup Unusable(IReadOnlyList<string> lines)
    {
        var wrong = lines.Where(static line => line.StartsWith("  - ", StringComparison.Ordinal)).Select(static line => line[4..]).ToList();
        return new RemarkGroup("Program", [.. (wrong.Count > 0 ? wrong : lines).Select(static line => new Remark(RemarkLevel.Wrong, "options", line))]);
    }
}
