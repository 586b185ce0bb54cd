using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Evidence;
using ChatOps.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Bot.Alerts;

public sealed class SampleReplayTests
{
    private static readonly string[] Instant = ["--Findings:Source=sample", "--Findings:Replay=instant"];

    [Fact]
    public async Task The_day_becomes_25_threads_and_says_what_changed()
    {
        await using var host = await PlayedAsync();
        var threads = (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items;
        threads.Count.ShouldBe(25);
        threads.ShouldAllBe(static thread => thread.IsSample && thread.Channel == ChannelRef.Web("security"));
        host.Get<IAsOfClock>().AsOf.ShouldBe(SampleDay.End);

        var story = threads.Single(static thread => thread.Count == 41 && thread.Title.StartsWith("GetParameters", StringComparison.Ordinal));
        var messages = await host.Get<IThreadStore>().MessagesAsync(story.Id, default);
        var root = CardWords.Of(messages[0].Card);
        root.ShouldContain("Sample");
        root.ShouldContain("00:20 – 00:54 UTC · 41 occurrences · updated 00:58 UTC");
        root.ShouldContain("7 other findings on this instance, role or address since 1 Aug 2024 00:17 UTC →");
        var changed = messages.Where(static message => message.Card.Kind == CardKind.Changed).ShouldHaveSingleItem();
        CardWords.Of(changed.Card).ShouldContain("New: API DescribeParameters");
    }

    [Fact]
    public async Task Started_again_it_goes_on_without_saying_anything_twice()
    {
        using var folder = new TemporaryFolder();
        var before = 0L;
        await using (var host = await PlayedAsync($"--Data:Path={folder.Path}")) before = await VersionsAsync(host);
        await using var again = await PlayedAsync($"--Data:Path={folder.Path}");
        (await VersionsAsync(again)).ShouldBe(before);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("sample", 25)]
    public async Task The_sample_day_reaches_another_chat_only_when_it_is_asked_for_by_name(string source, int threads)
    {
        await using var host = await PlayedAsync($"--Findings:Source={source}", "--Routes:0:Channel=pager:ops/alerts,security");

        (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "pager"), default)).Items.Count.ShouldBe(threads);
        (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(Vendor: "web"), default)).Items.Count.ShouldBe(25);
    }

    private static async Task<RunningHost> PlayedAsync(params string[] options)
    {
        var host = await RunningHost.StartAsync([.. Instant, .. options]);
        await host.Services.GetServices<IHostedService>().OfType<SampleReplay>().Single().ExecuteTask!;
        return host;
    }

    private static async Task<long> VersionsAsync(RunningHost host)
    {
        var versions = 0L;
        foreach (var thread in (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items)
            versions += (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Where(static message => message.Card.Kind is CardKind.Finding or CardKind.Changed).Sum(static message => message.Version);
        return versions;
    }
}
