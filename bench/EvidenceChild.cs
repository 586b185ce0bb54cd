using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ChatOps.Bench;

/// <summary>Asks one question in a process of its own, so that its peak memory is its own too.</summary>
internal static class EvidenceChild
{
    public const string Command = "evidence-child";
    private const int Rounds = 3;

    /// <summary>The child's side: <c>evidence-child &lt;case&gt; &lt;folder&gt;</c>. The last line of the output is the result.</summary>
    public static async Task<int> RunAsync(string name, string folder)
    {
        var ask = EvidenceCases.All[name];
        var (seconds, cpu) = (new double[Rounds], new double[Rounds]);
        var answer = "";
        for (var round = 0; round < Rounds; round++)
        {
            var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            answer = await ask(folder);
            (seconds[round], cpu[round]) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        Console.WriteLine(JsonSerializer.Serialize(new EvidenceMeasure(name, seconds[0], seconds.Min(), cpu.Min(), PeakBytes(), answer)));
        return 0;
    }

    /// <summary>The parent's side.</summary>
    public static async Task<EvidenceMeasure> AskAsync(string name, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // `dotnet run` starts the program by its own executable; `dotnet ChatOps.Bench.dll` by the host's.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(EvidenceChild).Assembly.Location);
        foreach (var argument in (string[])[Command, name, folder]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {said}");
        return JsonSerializer.Deserialize<EvidenceMeasure>(said.TrimEnd().Split('\n')[^1])!;
    }

    /// <summary>VmHWM: the most memory this process ever had resident; 0 where the system does not tell.</summary>
    public static long PeakBytes()
    {
        if (!File.Exists("/proc/self/status")) return 0;
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(static one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}

/// <summary>One question: seconds of the first asking (cold code) and of the best of three, processor time of the best, and the process's peak memory.</summary>
internal sealed record EvidenceMeasure(string Case, double FirstSeconds, double BestSeconds, double CpuSeconds, long PeakBytes, string Answer)
{
    public string Against(Inflation yardstick) => string.Create(
        CultureInfo.InvariantCulture,
        $"{BestSeconds,6:0.00} s   {BestSeconds / yardstick.Seconds:0.00}x inflate (cpu {CpuSeconds:0.00} s, {CpuSeconds / yardstick.CpuSeconds:0.00}x), first time {FirstSeconds:0.00} s, peak {PeakBytes / 1e6:N0} MB   {Answer}");
}
