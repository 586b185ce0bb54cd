using System.Globalization;

namespace ChatOps.Bench;

/// <summary>Start of the program until it is ready, on a new and on a used data folder, and its memory when idle. Budget: under 1 s, under 150 MB.</summary>
internal static class StartupBench
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("chatops-bench-");
        for (var i = 0; i < 3; i++)
        {
            await using var program = await ChildProgram.StartAsync(data.FullName, ["--Findings:Source=none"]);
            Measure.Print(i == 0 ? "start to ready, new data folder" : "start to ready, used data folder", $"{program.ReadyAfter.TotalSeconds:0.00} s");
            if (i < 2) continue;
            await Task.Delay(Rest, TimeProvider.System);
            Measure.Print("memory when idle (resident)", Megabytes(program));
        }

        await using (var program = await ChildProgram.StartAsync(data.FullName, ["--Findings:Replay=instant"]))
        {
            await Task.Delay(Rest + Rest, TimeProvider.System);
            Measure.Print("memory after the whole sample day was taken in at once", Megabytes(program));
        }

        data.Delete(recursive: true);
    }

    private static string Megabytes(ChildProgram program) => string.Create(CultureInfo.InvariantCulture, $"{program.ResidentBytes / 1e6:0} MB");
}
