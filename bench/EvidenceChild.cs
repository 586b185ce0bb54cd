using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ChatOps.Bench;

/// <summary>Asks one question in a process of its own, so that its peak memory is its own too.</summary>
internal static class EvidenceChild
{
    public const string Command = "evidence-child";

    /// <summary>The child's side: <c>evidence-child &lt;case&gt; &lt;folder&gt;</c>. The last line of the output is the result.</summary>
    public static async Task<int> RunAsync(string name, string folder)
    {
        var one = EvidenceCases.All[name];
        var ask = await one.Prepare(folder);
        var (seconds, cpu) = (new double[one.WarmUps + one.Rounds], new double[one.WarmUps + one.Rounds]);
        var answer = "";
        for (var round = 0; round < seconds.Length; round++)
        {
            var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            var say = await ask();
            (seconds[round], cpu[round]) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            answer = say();
        }

        var counted = seconds.Skip(one.WarmUps).Order().ToArray();
        Console.WriteLine(JsonSerializer.Serialize(new EvidenceMeasure(name, seconds[0], counted[0], cpu.Skip(one.WarmUps).Min(), PeakBytes(), answer) { MedianSeconds = counted[counted.Length / 2] }));
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

/// <summary>One question: seconds of the first asking (cold code), of the best and of the middle one, least processor time, and the process's peak memory.</summary>
internal sealed record EvidenceMeasure(string Case, double FirstSeconds, double BestSeconds, double CpuSeconds, long PeakBytes, string Answer)
{
    public double MedianSeconds { get; init; }

    /// <summary>A line of the table. Short answers are told by their median, long ones by their best.</summary>
    public string Line(string what, Bar bar, Inflation yardstick)
    {
        var time = bar.Milliseconds is not null ? FormattableString.Invariant($"{MedianSeconds * 1e3:0.0} ms") : FormattableString.Invariant($"{BestSeconds:0.00} s");
        var (clock, cpu) = (BestSeconds / yardstick.Seconds, CpuSeconds / yardstick.CpuSeconds);
        return FormattableString.Invariant($"| {what} | {bar} | {time} | {clock:0.00}x | {cpu:0.00}x | {FirstSeconds:0.00} s | {PeakBytes / 1e6:0} MB | {Answer} |");
    }
}
