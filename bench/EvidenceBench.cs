namespace ChatOps.Bench;

/// <summary>Questions over the large worlds, each against the time that inflating the same files takes in the same run.</summary>
internal static class EvidenceBench
{
    public const int Threads = 2;
    private static readonly string[] DuckFlow = ["flow-span", "flow-hours", "flow-talkers", "flow-pairs"];
    private static readonly string[] DuckTrail = ["trail-span", "trail-role"];

    public static async Task RunAsync()
    {
        var worlds = Worlds.Open();
        var index = Directory.CreateTempSubdirectory("chatops-bench-index-");
        Environment.SetEnvironmentVariable(EvidenceIndexes.Variable, index.FullName); // for the children
        try
        {
            await AskAsync(worlds.Flow, EvidenceCases.Flow, DuckFlow, worlds);
            await AskAsync(worlds.Trail, EvidenceCases.Trail, DuckTrail, worlds);
        }
        finally
        {
            index.Delete(recursive: true);
        }
    }

    public static Task YardstickAsync()
    {
        var worlds = Worlds.Open();
        Yardstick.Print(worlds.Flow);
        Yardstick.Print(worlds.Trail);
        return Task.CompletedTask;
    }

    private static async Task AskAsync(string folder, IReadOnlyList<EvidenceCase> cases, string[] duck, Worlds worlds)
    {
        var before = Yardstick.Inflate(folder, Threads);
        Measure.Print($"yardstick: inflate only, {Threads} threads", before.ToString());
        var measured = new List<(string What, Bar Bar, EvidenceMeasure Measure)>();
        foreach (var one in cases)
        {
            measured.Add((one.What, one.Bar, await EvidenceChild.AskAsync(one.Name, folder)));
            Console.WriteLine(measured[^1].Measure.Line(one.What, one.Bar, before));
        }

        if (DuckDb.WhySkipped is { } why) Measure.Print("DuckDB", why);
        else
        {
            foreach (var question in duck) measured.Add(($"DuckDB: {question}", Bar.None, await DuckDb.AskAsync(question, worlds, Threads)));
        }

        // again at the end: a machine that had other work at the start would make every question look fast
        var after = Yardstick.Inflate(folder, Threads);
        var yardstick = before with { Seconds = Math.Min(before.Seconds, after.Seconds), CpuSeconds = Math.Min(before.CpuSeconds, after.CpuSeconds) };
        Measure.Print("yardstick, the best of before and after", yardstick.ToString());
        Console.WriteLine("\n| question | bar | time | inflate | processor | first time | peak | |\n|---|---|---|---|---|---|---|---|");
        foreach (var (what, bar, one) in measured) Console.WriteLine(one.Line(what, bar, yardstick));
        Console.WriteLine();
    }
}
