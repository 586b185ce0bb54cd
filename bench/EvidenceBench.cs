namespace ChatOps.Bench;

/// <summary>Questions over the large worlds, each against the time that inflating the same files takes in the same run.</summary>
internal static class EvidenceBench
{
    private const int Threads = 2;
    private static readonly string[] DuckFlow = ["flow-span", "flow-hours", "flow-talkers", "flow-pairs"];
    private static readonly string[] DuckTrail = ["trail-span", "trail-role"];

    public static async Task RunAsync()
    {
        var worlds = Worlds.Open();
        await AskAsync(worlds.Flow, EvidenceCases.Flow, DuckFlow, worlds);
        await AskAsync(worlds.Trail, EvidenceCases.Trail, DuckTrail, worlds);
    }

    public static Task YardstickAsync()
    {
        var worlds = Worlds.Open();
        Yardstick.Print(worlds.Flow);
        Yardstick.Print(worlds.Trail);
        return Task.CompletedTask;
    }

    private static async Task AskAsync(string folder, IReadOnlyDictionary<string, Func<string, Task<string>>> cases, string[] duck, Worlds worlds)
    {
        var inflation = Yardstick.Inflate(folder, Threads);
        Measure.Print($"yardstick: inflate only, {Threads} threads", inflation.ToString());
        foreach (var name in cases.Keys) Measure.Print(name, (await EvidenceChild.AskAsync(name, folder)).Against(inflation));
        if (DuckDb.WhySkipped is { } why) Measure.Print("DuckDB", why);
        else
        {
            foreach (var question in duck) Measure.Print($"DuckDB: {question}", (await DuckDb.AskAsync(question, worlds, Threads)).Against(inflation));
        }
    }
}
