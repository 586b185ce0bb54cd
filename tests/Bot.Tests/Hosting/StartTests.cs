using ChatOps.TestKit;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Hosting;

/// <summary>What an operator sees of a start: exit codes, all mistakes at once, the form of the log.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Help_is_success_and_what_cannot_be_meant_is_bad_usage()
    {
        (await Program.Main(["--help"])).ShouldBe(0);
        (await Program.Main(["--Findings:Sorce=sample"])).ShouldBe(2);
    }

    [Fact]
    public void Options_of_all_rooms_are_checked_before_anything_starts_and_all_mistakes_are_told()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        string[] wrong =
        [
            "--Web:Url=http://127.0.0.1:0", $"--Data:Path={data}", "--Web:Authentication=token", "--Web:Token=guess", "--Edge:Url=8080", "--Findings:Source=kafka", "--Evidence:Source=athena", "--Evidence:Networks=/nowhere.mmdb",
            "--Policy:File=/nowhere/policy.json", "--Store:Provider=oracle", "--Logging:Format=xml", "--Logging:LogLevel:Default=loud",
        ];

        var told = StartupFailure.Explain(Should.Throw<Exception>(() => Program.Build(wrong))).ShouldNotBeNull();

        foreach (var name in new[] { "Web:Token", "Edge:Url", "Findings:Source", "Evidence:Source", "Evidence:Networks", "Policy:File", "Store:Provider", "Logging:Format", "Logging:LogLevel:Default" })
            told.Count(line => line.StartsWith($"  - {name} ", StringComparison.Ordinal)).ShouldBe(1, name);
        string.Concat(told).ShouldNotContain("guess");
        Directory.Exists(data).ShouldBeFalse("nothing was started");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_way_out()
    {
        await using var first = await RunningHost.StartAsync();
        var failure = await Should.ThrowAsync<IOException>(() => RunningHost.StartAsync($"--Web:Url={first.Room.BaseAddress!.GetLeftPart(UriPartial.Authority)}"));

        StartupFailure.Explain(failure).ShouldHaveSingleItem().ShouldContain("Another program listens there");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told_in_words()
    {
        var failure = await Should.ThrowAsync<Exception>(() => RunningHost.StartAsync("--Web:Url=http://192.0.2.1:5080", "--Web:Authentication=token"));

        StartupFailure.Explain(failure).ShouldHaveSingleItem().ShouldContain("cannot be listened on");
    }

    [Theory]
    [InlineData("text", "simple")]
    [InlineData("json", "json")]
    public async Task Logs_are_text_or_json_as_asked(string format, string formatter)
    {
        await using var host = await RunningHost.StartAsync($"--Logging:Format={format}");

        host.Get<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe(formatter);
    }
}
