using System.Text.Json;
using ChatOps.TestKit;

namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>Progress as people see it, in a running host.</summary>
public sealed class IngestVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ingest_answers_privately_outside_of_a_thread_and_with_a_card_inside()
    {
        await using var host = await StartAsync();

        var outside = await host.CommandAsync("/investigate ingest");
        var privately = await host.CommandAsync("ingest");
        var thread = (await host.CommandAsync("/investigate ip 198.51.100.23")).Thread!;
        await host.SayAsync(thread, "@bot ingest");
        await host.QuietAsync();

        outside.Thread.ShouldBeNull();
        (privately.Text ?? "").ShouldContain("vidence index");
        (await host.ThreadAsync(thread)).Card("The index takes").ShouldContain("CloudTrail");
    }

    [Fact]
    public async Task The_operator_s_page_is_told_how_far_the_index_is()
    {
        await using var host = await StartAsync();

        using var told = JsonDocument.Parse(await host.Room.GetStringAsync("/api/v1/ingest"));

        var line = told.RootElement.GetProperty("items").EnumerateArray().First();
        line.GetProperty("kind").GetString().ShouldBe("CloudTrail");
        line.GetProperty("place").GetString().ShouldBe(folder.Path);
    }

    private Task<RunningHost> StartAsync() => RunningHost.StartAsync("--Findings:Source=none", "--Evidence:Source=folder", $"--Evidence:Folder={folder.Path}");
}
