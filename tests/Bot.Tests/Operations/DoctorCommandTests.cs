using System.Diagnostics;
using System.Text.Json;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Operations;

/// <summary>The subcommands as an operator meets them: a process, its output, its exit code.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task The_program_ends_with_0_when_all_is_well_with_1_when_not_and_makes_nothing()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Detective().Graph();
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");

        var (code, output) = await RunAsync(aws.Settings().Environment, ["doctor", $"--Data:Path={data}", .. aws.Settings().Options]);
        (code, output).ShouldBe((0, output));
        output.ShouldContain("arn:aws:iam::111122223333:user/chatops");
        output.ShouldNotContain('\u001b');
        Directory.Exists(data).ShouldBeFalse();

        aws.GuardDuty().Status = "DISABLED";
        (await RunAsync(aws.Settings().Environment, ["doctor", $"--Data:Path={data}", .. aws.Settings().Options])).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Without_credentials_it_says_so_as_JSON_too()
    {
        await using var aws = await AwsDouble.StartAsync();
        using var folder = new TemporaryFolder();
        var nobody = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "", ["AWS_SECRET_ACCESS_KEY"] = "", ["AWS_EC2_METADATA_DISABLED"] = "true", ["HOME"] = folder.Path };

        var (code, output) = await RunAsync(nobody, ["doctor", "--json", $"--Data:Path={folder.Path}", .. aws.Settings().Options]);

        code.ShouldBe(1);
        using var json = JsonDocument.Parse(output);
        var wrong = json.RootElement.GetProperty("groups").EnumerateArray().SelectMany(static group => group.GetProperty("remarks").EnumerateArray()).Single(static remark => remark.GetProperty("level").GetString() == "wrong");
        wrong.GetProperty("found").GetString().ShouldNotBeNull().ShouldContain("no AWS credentials were found");
    }

    [Fact]
    public async Task Wrong_options_are_told_as_findings_and_a_policy_needs_no_AWS()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        (await DoctorCommand.RunAsync(() => Program.Build([$"--Data:Path={folder.Path}", "--Aws:Region=nowhere", "--Logging:Format=xml"]), false, false, output)).ShouldBe(1);
        output.ToString().ShouldContain("WRONG    options  Aws:Region is 'nowhere'");
        output.ToString().ShouldContain("Logging:Format is 'xml'");

        using var policy = new StringWriter();
        (await DoctorCommand.RunAsync(() => Program.Build([$"--Data:Path={folder.Path}", "--Aws:Region=us-east-1"]), false, true, policy)).ShouldBe(0);
        using var json = JsonDocument.Parse(policy.ToString());
        json.RootElement.GetProperty("policy").GetProperty("Version").GetString().ShouldBe("2012-10-17");
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_or_is_of_a_newer_program_is_wrong()
    {
        await using var clinic = await Clinic.OpenAsync();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        clinic.DataPath = Path.Combine(file, "data");
        (await clinic.WorstAsync()).Found.ShouldStartWith("cannot be used");

        clinic.DataPath = folder.Path;
        await using (await RunningHost.StartAsync($"--Data:Path={folder.Path}"))
            (await clinic.ExamineAsync()).Wrongs.ShouldBe(0, "a host that runs is no obstacle");
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder.Path, "chatops.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'later', 0)";
            await command.ExecuteNonQueryAsync();
        }

        (await clinic.WorstAsync()).Found.ShouldStartWith("has schema 9999");
    }

    private static async Task<(int Code, string Output)> RunAsync(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(ChildHost.ProgramPath());
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
