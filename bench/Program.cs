using ChatOps.Bench;

// One command for each budget: dotnet run -c Release --project bench -- findings
var benches = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["findings"] = FindingsBench.RunAsync,
    ["commands"] = CommandsBench.RunAsync,
    ["slack"] = SlackBench.RunAsync,
    ["slack-storm"] = SlackStormBench.RunAsync,
    ["slack-kill"] = SlackStormBench.KillAsync,
    ["teams"] = TeamsBench.RunAsync,
    ["teams-storm"] = TeamsStormBench.RunAsync,
    ["teams-kill"] = TeamsStormBench.KillAsync,
    ["alerts"] = AlertsBench.RunAsync,
    ["startup"] = StartupBench.RunAsync,
    ["index"] = IndexBench.RunAsync,
    ["yardstick"] = EvidenceBench.YardstickAsync,
    ["evidence"] = EvidenceBench.RunAsync,
};
if (args is [EvidenceChild.Command, var question, var folder]) return await EvidenceChild.RunAsync(question, folder);
if (args is ["yardstick", var some])
{
    Yardstick.Print(some);
    return 0;
}

if (args is not [var name] || (name != "all" && !benches.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project bench -- {string.Join('|', benches.Keys)}|all");
    return 2;
}

foreach (var (key, run) in benches)
{
    if (name == "all" ? key is "evidence" or "yardstick" or "slack-kill" or "teams-kill" : name != key) continue; // these take many minutes
    Console.WriteLine($"== {key}");
    await run();
}

return 0;
