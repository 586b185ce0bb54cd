using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ChatOps.Bench;

/// <summary>
/// The same questions asked of DuckDB, where there is one: the command <c>duckdb</c>, or its package for node, which <c>npm install --prefix bench/duckdb</c> brings.
/// Column types are given, which is the fast way for it.
/// </summary>
internal static class DuckDb
{
    private static readonly string Folder = Path.Combine(Root(), "bench", "duckdb");

    /// <summary>Why it is skipped; null when it can be asked.</summary>
    public static string? WhySkipped => UsesNode || OnPath("duckdb") ? null : "skipped: no command duckdb, and no package (npm install --prefix bench/duckdb)";

    private static bool UsesNode => Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb", "node-api")) && OnPath("node");

    /// <summary>Asks a question three times, each in a process of its own.</summary>
    public static async Task<EvidenceMeasure> AskAsync(string question, Worlds worlds, int threads)
    {
        var sql = Path.GetTempFileName();
        await File.WriteAllTextAsync(sql, Fill(await File.ReadAllTextAsync(Path.Combine(Folder, question + ".sql")), worlds, threads));
        var rounds = new List<(double Seconds, double Cpu, long Peak, string Answer)>();
        for (var round = 0; round < 3; round++) rounds.Add(await OnceAsync(sql));
        File.Delete(sql);
        return new EvidenceMeasure(question, rounds[0].Seconds, rounds.Min(static one => one.Seconds), rounds.Min(static one => one.Cpu), rounds.Max(static one => one.Peak), rounds[0].Answer);
    }

    private static string Fill(string sql, Worlds worlds, int threads)
    {
        var flow = worlds.FlowTruth;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["$flows"] = worlds.Flow,
            ["$trail"] = worlds.Trail,
            ["$attacker"] = flow.Attacker,
            ["$from"] = flow.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["$until"] = flow.End.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["$interface"] = flow.Victim.Interface,
            ["$own4"] = flow.Victim.Address,
            ["$own6"] = flow.Victim.Address6,
            ["$role"] = worlds.TrailTruth.RoleArn,
            ["$threads"] = threads.ToString(CultureInfo.InvariantCulture),
        };
        return values.Aggregate(sql, static (text, one) => text.Replace(one.Key, one.Value, StringComparison.Ordinal));
    }

    private static async Task<(double Seconds, double Cpu, long Peak, string Answer)> OnceAsync(string sql)
    {
        var start = new ProcessStartInfo(UsesNode ? "node" : "duckdb") { RedirectStandardOutput = true };
        foreach (var argument in UsesNode ? (string[])[Path.Combine(Folder, "run.mjs"), sql] : ["-json", "-c", $".read {sql}"]) start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!reading.IsCompleted)
        {
            peak = Math.Max(peak, Peak(process));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        await process.WaitForExitAsync();
        var (said, seconds) = (await reading, clock.Elapsed.TotalSeconds);
        if (process.ExitCode != 0) throw new InvalidOperationException($"DuckDB ended with {process.ExitCode}.");
        if (!UsesNode) return (seconds, process.TotalProcessorTime.TotalSeconds, peak, Short(said));
        using var answer = JsonDocument.Parse(said);
        return (answer.RootElement.GetProperty("seconds").GetDouble(), answer.RootElement.GetProperty("cpu").GetDouble(), peak, Short(answer.RootElement.GetProperty("rows").GetRawText()));
    }

    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It ended between the two lines.
            return 0;
        }
    }

    private static string Short(string answer) => answer.Length <= 120 ? answer.Trim() : string.Create(CultureInfo.InvariantCulture, $"{answer.AsSpan(0, 100)}… ({answer.Length:N0} characters)");

    private static bool OnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at.Parent is not null && !File.Exists(Path.Combine(at.FullName, "ChatOps.sln"))) at = at.Parent;
        return at.FullName;
    }
}
