using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation;
using ChatOps.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bot.Alerts;

public sealed class FolderIntakeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_form_is_taken_from_any_depth_once()
    {
        Write("event.json", SomeFinding.Event(SomeFinding.Json(1)).ToJsonString());
        Write("export/2026/a.jsonl", $"{SomeFinding.Json(2).ToJsonString()}\n{SomeFinding.Json(3).ToJsonString()}\n");
        Write("list.json", new JsonArray(SomeFinding.Json(4), SomeFinding.Event(SomeFinding.Json(5))).ToJsonString());
        Write("api.json", new JsonObject { ["Findings"] = new JsonArray(SomeFinding.Json(6)), ["NextToken"] = "" }.ToJsonString());
        Pack("packed.jsonl.gz", $"{SomeFinding.Json(7).ToJsonString()}\n");
        Pack("packed.json.gz", SomeFinding.Json(8).ToJsonString());
        Write("notes.txt", "no findings here");
        await using var host = await RunningHost.StartAsync();
        await Intake(host).ScanAsync(default);
        await Intake(host).ScanAsync(default);
        (await ThreadsAsync(host)).Select(static thread => thread.Title).Order().ShouldBe(Enumerable.Range(1, 8).Select(static number => $"Finding {number}"));
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_recorded_with_file_and_path_and_blocks_nothing()
    {
        var wrong = SomeFinding.Json(2);
        wrong["severity"] = "very";
        Write("a.json", "not json at all");
        Write("b.jsonl", $"{SomeFinding.Json(1).ToJsonString()}\n{wrong.ToJsonString()}\nbroken\n{SomeFinding.Json(3).ToJsonString()}\n");
        Write("c.json.gz", "not packed");
        Write("d.json", """{"detail-type":"AWS Health Event","source":"aws.health","detail":{}}""");
        await using var host = await RunningHost.StartAsync();
        foreach (var file in Directory.EnumerateFiles(folder.Path)) File.SetLastWriteTimeUtc(file, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        await Intake(host).ScanAsync(default);
        (await ThreadsAsync(host)).Count.ShouldBe(2);
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).Select(static refusal => refusal.Path).Order()
            .ShouldBe(["a.json $", "b.jsonl line 2 $.severity", "b.jsonl line 3 $", "c.json.gz $", "d.json $"]);
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_read_again_before_it_is_refused()
    {
        await using var host = await RunningHost.StartAsync();
        var intake = Intake(host);
        var whole = new JsonArray(SomeFinding.Json(1), SomeFinding.Json(2)).ToJsonString();
        Write("growing.json", whole[..^40]);
        await intake.ScanAsync(default);
        (await ThreadsAsync(host)).Count.ShouldBe(1);
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).ShouldBeEmpty();
        Write("growing.json", whole);
        await intake.ScanAsync(default);
        (await ThreadsAsync(host)).Count.ShouldBe(2);
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_and_pipes_are_left_alone()
    {
        if (OperatingSystem.IsWindows()) return;
        using var elsewhere = new TemporaryFolder();
        var outside = Path.Combine(elsewhere.Path, "outside.json");
        await File.WriteAllTextAsync(outside, SomeFinding.Json(1).ToJsonString());
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.json"), outside);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "endless.json"), "/dev/zero");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "circle"), folder.Path);
        using (var pipe = Process.Start("mkfifo", Path.Combine(folder.Path, "pipe.json"))) await pipe.WaitForExitAsync();
        Write("real.json", SomeFinding.Json(2).ToJsonString());
        await using var host = await RunningHost.StartAsync();
        await Task.Run(() => Intake(host).ScanAsync(default)).WaitAsync(TimeSpan.FromSeconds(20));
        (await ThreadsAsync(host)).ShouldHaveSingleItem().Title.ShouldBe("Finding 2");
    }

    [Fact]
    public async Task What_is_refused_is_logged_on_one_line_with_nothing_hidden_in_it()
    {
        Write("bad\u001b[2K\rname.json", "not json at all");
        File.SetLastWriteTimeUtc(Directory.EnumerateFiles(folder.Path).Single(), new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var log = new LogLines();
        await using var host = await RunningHost.StartAsync();
        var intake = new AlertIntake(host.Get<IUnitOfWork>(), host.Get<IAlertLedger>(), host.Get<AlertThreads>(), TimeProvider.System, log);
        await new FolderIntake(new FindingsFolder(folder.Path), intake, TimeProvider.System, NullLogger<FolderIntake>.Instance).ScanAsync(default);
        var line = log.ShouldHaveSingleItem();
        line.ShouldContain("bad⟨U+001B⟩[2K⟨U+000D⟩name.json");
        line.Any(char.IsControl).ShouldBeFalse();
    }

    [CorpusFact]
    public async Task Every_file_of_the_corpus_becomes_a_thread_or_a_refusal_with_a_path()
    {
        foreach (var file in Corpus.Findings())
        {
            var copy = Path.Combine(folder.Path, file.Replace('/', '_'));
            await File.WriteAllBytesAsync(copy, Corpus.Read(file));
            File.SetLastWriteTimeUtc(copy, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        await using var host = await RunningHost.StartAsync("--Routes:0:MinSeverity=0");
        await Intake(host).ScanAsync(default);
        var refusals = await host.Get<IAlertLedger>().RefusalsAsync(1000, default);
        refusals.ShouldAllBe(static refusal => refusal.Path!.Contains('$') && refusal.Reason.Length > 0);
        var refused = refusals.Select(static refusal => refusal.Path!.Split(' ')[0]).ToHashSet();
        var threads = (await ThreadsAsync(host)).ToDictionary(static thread => thread.Finding!.Value);
        foreach (var file in Directory.EnumerateFiles(folder.Path).Where(file => !refused.Contains(Path.GetFileName(file))))
            AlertParser.Parse(await File.ReadAllBytesAsync(file)).ShouldAllBe(item => threads.ContainsKey(((FindingItem)item).Finding.Id), file);
        threads.Count.ShouldBeGreaterThan(20);
    }

    private FolderIntake Intake(RunningHost host) => new(new FindingsFolder(folder.Path), host.Get<AlertIntake>(), TimeProvider.System, NullLogger<FolderIntake>.Instance);

    private static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host) => (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Limit: 1000), default)).Items;

    private string Place(string name)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private void Write(string name, string text) => File.WriteAllText(Place(name), text);

    private void Pack(string name, string text)
    {
        using var packed = new GZipStream(File.Create(Place(name)), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
    }

    private sealed class LogLines : List<string>, ILogger<AlertIntake>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
