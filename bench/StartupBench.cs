using System.Globalization;

namespace ChatOps.Bench;

/// <summary>Start of the program until it is ready, on a new and on a used data folder, and its memory when idle. Budget: under 1 s, under 150 MB.</summary>
internal static class StartupBench
{
    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("chatops-bench-");
        try
        {
            for (var i = 0; i < 4; i++)
            {
                await using var program = await ChildProgram.StartAsync(data.FullName, ["--Findings:Replay=instant"]);
                Measure.Print(i == 0 ? "start to ready, new data folder" : "start to ready, used data folder", $"{program.ReadyAfter.TotalSeconds:0.00} s");
                if (i < 3) continue;
                await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);
                Measure.Print("memory, sample day loaded and idle (resident)", string.Create(CultureInfo.InvariantCulture, $"{program.ResidentBytes / 1e6:0} MB"));
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
