using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Cards;
using Microsoft.Extensions.Logging.Console;

namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>The subcommand <c>ingest</c>: one run to the end, in a process of its own. Progress goes to the error stream, the summary to the output.</summary>
internal static class IngestCommand
{
    /// <summary>The output belongs to the summary; what is logged goes where progress goes.</summary>
    public static void Quieten(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("ChatOps", LogLevel.Error);
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <returns>0 when all is in the index, 1 when something was in the way.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, bool asJson)
    {
        using var ended = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(services.GetRequiredService<EvidenceIngest>(), services.GetRequiredService<IEvidenceCache>(), asJson, Console.Out, Console.Error, ended.Token);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }

    /// <summary>The same with its streams.</summary>
    internal static async Task<int> RunAsync(EvidenceIngest ingest, IEvidenceCache cache, bool asJson, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!ingest.HasTargets) return await RefuseAsync(errors, "There are no logs to put into an index. Set Evidence:Folder, or see --help.");
        if (cache.TryOpen() is { } why)
            return await RefuseAsync(errors, cache.IsHeldElsewhere
                ? "A running host keeps this index up to date already. Write '@bot ingest' there to see how far it is and to start a run, or stop it first."
                : $"The index cannot be opened: {why}");
        try
        {
            var last = "";
            var progress = await ingest.RunAsync(Environment.ProcessorCount, Tell, cancellationToken);
            await output.WriteLineAsync(asJson ? JsonSerializer.Serialize(progress, IngestJson.Default.IngestProgress) : CardWords.Of(IngestCard.Of(progress, isSample: false)));
            return progress.Problem is null && progress.Lines.All(static line => line.Problem is null) ? 0 : 1;

            void Tell(IngestProgress now)
            {
                var words = string.Join(", ", now.Lines.Select(static line => $"{IngestCard.Name(line.Kind)} {line.Indexed}/{line.Objects} ({line.Percent} %)"));
                if (words != last) errors.WriteLine(last = words);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await RefuseAsync(errors, "Stopped. What was read is kept; the next run goes on from there.");
        }
    }

    private static async Task<int> RefuseAsync(TextWriter errors, string why)
    {
        await errors.WriteLineAsync(why);
        return 1;
    }
}

[JsonSerializable(typeof(IngestProgress))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class IngestJson : JsonSerializerContext;
